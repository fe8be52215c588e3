import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../../src/cxml/read-document.ts';
import {
  childNamed,
  childrenNamed,
  elements,
  requiredChild,
  textOf,
  type XmlElement,
} from '../../../src/cxml/xml-element.ts';
import type { CartItem } from '../../../src/punchout/cart.ts';
import type { FieldRules } from '../../../src/punchout/field-rule.ts';
import { article, cartOf, postedDocument, returnForm, sampleSystem } from './samples.ts';

const allFields: FieldRules = {
  SupplierPartID: { from: ['product.number'] },
  SupplierPartAuxiliaryID: { from: ['item.reference'] },
  Description: { from: ['product.description', 'product.name'] },
  ShortName: { from: ['product.name'] },
  'Classification@UNSPSC': { from: [], fixed: '31161501' },
  'Classification@eCl@ss': { from: ['product.category'] },
  ManufacturerPartID: { from: ['product.manufacturerNumber'] },
  ManufacturerName: { from: ['product.manufacturer'] },
  URL: { from: [], fixed: 'https://shop.example/?a=1&b=2' },
  LeadTime: { from: ['product.deliveryDays'] },
  'Extrinsic@CostCenter': { from: ['session.extrinsic.CostCenter'] },
  'Extrinsic@Tax "rate"': { from: ['item.taxRate'] },
};

/** The one line of a cart whose System maps `rules`. */
function itemIn(rules: FieldRules, item: CartItem): XmlElement {
  const system = sampleSystem({ fields: { item: rules, shipping: {}, discount: {} } });
  const root = parseDocument(postedDocument(returnForm({ system, cart: cartOf([item], {}) })));
  const [line] = childrenNamed(
    childNamed(childNamed(root, 'Message'), 'PunchOutOrderMessage') ?? root,
    'ItemIn',
  );
  if (!line) throw new Error('no ItemIn was returned');
  return line;
}

const rich = article();
rich.product.description = 'Long text, with\nline breaks';
rich.product.category = '23-11-01-01';

describe('an article in every field of the System', () => {
  const line = itemIn(allFields, rich);
  const detail = childNamed(line, 'ItemDetail');

  test('has its details in the order of the DTD', () => {
    expect(elements(detail ?? line).map(({ name }) => name)).toEqual([
      'UnitPrice',
      'Description',
      'UnitOfMeasure',
      'Classification',
      'Classification',
      'ManufacturerPartID',
      'ManufacturerName',
      'URL',
      'LeadTime',
      'Extrinsic',
      'Extrinsic',
    ]);
  });

  test('is named by part number and auxiliary id', () => {
    const itemId = childNamed(line, 'ItemID');
    expect(textOf(childNamed(itemId, 'SupplierPartID'))).toBe('NW-1001');
    expect(textOf(childNamed(itemId, 'SupplierPartAuxiliaryID'))).toBe('PG1.NW-1001');
  });

  test('has its price in the currency of the cart and its unit as the buyer knows it', () => {
    const money = childNamed(childNamed(detail, 'UnitPrice'), 'Money');
    expect([money?.attributes.currency, textOf(money)]).toEqual(['EUR', '0.125']);
    expect(textOf(childNamed(detail, 'UnitOfMeasure'))).toBe('EA');
    expect(line.attributes).toEqual({ quantity: '100', lineNumber: '1' });
  });

  test('has a Description in the language of the buyer, with a ShortName inside', () => {
    const description = childNamed(detail, 'Description');
    expect(description?.attributes['xml:lang']).toBe('de-DE');
    expect(description?.children[0]).toBe('Long text, with line breaks');
    expect(textOf(childNamed(description, 'ShortName'))).toBe(
      'Hexagon bolt M8 × 40, Größe "L" <zinc & steel>',
    );
    expect(childNamed(detail, 'ManufacturerName')?.attributes['xml:lang']).toBe('de-DE');
  });

  test('has one Classification per scheme', () => {
    const codes = childrenNamed(detail ?? line, 'Classification');
    expect(codes.map((code) => [code.attributes.domain, textOf(code)])).toEqual([
      ['UNSPSC', '31161501'],
      ['eCl@ss', '23-11-01-01'],
    ]);
  });

  test('has its Extrinsics inside of ItemDetail, where every version of the DTD has them', () => {
    const extrinsics = childrenNamed(detail ?? line, 'Extrinsic');
    expect(extrinsics.map((each) => [each.attributes.name, textOf(each)])).toEqual([
      ['CostCenter', '610'],
      ['Tax "rate"', '19'],
    ]);
    expect(childrenNamed(line, 'Extrinsic')).toEqual([]);
  });
});

describe('an article that lacks something', () => {
  test('has no empty element for what the shop does not know', () => {
    const bare = article({ product: { number: 'NW-1', name: 'Bolt', category: '23-11', customFields: {} } });
    const detail = childNamed(itemIn(allFields, bare), 'ItemDetail');
    expect(textOf(childNamed(detail, 'Description'))).toMatch(/^Bolt/);
    for (const name of ['ManufacturerPartID', 'ManufacturerName', 'LeadTime']) {
      expect(childNamed(detail, name)).toBeUndefined();
    }
  });

  test.each(['SupplierPartID', 'Description'])('is not sent without a %s', (field) => {
    expect(() => itemIn({ ...allFields, [field]: { from: ['product.ean'] } }, rich)).toThrow(
      expect.objectContaining({ reason: 'field_missing' }),
    );
  });

  test('is sent with one Classification of two, and not without any', () => {
    const none = { from: ['product.ean'] };
    const one = { ...allFields, 'Classification@UNSPSC': none };
    expect(childrenNamed(requiredChild(itemIn(one, rich), 'ItemDetail'), 'Classification')).toHaveLength(1);
    const names = Object.keys(allFields).filter((name) => name.startsWith('Classification@'));
    const bare = { ...allFields, ...Object.fromEntries(names.map((name) => [name, none])) };
    expect(() => itemIn(bare, rich)).toThrow(expect.objectContaining({ reason: 'field_missing' }));
  });

  test('has its ShortName cut to 50 characters, but never a part number', () => {
    const long = { from: [], fixed: '€'.repeat(300) };
    const detail = childNamed(itemIn({ ...allFields, ShortName: long }, rich), 'ItemDetail');
    expect(textOf(childNamed(childNamed(detail, 'Description'), 'ShortName'))).toBe('€'.repeat(50));
    expect(() => itemIn({ ...allFields, SupplierPartID: long }, rich)).toThrow(
      expect.objectContaining({ reason: 'field_too_long' }),
    );
  });
});
