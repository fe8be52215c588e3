import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cxmlSystemSchema,
  ociSystemSchema,
  type System,
  systemSchema,
} from '../../../src/punchout/system.ts';
import { describeChanges } from '../../../src/punchout/system-changes.ts';
import { systemFingerprint } from '../../../src/punchout/system-fingerprint.ts';
import { sampleCustomer, sampleCxmlSystem, sampleOciSystem } from './sample-system.ts';

const rules = (item: object, other = {}) => ({ fields: { item, shipping: {}, discount: {}, ...other } });
const rule = (from: string[], more = {}) => ({ from, ...more });
const credential = (identity: string, domain = 'NetworkId') => ({ domain, identity });
const oci = (changes: object) => sampleOciSystem({ ...rules({}), ...changes });
const cxml = (login: object) =>
  sampleCxmlSystem({ ...rules({}), login: { to: { check: false }, sender: { check: false }, ...login } });

const licensed: [says: string, before: System, after: System][] = [
  [
    'login parameter user is now LOGIN, was USERNAME',
    oci({ login: { user: 'username' } }),
    oci({ login: { user: 'login' } }),
  ],
  ['login method is now post, was any', oci({}), oci({ login: { method: 'post' } })],
  ['fixed parameter CATALOG=main added', oci({}), oci({ login: { fixed: { catalog: 'main' } } })],
  ['fixed parameter CATALOG=main removed', oci({ login: { fixed: { CATALOG: 'main' } } }), oci({})],
  [
    'fixed parameter CATALOG is now b, was a',
    oci({ login: { fixed: { CATALOG: 'a' } } }),
    oci({ login: { fixed: { catalog: 'b' } } }),
  ],
  [
    'credential of From NetworkId AN02 added',
    cxml({ from: { credentials: [credential('AN01')] } }),
    cxml({ from: { credentials: [credential('an01'), credential('AN02')] } }),
  ],
  [
    'credential of Sender DUNS 77 removed',
    cxml({ sender: { credentials: [credential('AN01'), credential('77', 'DUNS')] } }),
    cxml({ sender: { credentials: [credential('AN01')] } }),
  ],
  ['From is no longer checked', cxml({}), cxml({ from: { check: false } })],
  ['To is now checked', cxml({}), cxml({ to: { check: true } })],
  ['the SharedSecret is no longer checked', cxml({}), cxml({ sharedSecret: false })],
  ['the SharedSecret is now checked', cxml({ sharedSecret: false }), cxml({})],
  [
    'the customer is now found by e-mail, from useremail, else Contact',
    cxml({}),
    cxml({ customer: 'email' }),
  ],
  ['every call is now for the one customer of the System', cxml({ customer: 'email' }), cxml({})],
  [
    'where the e-mail of the customer is looked for is now Contact, was useremail',
    cxml({ customer: 'email', emailFrom: ['User Email'] }),
    cxml({ customer: 'email', emailFrom: ['Contact'] }),
  ],
  [
    'field item.VENDORMAT is now from product.ean, was from product.number',
    oci(rules({ VENDORMAT: rule(['product.number']) })),
    oci(rules({ VENDORMAT: rule(['product.ean']) })),
  ],
  [
    'field item.VENDORMAT is now from item.name, else product.name, was from product.name, else item.name',
    oci(rules({ VENDORMAT: rule(['product.name', 'item.name']) })),
    oci(rules({ VENDORMAT: rule(['item.name', 'product.name']) })),
  ],
  [
    'field item.MATGROUP is now from product.category, else "27", was from product.category',
    oci(rules({ MATGROUP: rule(['product.category']) })),
    oci(rules({ MATGROUP: rule(['product.category'], { fixed: '27' }) })),
  ],
  [
    'field item.MATGROUP is now always "28", cut to 2 characters, was always "27"',
    oci(rules({ MATGROUP: rule([], { fixed: '27' }) })),
    oci(rules({ MATGROUP: rule([], { fixed: '28', length: 2 }) })),
  ],
  ['field item.MATGROUP added, empty', oci({}), oci(rules({ MATGROUP: rule([]) }))],
  [
    'field shipping.DESCRIPTION added, from item.name',
    oci({}),
    oci(rules({}, { shipping: { DESCRIPTION: rule(['item.name']) } })),
  ],
  [
    'field discount.DESCRIPTION removed, was from item.name',
    oci(rules({}, { discount: { DESCRIPTION: rule(['item.name']) } })),
    oci({}),
  ],
  ['unit Stück is now PCE', oci({ units: {} }), oci({ units: { table: { Stück: 'PCE' } } })],
  [
    'unit Stück is now PCE, was EA',
    oci({ units: { table: { Stück: 'EA' } } }),
    oci({ units: { table: { Stück: 'PCE' } } }),
  ],
  [
    'unit Stück is no longer mapped, was PCE',
    oci({ units: { table: { Stück: 'PCE' } } }),
    oci({ units: {} }),
  ],
  ['the default unit is now EA', oci({ units: {} }), oci({ units: { default: 'EA' } })],
  ['the default unit is no longer set, was EA', oci({ units: { default: 'EA' } }), oci({ units: {} })],
  ['the product field of units is now u', oci({ units: {} }), oci({ units: { productField: 'u' } })],
  ['the protocol is now cxml, was oci', oci({ units: {} }), sampleCxmlSystem({ ...rules({}), units: {} })],
];

