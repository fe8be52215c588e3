import { describe, expect, test } from 'vitest';
import { lintCxml } from '../../../src/cxml/lint.ts';
import { parseDocument } from '../../../src/cxml/read-document.ts';
import { childNamed, childrenNamed, textOf, type XmlElement } from '../../../src/cxml/xml-element.ts';
import type { CartItem } from '../../../src/punchout/cart.ts';
import {
  article,
  cartOf,
  discount,
  postedDocument,
  type ReturnInput,
  returnForm,
  type SystemInput,
  sampleSystem,
} from './samples.ts';

const book = article({
  name: 'Handbook',
  quantity: '1',
  netTotal: '20',
  shownTotal: '20',
  tax: '1.4',
  taxRate: '7',
  product: { number: 'NW-7', name: 'Handbook', customFields: {} },
});

function returned(changes: Partial<SystemInput>, input: ReturnInput = {}): XmlElement {
  const xml = postedDocument(returnForm({ ...input, system: sampleSystem(changes) }));
  expect(lintCxml(xml)).toEqual([]);
  const message = childNamed(childNamed(parseDocument(xml), 'Message'), 'PunchOutOrderMessage');
  if (!message) throw new Error('no PunchOutOrderMessage');
  return message;
}

function headerOf(message: XmlElement): XmlElement | undefined {
  return childNamed(message, 'PunchOutOrderMessageHeader');
}

/** Rate, what is taxed and tax of each TaxDetail. */
function detailsIn(parent: XmlElement | undefined): (string | undefined)[][] {
  const tax = childNamed(parent, 'Tax');
  return (tax ? childrenNamed(tax, 'TaxDetail') : []).map((detail) => [
    detail.attributes.percentageRate,
    textOf(childNamed(detail, 'TaxableAmount')),
    textOf(childNamed(detail, 'TaxAmount')),
  ]);
}

/** A line mixes rates: the shop tells none. */
function mixed(item: CartItem): CartItem {
  const { taxRate: _, ...rest } = item;
  return rest;
}

describe('tax by rate', () => {
  test('is one TaxDetail for each rate in the header, shipping among them', () => {
    const cart = cartOf([article(), book, discount]);
    const header = headerOf(returned({ tax: 'header', taxDetail: true }, { cart }));
    expect(textOf(childNamed(childNamed(header, 'Tax'), 'Money'))).toBe('4.23');
    expect(detailsIn(header)).toEqual([
      ['19', '14.90', '2.83'],
      ['7', '20.00', '1.40'],
    ]);
    const [detail] = childrenNamed(
      childNamed(header, 'Tax') ?? { name: '', attributes: {}, children: [] },
      'TaxDetail',
    );
    expect(detail?.attributes).toMatchObject({ purpose: 'tax', category: 'vat' });
  });

  test('has no rate where shipping or a line mixes several', () => {
    const shipping = mixed(article({ ...book, kind: 'shipping', key: 'shipping', tax: '2' }));
    const header = headerOf(
      returned({ tax: 'header', taxDetail: true }, { cart: cartOf([book], { shipping }) }),
    );
    expect(detailsIn(header)).toEqual([
      ['7', '20.00', '1.40'],
      [undefined, '20.00', '2.00'],
    ]);
  });

  test('leaves out shipping that is left out itself', () => {
    const header = headerOf(returned({ tax: 'header', taxDetail: true, shipping: 'none' }));
    expect(detailsIn(header)).toEqual([['19', '12.50', '2.38']]);
  });

  test('is one TaxDetail with each line', () => {
    const cart = cartOf([article(), mixed(book)]);
    const message = returned({ tax: 'line', taxDetail: true, shipping: 'line' }, { cart });
    expect(childrenNamed(message, 'ItemIn').map(detailsIn)).toEqual([
      [['19', '12.50', '2.38']],
      [[undefined, '20.00', '1.40']],
      [['19', '4.90', '0.93']],
    ]);
    expect(detailsIn(headerOf(message))).toEqual([]);
  });

  test('has nothing to tell of an empty cart', () => {
    expect(
      detailsIn(headerOf(returned({ tax: 'header', taxDetail: true }, { cart: cartOf([], {}) }))),
    ).toEqual([]);
  });

  test('is told only where the System says so', () => {
    expect(detailsIn(headerOf(returned({ tax: 'header' })))).toEqual([]);
  });
});

describe('tax as a line of its own', () => {
  const cart = cartOf([article(), book]);

  test('stands behind all others, and the Total has it in it', () => {
    const message = returned({ tax: 'own-line', shipping: 'line' }, { cart });
    const lines = childrenNamed(message, 'ItemIn');
    const last = lines.at(-1);
    const detail = childNamed(last, 'ItemDetail');
    expect(lines.map((line) => textOf(childNamed(childNamed(line, 'ItemID'), 'SupplierPartID')))).toEqual([
      'NW-1001',
      'NW-7',
      'SHIPPING',
      'TAX',
    ]);
    expect(last?.attributes).toEqual({ quantity: '1', lineNumber: '4' });
    const values = ['UnitPrice', 'Description', 'UnitOfMeasure', 'Classification'];
    expect(values.map((name) => textOf(childNamed(detail, name)))).toEqual(['4.71', 'Tax', 'EA', '78100000']);
    expect(textOf(childNamed(headerOf(message), 'Total'))).toBe('42.11');
  });

  test('has the tax of shipping in it that stands in the header', () => {
    const message = returned({ tax: 'own-line' }, { cart });
    expect(textOf(childNamed(headerOf(message), 'Total'))).toBe('37.21');
    expect(textOf(childNamed(headerOf(message), 'Shipping'))).toContain('4.90');
  });

  test('stands nowhere else', () => {
    const message = returned({ tax: 'own-line' }, { cart });
    expect(
      [headerOf(message), ...childrenNamed(message, 'ItemIn')].map((part) => childNamed(part, 'Tax')),
    ).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('is no line where nothing is taxed', () => {
    const free = [article({ tax: '0' })];
    expect(childrenNamed(returned({ tax: 'own-line' }, { cart: cartOf(free, {}) }), 'ItemIn')).toHaveLength(
      1,
    );
  });

  test('keeps the cart from going back where its lines are not the sum of the shop', () => {
    const wrong = { ...cart, netTotal: '37.41' };
    const system = sampleSystem({ tax: 'own-line' });
    expect(() => returnForm({ cart: wrong, system })).toThrow(
      expect.objectContaining({ reason: 'cart_total_mismatch' }),
    );
  });
});
