import type { Cart } from '../../../src/punchout/cart.ts';
import { readCart } from '../../../src/shopware/read-cart.ts';
import { createStoreApi } from '../../../src/shopware/store-api.ts';
import { connection, contextToken, settings, shop } from './test-shop.ts';

export const recordedAt = Date.parse('2026-11-24T02:00:00Z');
export const productIds = ['a'.repeat(32), 'b'.repeat(32)] as const;
export const context = {
  currency: { isoCode: 'EUR' },
  itemRounding: { decimals: 2 },
  customer: { id: 'c'.repeat(32) },
};

export async function read(
  cart: object,
  products: unknown[] = [],
  shopContext: object = context,
): Promise<Cart> {
  const owner = { 'sw-access-key': settings.accessKey, 'sw-context-token': contextToken };
  const asked = () => shop().matchHeader('sw-context-token', owner['sw-context-token']);
  asked()
    .matchHeader('sw-access-key', owner['sw-access-key'])
    .get('/store-api/checkout/cart')
    .reply(200, cart);
  asked().get('/store-api/context').reply(200, shopContext);
  if (JSON.stringify(cart).includes('"type":"product"')) {
    asked().post('/store-api/product').reply(200, { elements: products });
  }
  return await readCart(contextToken, createStoreApi(connection), recordedAt);
}

export function price(totalPrice: number, tax: number, taxRate = 19) {
  return {
    unitPrice: totalPrice,
    quantity: 1,
    totalPrice,
    calculatedTaxes: [{ tax, taxRate, price: totalPrice }],
  };
}

export function line(type: string, values: object) {
  return {
    id: type,
    type,
    label: type,
    quantity: 1,
    payload: [],
    price: price(11.9, 1.9),
    children: [],
    ...values,
  };
}

export function cartWith(lineItems: unknown, values: object = {}) {
  const total = { netPrice: 10, totalPrice: 11.9, rawTotal: 11.9, taxStatus: 'gross' };
  return { price: total, lineItems, deliveries: [], errors: [], ...values };
}
