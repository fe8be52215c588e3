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
      ean: '4006381333931',
      manufacturer: 'Nordwerk',
      manufacturerNumber: 'NW-77',
      weight: '0.5',
      packUnit: 'box',
      category: 'Tools',
      deliveryDays: '3',
      customFields: { eclass: '21-04-01-01' },
    },
  }),
  line: { quantity: '3', price: '10.000', priceUnit: '100', total: '30.00' },
  unit: 'PCE',
  position: 7,
  currency: 'CHF',
  reference: 'PG1.line',
  session,
  customer: sampleCustomer,
};

const values: Record<string, string> = {
  'cart.currency': 'CHF',
  'customer.email': 'einkauf@buyer.example',
  'customer.id': sampleCustomer.id,
  'customer.name': 'Jäger Werke',
  'customer.number': 'K-10042',
  'item.name': 'Hammer 500g',
  'item.position': '7',
  'item.price': '10.000',
  'item.priceUnit': '100',
  'item.quantity': '3',
  'item.reference': 'PG1.line',
  'item.taxRate': '19',
  'item.total': '30.00',
  'item.unit': 'PCE',
  'product.category': 'Tools',
  'product.customField.eclass': '21-04-01-01',
  'product.deliveryDays': '3',
  'product.description': 'Steel, 500 g',
  'product.ean': '4006381333931',
  'product.id': 'a'.repeat(32),
  'product.manufacturer': 'Nordwerk',
  'product.manufacturerNumber': 'NW-77',
  'product.name': 'Hammer',
  'product.number': 'PG-1',
  'product.packUnit': 'box',
  'product.unit': 'pc',
  'product.weight': '0.5',
  'session.contact.Email': 'contact@buyer.example',
  'session.extrinsic.User email': 'buyer@buyer.example',
  'session.id': session.id,
  'session.operation': 'edit',
  'session.parameter.matgroup': '24-26',
  'session.shipTo.City': 'Ulm',
};

describe('the data fields that an operator can choose', () => {
  it.each(Object.entries(values))('%s is %s', (name, value) => {
    expect(isDataField(name)).toBe(true);
    expect(readDataField(name, context)).toBe(value);
  });

  it('no name of the published list is missing above', () => {
    const families = Object.keys(values).map((name) =>
      name.replace(/^(\w+\.(customField|extrinsic|parameter|shipTo|contact)\.).*/, '$1<name>'),
    );
    expect(dataFieldNames()).toEqual([...new Set(families)].sort());
  });

  it('what came with the login is found whatever the case and hyphens of its name', () => {
    expect(readDataField('session.parameter.costcenter', context)).toBe('0815');
    expect(readDataField('session.parameter.COST_CENTER', context)).toBe('0815');
    expect(readDataField('session.extrinsic.UserEmail', context)).toBe('buyer@buyer.example');
  });

  it('a custom field of the shop is found by its exact name only', () => {
    expect(readDataField('product.customField.Eclass', context)).toBe('');
  });

  it('what the shop does not have is empty', () => {
    const item = sampleItem({ product: { number: 'PG-1', customFields: {} } });
    const { taxRate: _, unit: __, ...bare } = item;
    const empty = {
      ...context,
      item: { ...bare, product: { customFields: {} } },
      customer: { id: sampleCustomer.id },
    };
    for (const name of ['product.number', 'product.ean', 'product.unit', 'item.taxRate', 'customer.email']) {
      expect(readDataField(name, empty)).toBe('');
    }
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