const { name: company, ...unnamed } = sampleCustomer;
const withCustomer = (changes: object) => oci({ customers: [{ ...sampleCustomer, ...changes }] });

const other: [says: string, before: System, after: System][] = [
  ['the title is now SRM, was Buyer AG', oci({}), oci({ title: 'SRM' })],
  ['the shop is now outlet, was main', oci({}), oci({ shop: 'outlet' })],
  ['the System is now disabled', oci({}), oci({ active: false })],
  ['the System is now active', oci({ active: false }), oci({})],
  ['charset is now iso-8859-1, was utf-8', oci({}), oci({ charset: 'iso-8859-1' })],
  ['shipping is now none, was line', oci({}), oci({ shipping: 'none' })],
  ['what a cancelled visit does is now message, was empty-post', oci({}), oci({ cancel: 'message' })],
  ['decimals of prices is now 3', oci({}), oci({ prices: { decimals: 3 } })],
  ['the largest price unit is now 1, was 10000', oci({}), oci({ prices: { maximumUnit: 1 } })],
  [
    'the DTD version is now 1.2.050, was 1.2.014',
    sampleCxmlSystem(),
    sampleCxmlSystem({ dtdVersion: '1.2.050' }),
  ],
  [
    'the field of the returned cart is now cxml-urlencoded, was cxml-base64',
    sampleCxmlSystem(),
    sampleCxmlSystem({ returnField: 'cxml-urlencoded' }),
  ],
  [
    'the spelling of that field is now guide, was lower',
    sampleCxmlSystem(),
    sampleCxmlSystem({ returnFieldCase: 'guide' }),
  ],
  ['tax is now line, was none', sampleCxmlSystem(), sampleCxmlSystem({ tax: 'line' })],
  [
    'operationAllowed is now create, was edit',
    sampleCxmlSystem(),
    sampleCxmlSystem({ operationAllowed: 'create' }),
  ],
  ...(['from', 'to', 'sender'] as const).map((party): [string, System, System] => [
    `${party[0]?.toUpperCase()}${party.slice(1)} of a returned cart is now AN02 (NetworkID)`,
    sampleCxmlSystem(),
    sampleCxmlSystem({ headerCredentials: { [party]: { domain: 'NetworkID', identity: 'AN02' } } }),
  ]),
  ['return host new.example added', oci({}), oci({ returnHosts: ['buyer.example', 'new.example'] })],
  ['return host buyer.example removed', oci({}), oci({ returnHosts: [] })],
  ['frame ancestor a.example added', oci({}), oci({ frameAncestors: ['a.example'] })],
  ['customer Jäger Werke removed', oci({}), oci({ customers: [] })],
  ['customer K-10042 added', oci({ customers: [] }), oci({ customers: [unnamed] })],
  [`customer K-10042: name is now ${company}`, oci({ customers: [unnamed] }), oci({})],
  ['customer Jäger Werke: user is now j2, was jaeger', oci({}), withCustomer({ user: 'j2' })],
  ['customer Jäger Werke: password added', oci({}), withCustomer({ passwordHash: 'hash-1' })],
  [
    'customer Jäger Werke: password changed',
    withCustomer({ passwordHash: 'hash-1' }),
    withCustomer({ passwordHash: 'hash-2' }),
  ],
  ['customer Jäger Werke: token removed', withCustomer({ tokenHash: 'hash-1' }), oci({})],
  ['SharedSecret added', sampleCxmlSystem(), sampleCxmlSystem({ sharedSecretHashes: ['hash-1'] })],
  [
    'SharedSecret changed',
    sampleCxmlSystem({ sharedSecretHashes: ['hash-1'] }),
    sampleCxmlSystem({ sharedSecretHashes: ['hash-2'] }),
  ],
  [
    'only spelling, order, or what is not checked',
    oci({}),
    oci({ login: { user: 'UserName', hookUrl: 'hook_url' } }),
  ],
];

