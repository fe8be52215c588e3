import { describe, expect, test } from 'vitest';
import { demoGateway } from '../../support/demo-gateway.ts';
import { buyerUrl, demoSystemFile } from '../../support/gateway.ts';
import { formTo } from '../../support/html-form.ts';
import { visitByOci } from '../../support/visit.ts';

const { shop, gateway } = await demoGateway();

/** What the data fields of the first line are when so many of an article come back to the buyer. */
async function transferred(number: string, quantity: number, fields: readonly string[]) {
  const file = demoSystemFile(shop, 'oci');
  const rules = fields.map((field, index) => [`F${index}`, field] as const);
  const item = {
    ...Object.fromEntries(rules),
    QUANTITY: 'item.quantity',
    DESCRIPTION: 'item.name',
    UNIT: 'item.unit',
  };
  await gateway.license(await gateway.apply({ ...file, fields: { item } }));
  const visit = await visitByOci(gateway, shop);
  await visit.add(number, quantity);
  const form = new Map(formTo((await visit.transfer()).text, buyerUrl).fields);
  return Object.fromEntries(rules.map(([name, field]) => [field, form.get(`NEW_ITEM-${name}[1]`) ?? '']));
}

const idOf = (number: string) => shop.catalog.byNumber.get(number)?.id;

describe('what the shop knows arrives in the cart of the buyer', () => {
  test('of an article', async () => {
    const expected = {
      'product.available': 'true',
      'product.categoryId': shop.catalog.byNumber.get('DRILL-18V')?.category.id,
      'product.categoryPath': 'Tools',
      'product.deliveryText': '2-5 days',
      'product.height': '122.5',
      'product.imageUrl': `${shop.url}/media/drill.svg`,
      'product.length': '310',
      'product.maximumQuantity': '100000',
      'product.minimumQuantity': '1',
      'product.packUnitPlural': 'cases',
      'product.property.Chuck': 'keyless, 13 mm',
      'product.quantityStep': '1',
      'product.releaseDate | date "YYYYMMDD"': '20260302',
      'product.stock': '38',
      'product.tags': 'cordless, workshop',
      'product.unitName': 'Stück',
      'product.url': `${shop.url}/detail/${idOf('DRILL-18V')}`,
      'product.width': '390',
    };
    expect(await transferred('DRILL-18V', 1, Object.keys(expected))).toEqual(expected);
  });

  test('of a variant', async () => {
    const expected = {
      'product.options': 'Size: 10',
      'product.option.Size': '10',
      'product.quantityStep': '10',
    };
    expect(await transferred('GLOVE-NX-10', 20, Object.keys(expected))).toEqual(expected);
  });

  test('of a line with a content, and its tax', async () => {
    const expected = {
      'product.content': '5',
      'product.referenceQuantity': '1',
      'item.total': '66.67',
      'item.taxAmount': '12.67',
      'item.totalWithTax': '79.34',
      'item.priceWithTax': '39.670',
    };
    expect(await transferred('NAIL-5KG', 2, Object.keys(expected))).toEqual(expected);
  });

  test('of the customer, and of the visit', async () => {
    const expected = {
      'cart.language': 'en-GB',
      'customer.city': 'Flensburg',
      'customer.company': 'Acme Manufacturing GmbH',
      'customer.country': 'DE',
      'customer.customField.nordwerk_erp.debtor': '4711',
      'customer.customField.nordwerk_erp.cost_centers.1': 'K200',
      'customer.firstName': 'Jürgen',
      'customer.group': 'Standard customer group',
      'customer.lastName': 'Weiß',
      'customer.shopEmail': 'einkauf@acme.example',
      'customer.shopNumber': 'K-10001',
      'customer.street': 'Gewerbestraße 12',
      'customer.zip': '24941',
    };
    const names = [...Object.keys(expected), 'session.startedAt'];
    const { 'session.startedAt': startedAt, ...arrived } = await transferred('HAM-001', 1, names);
    const [session] = await gateway.adapters.sessions.list({ limit: 1 });
    expect(arrived).toEqual(expected);
    expect(Date.parse(startedAt ?? '')).toBe(session?.createdAt);
  });
});
