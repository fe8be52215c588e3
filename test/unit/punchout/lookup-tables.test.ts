import { describe, expect, it } from 'vitest';
import { type FieldMapping, fieldMappingSchema } from '../../../src/punchout/field-rule.ts';
import { mapCart } from '../../../src/punchout/map-cart.ts';
import { mappingChanges } from '../../../src/punchout/mapping-changes.ts';
import { fingerprintSource, systemFingerprint } from '../../../src/punchout/system-fingerprint.ts';
import { returnProtocols } from './return-protocols.ts';
import { netCart, sampleItem } from './sample-cart.ts';
import { sampleSession } from './sample-session.ts';
import { sampleCustomer, sampleOciSystem } from './sample-system.ts';
import { standardUnits } from './sample-units.ts';

type Tables = FieldMapping['tables'];

function systemWith(from: string[], tables?: Tables) {
  const fields = { item: { MATGROUP: { from } }, shipping: {}, discount: {}, ...(tables ? { tables } : {}) };
  return sampleOciSystem({ fields });
}

const lookup = ['product.category | lookup "groups"'];

describe('a table that expressions look things up in', () => {
  it('must be there', () => {
    const mapping = { item: { A: { from: ['item.name', ...lookup] } }, shipping: {}, discount: {} };
    expect(fieldMappingSchema.safeParse(mapping).error?.issues).toMatchObject([
      { path: ['item', 'A', 'from', 1], message: 'there is no table "groups"' },
    ]);
    expect(fieldMappingSchema.safeParse({ ...mapping, tables: { groups: {} } }).success).toBe(true);
    const inherited = {
      item: { A: { from: ['item.name | lookup "constructor"'] } },
      shipping: {},
      discount: {},
    };
    expect(fieldMappingSchema.safeParse({ ...inherited, tables: {} }).success).toBe(false);
  });

  it('is what a cart is mapped with', () => {
    const system = systemWith(['product.category | lookup "groups"', 'item.reference | cut 3'], {
      groups: { Tools: '21-04' },
    });
    const categories = ['Tools', 'Toys'];
    const cart = netCart(categories.map((category) => sampleItem({ name: category, product: { category } })));
    const visit = { system, session: sampleSession(system), customer: sampleCustomer };
    const { lines } = mapCart(
      { cart, ...visit, standardUnits, referenceOf: ({ key }) => key },
      returnProtocols.oci.cartRules(visit),
    );
    expect(lines.map(({ fields }) => fields.MATGROUP)).toEqual(['21-04', 'Toy']);
  });

  it('is part of what a license is bound to', () => {
    const print = (tables: Tables) => systemFingerprint(systemWith(lookup, tables));
    expect(print({ groups: { a: '1', b: '2' } })).toBe(print({ groups: { b: '2', a: '1' } }));
    expect(print({ groups: { a: '1' } })).not.toBe(print({ groups: { a: '2' } }));
    expect(print({ groups: { a: '1' } })).not.toBe(print({ groups: { a: '1' }, more: {} }));
  });

  it('changes no fingerprint where a System has none', () => {
    expect(fingerprintSource(systemWith(['item.name']))).not.toContain('tables');
    expect(systemFingerprint(systemWith(['item.name'], {}))).toBe(
      systemFingerprint(systemWith(['item.name'])),
    );
  });

  it.each<[string, Tables, Tables, string[]]>([
    [
      'a new table',
      { groups: {} },
      { groups: {}, more: { a: '1' } },
      ['table more added', 'table more, "a" is now "1"'],
    ],
    ['a table less', { groups: {}, more: { a: '1' } }, { groups: {} }, ['table more removed']],
    [
      'another value',
      { groups: { a: '1' } },
      { groups: { a: '2' } },
      ['table groups, "a" is now "2", was "1"'],
    ],
    ['an entry more', { groups: {} }, { groups: { '*': '9' } }, ['table groups, "*" is now "9"']],
    [
      'an entry less',
      { groups: { a: '1' } },
      { groups: {} },
      ['table groups, "a" is no longer set, was "1"'],
    ],
    ['another order', { groups: { a: '1', b: '2' } }, { groups: { b: '2', a: '1' } }, []],
  ])('%s is told in words', (_, before, after, words) => {
    expect(mappingChanges(systemWith(lookup, before), systemWith(lookup, after))).toEqual(words);
  });
});

describe('an expression in what a license is bound to', () => {
  it('stands there in one spelling, whatever the blanks of the operator', () => {
    const [one, other] = [systemWith(['item.name|cut 4']), systemWith(['  item.name  | cut 4'])];
    expect(systemFingerprint(one)).toBe(systemFingerprint(other));
    expect(mappingChanges(one, other)).toEqual([]);
    expect(JSON.parse(fingerprintSource(one)).fields.item.MATGROUP.from).toEqual(['item.name | cut 4']);
  });

  it('is another one with another argument, and the change is told', () => {
    const [one, other] = [systemWith(['item.name|cut 4']), systemWith(['item.name|cut 5'])];
    expect(systemFingerprint(one)).not.toBe(systemFingerprint(other));
    expect(mappingChanges(one, other)).toEqual([
      'field item.MATGROUP is now from item.name | cut 5, was from item.name | cut 4',
    ]);
  });

  it('a data field alone stands there as it always did', () => {
    const from = ['product.ean', 'session.extrinsic.User email', 'session.parameter.~OkCode'];
    expect(JSON.parse(fingerprintSource(systemWith(from))).fields.item.MATGROUP.from).toEqual(from);
  });
});