describe('an operator reads what an edit changes that the license is bound to', () => {
  it.each(licensed)('%s', (says, before, after) => {
    const aligned = { ...after, id: before.id, name: before.name };
    expect(describeChanges(before, aligned).licensed).toEqual([says]);
  });
});

describe('what would read alike is told apart', () => {
  const emails = (emailFrom: string[]) => cxml({ customer: 'email', emailFrom });
  const accepting = (domain: string, identity: string) =>
    cxml({ from: { credentials: [credential(identity, domain)] } });

  it.each([
    ['a blank in a domain and one in an identity', accepting('a', 'b c'), accepting('a b', 'c')],
    ['one name with a comma and two names', emails(['a,b']), emails(['a', 'b'])],
    ['one name with the words between two and two names', emails(['a, else b']), emails(['a', 'b'])],
  ])('%s', (_, before, after) => {
    expect(describeChanges(before, after).licensed).not.toEqual([]);
  });
});

describe('an operator reads what an edit changes that no license is bound to', () => {
  it.each(other)('%s', (says, before, after) => {
    expect(describeChanges(before, after)).toEqual({ licensed: [], other: [says] });
  });

  it('never what a secret is, nor its hash', () => {
    const before = sampleCxmlSystem({ sharedSecretHashes: ['hash-1'], customers: [] });
    const after = sampleCxmlSystem({
      sharedSecretHashes: ['hash-2'],
      customers: [{ ...sampleCustomer, passwordHash: 'hash-3', tokenHash: 'hash-4' }],
    });
    expect(JSON.stringify(describeChanges(before, after))).not.toContain('hash-');
  });

  it('that a System is new', () => {
    expect(describeChanges(undefined, oci({}))).toEqual({ licensed: [], other: ['the System is new'] });
  });

  it('nothing, where nothing was changed', () => {
    expect(describeChanges(oci({}), oci({}))).toEqual({ licensed: [], other: [] });
  });
});

