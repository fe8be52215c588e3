import { describe, expect, it } from 'vitest';
import {
  type DataFieldContext,
  dataFieldNames,
  isDataField,
  readDataField,
} from '../../../src/punchout/data-field.ts';
import { systemSchema } from '../../../src/punchout/system.ts';
import { sampleItem } from './sample-cart.ts';
import { sampleSession } from './sample-session.ts';
import { sampleCustomer, sampleOciSystem } from './sample-system.ts';

const session = sampleSession(sampleOciSystem(), {
  parameters: [
    ['Cost-Center', '0815'],
    ['matgroup', '24-26'],
  ],
  extrinsics: [['User email', 'buyer@buyer.example']],
  details: [
    ['ShipTo.City', 'Ulm'],
    ['Contact.Email', 'contact@buyer.example'],
    ['Contact.City', 'Bonn'],
  ],
  operation: 'edit',
});

const context: DataFieldContext = {
  item: sampleItem({
    product: {
      id: 'a'.repeat(32),
      number: 'PG-1',
      name: 'Hammer',
      description: 'Steel, 500 g',
      url: 'https://shop.example/detail/1',
      imageUrl: 'https://shop.example/media/1.jpg',
      ean: '4006381333931',
      manufacturer: 'Nordwerk',
      manufacturerNumber: 'NW-77',
      ...{ weight: '0.5', width: '120', height: '40.5', length: '330' },
      ...{ packUnit: 'box', packUnitPlural: 'boxes', unitName: 'Piece' },
      ...{ content: '0.75', referenceQuantity: '1', stock: '38', available: 'true' },
      ...{ minimumQuantity: '10', quantityStep: '5', maximumQuantity: '100' },
      ...{ category: 'Tools', categoryId: 'c'.repeat(32), categoryPath: 'Workshop > Tools' },
      ...{ deliveryDays: '3', deliveryText: '1-3 days', releaseDate: '2026-03-02T00:00:00.000+00:00' },
      tags: 'cordless, workshop',
      options: { Colour: 'red', Size: 'L' },
      properties: { Material: 'steel, ash', 'Handle length': '330 mm' },
      customFields: { eclass: '21-04-01-01', 'hazard.papers.0.name': 'UN 3481' },
      categoryFields: { unspsc: '27110000' },
      manufacturerFields: { duns: '123456789' },
    },
    bundles: [
      { key: 'set', name: 'Workshop set', quantity: '1' },
      { key: 'case', name: 'Tool case', quantity: '1' },
    ],
  }),
  line: { quantity: '3', price: '1000.000', priceUnit: '100', total: '30.00' },
  tax: '5.70',
  unit: 'PCE',
  position: 7,
  currency: 'CHF',
  language: 'de-CH',
  reference: 'PG1.line',
  session,
  customer: sampleCustomer,
  shopCustomer: {
    number: 'K-10001',
    email: 'shop@buyer.example',
    company: 'Jäger Werke AG',
    firstName: 'Maya',
    lastName: 'Jäger',
    group: 'Business',
    street: 'Hafenallee 3',
    zip: '20457',
    city: 'Hamburg',
    country: 'DE',
    customFields: { 'erp.debtor': '4711' },
  },
};

