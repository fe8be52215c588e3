import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lintCxml } from '../../../src/cxml/lint.ts';
import { parseDocument } from '../../../src/cxml/read-document.ts';
import {
  childNamed,
  childrenNamed,
  requiredChild,
  textOf,
  type XmlElement,
} from '../../../src/cxml/xml-element.ts';
import type { CartItem } from '../../../src/punchout/cart.ts';
import { add, divide, equals, multiply } from '../../../src/punchout/money.ts';
import {
  article,
  cartOf,
  documentIn,
  referenceOf,
  returnForm,
  type SystemInput,
  sampleSystem,
} from './samples.ts';

const units = { pc: 'EA', box: 'BX' } as const;

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).map((name) => `x${name}`);

/** A line of so few pieces that four decimals give its value back to the cent, whatever it is. */
const line = fc
  .record({
    name: text,
    number: text,
    quantity: fc.integer({ min: 1, max: 99 }),
    value: fc.integer({ min: -100_000, max: 100_000_000 }),
    tax: fc.integer({ min: -100_000, max: 100_000 }),
    taxRate: fc.option(fc.constantFrom('0', '7', '19', '5.5'), { nil: undefined }),
    unit: fc.constantFrom('pc', 'box'),
  })
  .map(({ quantity, value, tax, taxRate, unit, name, number }): CartItem => {
    const total = cents(value);
    const { taxRate: _, ...item } = article({ name, unit, quantity: String(quantity) });
    const product = { number, name, customFields: {} };
    const rate = taxRate === undefined ? {} : { taxRate };
    return { ...item, ...rate, netTotal: total, shownTotal: total, tax: cents(tax), product };
  });

const lines = fc.array(line, { maxLength: 8 }).map(numbered);

const shipping = fc.option(
  fc.integer({ min: 0, max: 10_000 }).map((amount): CartItem => {
    const total = cents(amount);
    const tax = cents(Math.round(amount / 5));
    return article({
      kind: 'shipping',
      key: 'shipping',
      quantity: '1',
      netTotal: total,
      shownTotal: total,
      tax,
    });
  }),
  { nil: undefined },
);

const party = fc.option(fc.record({ domain: text, identity: text }), { nil: undefined });

/** Two decimals are too few for many a line, so that its price is for more than one. */
const withBasis = { dtdVersion: '1.2.071', prices: { decimals: 2 } };

const options: fc.Arbitrary<Partial<SystemInput>> = fc
  .record({
    returnField: fc.constantFrom('cxml-base64', 'cxml-urlencoded', 'both'),
    returnFieldCase: fc.constantFrom('lower', 'guide'),
    shipping: fc.constantFrom('header', 'line', 'none'),
    tax: fc.constantFrom('none', 'header', 'line', 'own-line'),
    taxDetail: fc.boolean(),
    priceBasisQuantity: fc.boolean(),
    operationAllowed: fc.constantFrom('create', 'inspect', 'edit'),
    dtdVersion: fc.constantFrom('1.2.014', '1.2.071'),
    headerCredentials: fc.record({ from: party, to: party, sender: party }),
  })
  .map((changes) => (changes.priceBasisQuantity ? { ...changes, ...withBasis } : changes));

function cents(amount: number): string {
  return divide(String(amount), '100', 2);
}

function numbered(items: CartItem[]): CartItem[] {
  return items.map((item, index) => ({ ...item, key: `line-${index + 1}` }));
}

/** What the buyer's system learns of one line. */
function learned(item: XmlElement) {
  const detail = requiredChild(item, 'ItemDetail');
  return {
    quantity: item.attributes.quantity,
    price: textOf(childNamed(detail, 'UnitPrice')),
    basis: childNamed(detail, 'PriceBasisQuantity')?.attributes.quantity ?? '1',
    unit: textOf(childNamed(detail, 'UnitOfMeasure')),
    reference: textOf(childNamed(childNamed(item, 'ItemID'), 'SupplierPartAuxiliaryID')),
  };
}

function isSame(item: CartItem, { price, basis, ...read }: ReturnType<typeof learned>): void {
  const unit = item.unit === 'box' ? units.box : units.pc;
  const reference = item.kind === 'item' ? referenceOf(item) : '';
  expect(read).toEqual({ quantity: item.quantity, unit, reference });
  expect(divide(multiply(price, item.quantity), basis, 2)).toBe(item.netTotal);
}

function taxesIn(parents: readonly XmlElement[]): string[] {
  const taxes = parents.flatMap((parent) => childrenNamed(parent, 'Tax'));
  return taxes.map((tax) => textOf(childNamed(tax, 'Money')));
}

test('any cart, written in any way a System can ask for, is the same cart to the buyer who reads it', () => {
  fc.assert(
    fc.property(lines, shipping, options, (items, charge, changes) => {
      const cart = cartOf(items, charge ? { shipping: charge } : {});
      const { fields } = returnForm({ system: sampleSystem(changes), cart });
      expect(fields).toHaveLength(changes.returnField === 'both' ? 2 : 1);
      for (const [name, value] of fields) readsBack(documentIn(name, value), { items, charge, changes });
    }),
  );
});

interface Written {
  items: CartItem[];
  charge: CartItem | undefined;
  changes: Partial<SystemInput>;
}

function readsBack(xml: string, { items, charge, changes }: Written): void {
  expect(lintCxml(xml)).toEqual([]);
  const message = requiredChild(requiredChild(parseDocument(xml), 'Message'), 'PunchOutOrderMessage');
  const header = requiredChild(message, 'PunchOutOrderMessageHeader');
  const taxed = charge && changes.shipping === 'line' ? [...items, charge] : items;
  const beside = charge && changes.shipping === 'header' ? [charge] : [];
  const tax = cents(centsOf(sum([...taxed, ...beside], 'tax')));
  const expected = changes.tax === 'own-line' && tax !== '0.00' ? [...taxed, taxLine(tax)] : taxed;
  const read = childrenNamed(message, 'ItemIn');
  expect(read).toHaveLength(expected.length);
  for (const [index, item] of read.entries()) isSame(expected[index] ?? article(), learned(item));
  expect(equals(textOf(childNamed(header, 'Total')), sum(expected, 'netTotal'))).toBe(true);
  expect(taxesIn([header])).toEqual(changes.tax === 'header' ? [tax] : []);
  if (changes.tax === 'header' && changes.taxDetail)
    expect(equals(taxableIn(header), sum([...taxed, ...beside], 'netTotal'))).toBe(true);
  expect(taxesIn(read)).toEqual(changes.tax === 'line' ? expected.map(({ tax }) => tax) : []);
}

function taxLine(netTotal: string): CartItem {
  return article({ kind: 'shipping', quantity: '1', netTotal });
}

/** Of all TaxDetails together. */
function taxableIn(header: XmlElement): string {
  const details = childrenNamed(requiredChild(header, 'Tax'), 'TaxDetail');
  return add('0', ...details.map((detail) => textOf(childNamed(detail, 'TaxableAmount'))));
}

function sum(items: readonly CartItem[], what: 'netTotal' | 'tax'): string {
  return add('0', ...items.map((item) => item[what]));
}

function centsOf(amount: string): number {
  return Math.round(Number(amount) * 100);
}