/** Few values each, so that edits often meet, and differ in spelling only. */
const parameter = fc.constantFrom('USER', 'user', 'PASS', 'Pass');
const text = fc.constantFrom('a', 'A', 'b, else c', 'a, else b', '');
const dataField = fc.constantFrom('product.number', 'product.ean', 'item.name');
const ruleEdit = fc.record(
  { from: fc.array(dataField, { maxLength: 3 }), fixed: text, length: fc.constantFrom(1, 40) },
  { requiredKeys: [] },
);
const fieldsEdit = fc.dictionary(fc.constantFrom('VENDORMAT', 'MATGROUP'), ruleEdit);
const unitsEdit = fc.record(
  {
    productField: fc.constantFrom('unit', 'Unit'),
    default: fc.constantFrom('EA', 'PCE'),
    table: fc.dictionary(fc.constantFrom('pc', 'PC', 'Stück'), fc.constantFrom('EA', 'PCE')),
  },
  { requiredKeys: [] },
);
const shared = {
  fields: fc.record({ item: fieldsEdit, shipping: fieldsEdit, discount: fieldsEdit }),
  units: unitsEdit,
  title: fc.constantFrom('One', 'Two'),
  active: fc.boolean(),
  returnHosts: fc.shuffledSubarray(['a.example', 'b.example']),
};
const ociEdit = fc.record({
  ...shared,
  charset: fc.constantFrom('utf-8', 'iso-8859-1'),
  login: fc.record(
    {
      method: fc.constantFrom('any', 'post'),
      user: parameter,
      password: parameter,
      token: parameter,
      hookUrl: parameter,
      target: parameter,
      fixed: fc.dictionary(fc.constantFrom('CID', 'cid', 'LANG'), text),
    },
    { requiredKeys: [] },
  ),
});
const partyEdit = fc.record({
  check: fc.boolean(),
  credentials: fc.array(
    fc.record({
      domain: fc.constantFrom('NetworkId', 'NETWORKID', 'a', 'a b'),
      identity: fc.constantFrom('AN01', 'an01', 'b c', 'c'),
    }),
    { maxLength: 3 },
  ),
});
const cxmlEdit = fc.record({
  ...shared,
  sharedSecretHashes: fc.shuffledSubarray(['hash-1', 'hash-2']),
  login: fc.record({
    from: partyEdit,
    to: partyEdit,
    sender: partyEdit,
    sharedSecret: fc.boolean(),
    customer: fc.constantFrom('fixed', 'email'),
    emailFrom: fc.array(
      fc.constantFrom('Contact', 'contact', 'UserEmail', 'user email', 'a, else b', 'b', 'a'),
      {
        maxLength: 3,
      },
    ),
  }),
});

const systems = fc.oneof(
  ociEdit.map((edit) => ociSystemSchema.parse({ ...sampleOciSystem(), ...edit })),
  cxmlEdit.map((edit) =>
    cxmlSystemSchema.parse({ ...sampleCxmlSystem(), id: sampleOciSystem().id, ...edit }),
  ),
);

/** Before with one part of after, found by the path: most such edits change one thing, or nothing that counts. */
function withOnePart(before: unknown, after: unknown, [choice, ...path]: number[]): unknown {
  if (choice === undefined || !isRecord(before) || !isRecord(after)) return after;
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const name = names[choice % names.length];
  if (name === undefined) return before;
  const part = withOnePart(before[name], after[name], path);
  return Object.fromEntries(
    Object.entries({ ...before, [name]: part }).filter(([, value]) => value !== undefined),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function editOf(before: System, after: System, path: number[]): System {
  if (before.protocol !== after.protocol) return after;
  return systemSchema.parse(withOnePart(before, after, path));
}

describe('for any two Systems', () => {
  const edits = fc
    .tuple(systems, systems, fc.array(fc.nat(), { maxLength: 4 }))
    .map(([before, after, path]): [System, System] => [before, editOf(before, after, path)]);

  it('something that the license is bound to is named exactly where the fingerprint is another', () => {
    fc.assert(
      fc.property(edits, ([before, after]) => {
        const same = systemFingerprint(before) === systemFingerprint(after);
        expect(describeChanges(before, after).licensed.length === 0).toBe(same);
      }),
      { numRuns: 5_000 },
    );
  });

  it('no edit goes without a word', () => {
    fc.assert(
      fc.property(edits, ([before, after]) => {
        const changes = describeChanges(before, after);
        const words = changes.licensed.length + changes.other.length;
        expect(words > 0).toBe(!isDeepStrictEqual(before, after));
      }),
      { numRuns: 1_000 },
    );
  });
});
