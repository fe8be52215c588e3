import { describe, expect, test } from 'vitest';
import { lintCxml } from '../../../src/cxml/lint.ts';
import { parseDocument } from '../../../src/cxml/read-document.ts';
import { childNamed, textOf, type XmlElement } from '../../../src/cxml/xml-element.ts';
import { article, cartOf, postedDocument, returnForm, type SystemInput, sampleSystem } from './samples.ts';

const later = { priceBasisQuantity: true, dtdVersion: '1.2.071' };

/** 10,000 screws for 12.34: 0.001234 each. */
const screws = article({ quantity: '10000', netTotal: '12.34', shownTotal: '12.34', tax: '0' });

function document(changes: Partial<SystemInput>): string {
  return postedDocument(returnForm({ system: sampleSystem(changes), cart: cartOf([screws], {}) }));
}

function detailOf(xml: string): XmlElement | undefined {
  const message = childNamed(childNamed(parseDocument(xml), 'Message'), 'PunchOutOrderMessage');
  return childNamed(childNamed(message, 'ItemIn'), 'ItemDetail');
}

describe('a price that has too few decimals for one piece', () => {
  test.each([
    [4, '0.1234', '100'],
    [3, '1.234', '1000'],
    [2, '12.34', '10000'],
  ])('is told with %d decimals as %s per %s in the unit of the line', (decimals, price, quantity) => {
    const xml = document({ ...later, prices: { decimals } });
    const detail = detailOf(xml);
    const basis = childNamed(detail, 'PriceBasisQuantity');
    expect(textOf(childNamed(detail, 'UnitPrice'))).toBe(price);
    expect(basis?.attributes).toEqual({ quantity, conversionFactor: '1' });
    expect(textOf(basis)).toBe('EA');
    expect(lintCxml(xml)).toEqual([]);
  });

  test('but enough of them is told for one, without a price basis', () => {
    const bolts = cartOf([article()], {});
    const form = returnForm({ system: sampleSystem(later), cart: bolts });
    expect(postedDocument(form)).not.toContain('PriceBasisQuantity');
  });

  test('is refused where the System knows no price unit, or a smaller one', () => {
    const refused = expect.objectContaining({ reason: 'cart_price_unrepresentable' });
    expect(() => document({ prices: { decimals: 2 } })).toThrow(refused);
    expect(() => document({ ...later, prices: { decimals: 2, maximumUnit: 10 } })).toThrow(refused);
  });

  test('is never written into a document whose DTD has no place for it', () => {
    const old = { priceBasisQuantity: true, dtdVersion: '1.2.014', prices: { decimals: 2 } };
    expect(() => document(old)).toThrow(/PriceBasisQuantity needs DTD 1\.2\.036 or later/);
    expect(document({ ...old, dtdVersion: '1.2.036' })).toContain('<PriceBasisQuantity ');
  });
});

describe('the linter', () => {
  const xml = document({ ...later, prices: { decimals: 2 } });

  test('counts with the price basis', () => {
    expect(
      lintCxml(xml.replace('<PriceBasisQuantity quantity="10000"', '<PriceBasisQuantity quantity="1000"')),
    ).toContainEqual(expect.objectContaining({ problem: 'Total is 12.34, the lines make 123.4' }));
  });

  test('tells that an older DTD has none', () => {
    expect(lintCxml(xml.replace('1.2.071', '1.2.014'))).toContainEqual(
      expect.objectContaining({ problem: 'needs DTD 1.2.036 or later, the document has 1.2.014' }),
    );
  });
});
