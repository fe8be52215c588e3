import { describe, expect, test } from 'vitest';
import { articleProduct } from '../../../src/shopware/product-of.ts';
import { productCriteria, shopProductsSchema } from '../../../src/shopware/shop-product.ts';

const storefront = 'https://shop.example/de';
const group = (name: string) => ({ name, translated: { name }, apiAlias: 'property_group' });
const option = (groupName: string, name: string) => ({
  name: null,
  translated: { name },
  group: group(groupName),
  position: 1,
  apiAlias: 'property_group_option',
});

/** An article with everything, in the shapes of the Store API. */
const drill = {
  id: 'd'.repeat(32),
  productNumber: 'DRILL-18V',
  name: null,
  translated: {
    name: 'Drill driver',
    description: '<p>Brushless, <b>65&nbsp;Nm</b></p>',
    packUnit: 'case',
    packUnitPlural: 'cases',
    customFields: { eclass: '21-17-01-01' },
  },
  description: null,
  ean: '4260012345670',
  manufacturer: {
    name: 'Kraftmann',
    translated: { name: 'Kraftmann', customFields: { duns: '123456789' } },
    customFields: { duns: '123456789' },
    link: 'https://kraftmann.example',
    apiAlias: 'product_manufacturer',
  },
  manufacturerNumber: 'KM-BS18-65',
  ...{ weight: 3.4, width: 390, height: 122.5, length: 0.1 + 0.2 },
  ...{ packUnit: null, packUnitPlural: null },
  unit: {
    shortCode: 'Stk',
    name: 'Piece',
    translated: { shortCode: 'Stk', name: 'Stück' },
    apiAlias: 'unit',
  },
  ...{ stock: 40, availableStock: 38, available: false },
  ...{ minPurchase: 2, purchaseSteps: 2, maxPurchase: null, calculatedMaxPurchase: 38 },
  ...{ purchaseUnit: 0.75, referenceUnit: 1 },
  releaseDate: '2026-03-02T00:00:00.000+00:00',
  categories: [category('Tools', 2, ['Home', 'Tools']), category('Drills', 3, ['Home', 'Tools', 'Drills'])],
  customFields: { eclass: '21-17-01-01' },
  deliveryTime: { min: 1, max: 3, unit: 'day', name: '1-3 days', translated: [], apiAlias: 'delivery_time' },
  options: [option('Colour', 'blue'), option('Size', 'L')],
  properties: [option('Voltage', '18 V'), option('Chuck', 'keyless'), option('Chuck', '13 mm')],
  cover: {
    media: { url: 'https://cdn.example/drill.jpg', mimeType: 'image/jpeg', apiAlias: 'media' },
    apiAlias: 'product_media',
  },
  tags: [{ name: 'cordless', translated: [], apiAlias: 'tag' }],
  apiAlias: 'product',
};

function category(name: string, level: number, breadcrumb: string[]) {
  const customFields = { punchout: { unspsc: level === 3 ? '27112703' : '27110000' } };
  const translated = { name, breadcrumb, customFields };
  return {
    id: `${level}`.repeat(32),
    name,
    level,
    breadcrumb,
    customFields,
    translated,
    apiAlias: 'category',
  };
}

function productFrom(article: object) {
  const [parsed] = shopProductsSchema.parse({ elements: [article] }).elements;
  if (!parsed) throw new Error('no article');
  return articleProduct(parsed, storefront);
}

/** As Shopware does it: a field that is not named is missing in `translated` too. */
function included(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(included);
  if (typeof value !== 'object' || value === null) return value;
  const fields: Record<string, unknown> = { ...value };
  const names = new Map(Object.entries(productCriteria.includes)).get(String(fields.apiAlias));
  const kept = Object.entries(fields).filter(([name]) => !names || names.includes(name));
  return Object.fromEntries(
    kept.map(([name, entry]) => [
      name,
      name === 'translated' && names ? included({ ...only(entry, names) }) : included(entry),
    ]),
  );
}

function only(translated: unknown, names: readonly string[]) {
  return Object.fromEntries(Object.entries(translated ?? {}).filter(([name]) => names.includes(name)));
}

