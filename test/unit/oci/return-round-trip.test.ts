import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readItems } from '../../../src/oci/read-items.ts';
import { isJsonCart, readJsonCart } from '../../../src/oci/read-json-cart.ts';
import { ociReturnProtocol } from '../../../src/oci/return-protocol.ts';
import type { CartItem } from '../../../src/punchout/cart.ts';
import { mapCart } from '../../../src/punchout/map-cart.ts';
import { divide, multiply } from '../../../src/punchout/money.ts';
import type { OciSystem } from '../../../src/punchout/system.ts';
import type { WireLine } from '../../../src/punchout/wire-cart.ts';
import { netCart, sampleItem } from '../punchout/sample-cart.ts';
import { sampleSession } from '../punchout/sample-session.ts';
import { sampleCustomer, sampleOciSystem } from '../punchout/sample-system.ts';
import { standardUnits } from '../punchout/sample-units.ts';

const text = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 30 }).map((name) => `x${name}`);

const item = fc
  .record({
    name: text,
    number: text,
    description: fc.string({ unit: 'grapheme', maxLength: 200 }).map((words) => `x${words}`),
    quantity: fc.integer({ min: 1, max: 9_999 }),
    cents: fc.integer({ min: 0, max: 9_999_999 }),
    unit: fc.constantFrom('pc', 'box'),
  })
  .map(({ name, number, description, quantity, cents, unit }): CartItem => {
    const netTotal = divide(String(cents), '100', 2);
    const product = { name, number, description, customFields: {} };
    return sampleItem({ unit, quantity: String(quantity), netTotal, shownTotal: netTotal, product });
  });

const options: fc.Arbitrary<Partial<OciSystem>> = fc.record({
  startIndex: fc.constantFrom(0 as const, 1 as const),
  emptyFields: fc.boolean(),
  hookUrl: fc.constantFrom('as-is', 'split', 'both'),
  controlFields: fc.constantFrom('echo', 'always'),
  cartFormat: fc.constantFrom('fields', 'json'),
});

test('any cart, written in any way a System can ask for, is the same cart to the buyer who reads it', () => {
  fc.assert(
    fc.property(fc.array(item, { minLength: 1, maxLength: 8 }), options, (items, changes) => {
      const { lines, strays } = readBack(items, changes);
      expect(strays).toEqual([]);
      expect(lines.map(learned)).toEqual(items.map(meant));
      if (changes.cartFormat === 'fields')
        expect(lines.map(({ index }) => index)).toEqual(
          items.map((_, place) => place + (changes.startIndex ?? 1)),
        );
    }),
  );
});

function readBack(items: readonly CartItem[], changes: Partial<OciSystem>) {
  const units = { ...sampleOciSystem().units, table: { pc: 'PCE', box: 'BX' } };
  const system = { ...sampleOciSystem(), units, ...changes };
  const session = sampleSession(system, { protocolData: JSON.stringify({ echo: [['~OkCode', 'ADDI']] }) });
  const input = { session, system, customer: sampleCustomer, standardUnits, referenceOf: () => '' };
  const cart = mapCart({ cart: netCart([...items]), ...input }, ociReturnProtocol.cartRules(input));
  const { fields } = ociReturnProtocol.returnForm(cart, input);
  const json = fields.find(([, value]) => isJsonCart(value));
  return json ? readJsonCart(json[1]) : readItems(fields);
}

function learned({ fields }: WireLine) {
  const value = (name: string) => fields.find((field) => field.name === name)?.value ?? '';
  const worth = divide(multiply(value('PRICE'), value('QUANTITY')), value('PRICEUNIT') || '1', 2);
  const [number, name, unit] = ['VENDORMAT', 'DESCRIPTION', 'UNIT'].map(value);
  return { number, name, unit, quantity: Number(value('QUANTITY')), worth, description: value('LONGTEXT') };
}

function meant({ product, unit, quantity, netTotal }: CartItem) {
  const [number, name, description] = [product.number, product.name, product.description].map(oneLine);
  const code = unit === 'box' ? 'BX' : 'PCE';
  return { number, name, unit: code, quantity: Number(quantity), worth: netTotal, description };
}

/** What the mapping leaves of a text: one line without blanks at its ends. */
function oneLine(words = ''): string {
  return words.replaceAll(/[\s\p{Cc}]+/gu, (run) => (/^ +$/.test(run) ? run : ' ')).trim();
}