const values: Record<string, string> = {
  'cart.currency': 'CHF',
  'cart.language': 'de-CH',
  'customer.city': 'Hamburg',
  'customer.company': 'Jäger Werke AG',
  'customer.country': 'DE',
  'customer.customField.erp.debtor': '4711',
  'customer.email': 'einkauf@buyer.example',
  'customer.firstName': 'Maya',
  'customer.group': 'Business',
  'customer.id': sampleCustomer.id,
  'customer.lastName': 'Jäger',
  'customer.name': 'Jäger Werke',
  'customer.number': 'K-10042',
  'customer.shopEmail': 'shop@buyer.example',
  'customer.shopNumber': 'K-10001',
  'customer.street': 'Hafenallee 3',
  'customer.zip': '20457',
  'item.bundle': 'Tool case',
  'item.name': 'Hammer 500g',
  'item.position': '7',
  'item.price': '1000.000',
  'item.priceUnit': '100',
  'item.priceWithTax': '1190.000',
  'item.quantity': '3',
  'item.reference': 'PG1.line',
  'item.taxAmount': '5.70',
  'item.taxRate': '19',
  'item.total': '30.00',
  'item.totalWithTax': '35.70',
  'item.unit': 'PCE',
  'product.available': 'true',
  'product.category': 'Tools',
  'product.categoryField.unspsc': '27110000',
  'product.categoryId': 'c'.repeat(32),
  'product.categoryPath': 'Workshop > Tools',
  'product.content': '0.75',
  'product.customField.eclass': '21-04-01-01',
  'product.deliveryDays': '3',
  'product.deliveryText': '1-3 days',
  'product.description': 'Steel, 500 g',
  'product.ean': '4006381333931',
  'product.height': '40.5',
  'product.id': 'a'.repeat(32),
  'product.imageUrl': 'https://shop.example/media/1.jpg',
  'product.length': '330',
  'product.manufacturer': 'Nordwerk',
  'product.manufacturerField.duns': '123456789',
  'product.manufacturerNumber': 'NW-77',
  'product.maximumQuantity': '100',
  'product.minimumQuantity': '10',
  'product.name': 'Hammer',
  'product.number': 'PG-1',
  'product.option.Size': 'L',
  'product.options': 'Colour: red, Size: L',
  'product.packUnit': 'box',
  'product.packUnitPlural': 'boxes',
  'product.property.Material': 'steel, ash',
  'product.quantityStep': '5',
  'product.referenceQuantity': '1',
  'product.releaseDate': '2026-03-02T00:00:00.000+00:00',
  'product.stock': '38',
  'product.tags': 'cordless, workshop',
  'product.unit': 'pc',
  'product.unitName': 'Piece',
  'product.url': 'https://shop.example/detail/1',
  'product.weight': '0.5',
  'product.width': '120',
  'session.contact.Email': 'contact@buyer.example',
  'session.extrinsic.User email': 'buyer@buyer.example',
  'session.id': session.id,
  'session.operation': 'edit',
  'session.parameter.matgroup': '24-26',
  'session.shipTo.City': 'Ulm',
  'session.startedAt': new Date(session.createdAt).toISOString(),
};

describe('the data fields that an operator can choose', () => {
  it.each(Object.entries(values))('%s is %s', (name, value) => {
    expect(isDataField(name)).toBe(true);
    expect(readDataField(name, context)).toBe(value);
  });

  it('no name of the published list is missing above', () => {
    const families = Object.keys(values).map((name) => name.replace(/^(\w+\.\w+\.).*/, '$1<name>'));
    expect(dataFieldNames()).toEqual([...new Set(families)].sort());
  });

  it('what came with the login is found whatever the case and hyphens of its name', () => {
    expect(readDataField('session.parameter.costcenter', context)).toBe('0815');
    expect(readDataField('session.parameter.COST_CENTER', context)).toBe('0815');
    expect(readDataField('session.extrinsic.UserEmail', context)).toBe('buyer@buyer.example');
  });

  it('a group of properties is found without its blanks and its case, so that expressions can name it', () => {
    expect(readDataField('product.property.Handle length', context)).toBe('330 mm');
    expect(readDataField('product.property.handleLength', context)).toBe('330 mm');
    expect(readDataField('product.option.colour', context)).toBe('red');
  });

  it('a custom field of the shop is found by its exact name only', () => {
    expect(readDataField('product.customField.Eclass', context)).toBe('');
  });

  it('what the shop does not have is empty', () => {
    const item = sampleItem({ product: { number: 'PG-1', customFields: {} } });
    const { taxRate: _, unit: __, ...bare } = item;
    const { language: ___, shopCustomer: ____, ...known } = context;
    const empty = {
      ...known,
      item: { ...bare, product: { customFields: {} } },
      customer: { id: sampleCustomer.id },
    };
    const always = /^(session\.|customer\.id|cart\.currency|item\.)/;
    for (const name of Object.keys(values).filter((field) => !always.test(field)))
      expect([name, readDataField(name, empty)]).toEqual([name, '']);
    for (const name of ['item.taxRate', 'item.bundle']) expect(readDataField(name, empty)).toBe('');
    expect(readDataField('session.parameter.unheard', empty)).toBe('');
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'a custom field called %s is empty where the product has none',
    (name) => {
      expect(readDataField(`product.customField.${name}`, context)).toBe('');
    },
  );
});

describe('a name that is no data field', () => {
  const unknown = [
    'product.colour',
    'Product.name',
    'product.',
    'product.customField.',
    'constructor',
    '__proto__',
  ];

  it.each(unknown)('"%s" is refused when the System is read', (name) => {
    expect(isDataField(name)).toBe(false);
    const fields = { item: { DESCRIPTION: { from: [name] } }, shipping: {}, discount: {} };
    const result = systemSchema.safeParse({ ...sampleOciSystem(), fields });
    expect(result.error?.issues[0]).toMatchObject({
      message: `unknown data field "${name}" (column 1)`,
      path: ['fields', 'item', 'DESCRIPTION', 'from', 0],
    });
  });
});