describe('what a buyer may want to know of an article', () => {
  test('is read from it, without HTML and without the noise of floating point', () => {
    expect(productFrom(drill)).toEqual({
      id: 'd'.repeat(32),
      number: 'DRILL-18V',
      name: 'Drill driver',
      description: 'Brushless, 65 Nm',
      url: `https://shop.example/de/detail/${'d'.repeat(32)}`,
      imageUrl: 'https://cdn.example/drill.jpg',
      ean: '4260012345670',
      manufacturer: 'Kraftmann',
      manufacturerNumber: 'KM-BS18-65',
      ...{ weight: '3.4', width: '390', height: '122.5', length: '0.3' },
      ...{ packUnit: 'case', packUnitPlural: 'cases', unitName: 'Stück' },
      ...{ content: '0.75', referenceQuantity: '1', stock: '38', available: 'false' },
      ...{ minimumQuantity: '2', quantityStep: '2', maximumQuantity: '38' },
      category: 'Drills',
      categoryId: '3'.repeat(32),
      categoryPath: 'Tools > Drills',
      ...{ deliveryDays: '3', deliveryText: '1-3 days', releaseDate: '2026-03-02T00:00:00.000+00:00' },
      tags: 'cordless',
      options: { Colour: 'blue', Size: 'L' },
      properties: { Voltage: '18 V', Chuck: 'keyless, 13 mm' },
      customFields: { eclass: '21-17-01-01' },
      categoryFields: { 'punchout.unspsc': '27112703' },
      manufacturerFields: { duns: '123456789' },
    });
  });

  test('is asked for, and nothing else is', () => {
    const answered = included(drill) as typeof drill;
    expect(productFrom(answered)).toEqual(productFrom(drill));
    expect(answered.manufacturer).not.toHaveProperty('link');
    expect(answered.options[0]).not.toHaveProperty('position');
    expect(answered.cover.media).toEqual({ url: 'https://cdn.example/drill.jpg' });
  });

  const { includes, associations } = productCriteria;
  test.each(includes.product.filter((name) => name !== 'id'))('%s is read where it is asked for', (field) => {
    const { translated, ...own } = drill;
    const untranslated = { ...own, name: 'Drill driver', packUnit: 'case', packUnitPlural: 'cases' };
    const whole = { ...untranslated, description: 'Text', translated: {}, maxPurchase: 30 };
    const article = field === 'translated' ? drill : whole;
    const backedUp = ['stock', 'maxPurchase'].includes(field);
    const { availableStock, calculatedMaxPurchase, ...others } = article;
    const shown = backedUp ? others : article;
    const { [field as keyof typeof shown]: _, ...without } = shown;
    expect(productFrom(without)).not.toEqual(productFrom(shown));
  });

  test('every association that is asked for is one that the answer has', () => {
    const asked = Object.keys(associations);
    expect(asked.filter((name) => !includes.product.includes(name))).toEqual([]);
  });

  test('that comes in an unknown shape costs nobody the cart', () => {
    const strange = { options: 'none', properties: 7, cover: 'x', tags: true, stock: 'many', width: '1 m' };
    const { id, number, name } = productFrom({ ...drill, ...strange });
    expect({ id, number, name }).toEqual({ id: drill.id, number: 'DRILL-18V', name: 'Drill driver' });
  });

  const odd: [field: string, value: unknown][] = [
    ['manufacturer', 'Kraftmann'],
    ['manufacturer', { name: 7, translated: 'x', customFields: ['a'] }],
    ['categories', 'Tools'],
    ['categories', [7]],
    ['categories', [{ id: 7, name: {}, level: 'deep', breadcrumb: [7], customFields: ['a'] }]],
    ['customFields', ['a']],
    ['translated', 'none'],
    ['translated', { name: 7, description: [], packUnit: {}, customFields: ['a'] }],
    ['unit', { name: 7, shortCode: 'Stk', translated: { name: [], shortCode: 'Stk' } }],
    ['deliveryTime', { max: 3, unit: 'day', name: 7, translated: ['a'] }],
    ['options', [{ name: 7, group: 'Colour' }]],
    ['cover', { media: 'x' }],
    ['weight', 'heavy'],
    ['ean', 4260012345670],
    ['description', { html: '' }],
    ['packUnit', 1],
  ];
  test.each(odd)('that comes as %s: %j costs nobody the cart', (field, value) => {
    const { id, number } = productFrom({ ...drill, [field]: value });
    expect({ id, number }).toEqual({ id: drill.id, number: 'DRILL-18V' });
  });

  test('an article whose category is the root has no path', () => {
    const { categoryPath, category: name } = productFrom({
      ...drill,
      categories: [category('Home', 1, ['Home'])],
    });
    expect([categoryPath, name]).toEqual([undefined, 'Home']);
  });
});

describe('custom fields', () => {
  const fields = (customFields: unknown) =>
    productFrom({ ...drill, translated: [], customFields }).customFields;

  test('within objects and lists are found by their path', () => {
    const nested = {
      a: { b: 'deep', list: [{ name: 'first' }, { name: 'second' }] },
      on: [true, 1.5, ' x '],
    };
    expect(fields(nested)).toEqual({
      'a.b': 'deep',
      'a.list.0.name': 'first',
      'a.list.1.name': 'second',
      on: 'true, 1.5, x',
      'on.0': 'true',
      'on.1': '1.5',
      'on.2': 'x',
    });
  });

  test('with dots in their own name come before those within others', () => {
    expect(fields({ 'a.b': 'own', a: { b: 'within' } })).toEqual({ 'a.b': 'own' });
  });

  test('are numbers as they are written, not as a computer keeps them', () => {
    expect(fields({ price: 0.1 + 0.2, tiny: 0.0000001, large: 12_000_000 })).toEqual({
      price: '0.3',
      tiny: '0.0000001',
      large: '12000000',
    });
  });

  test.each([[[]], [null], [{ none: null, empty: '', blank: ['', ' '], list: [] }]])(
    '%j are none',
    (value) => {
      expect(fields(value)).toEqual({});
    },
  );
});
