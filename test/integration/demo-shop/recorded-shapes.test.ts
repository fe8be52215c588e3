import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemoShop, startDemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import { findDataFolder } from '../../support/services/availability.ts';
import { add, cartOf, contextFor, type Json, productId, storeApi } from './demo-shop-client.ts';
import { missingShapes } from './missing-shapes.ts';
import { storefrontVisitor } from './storefront-visitor.ts';

const folder = findDataFolder('shopwareRecordings');
let shop: DemoShop;

beforeAll(async () => {
  shop = await startDemoShop({ port: 0, host: '127.0.0.1' });
});

afterAll(() => shop.close());

function recorded(name: string): Json {
  return JSON.parse(readFileSync(join(folder ?? '', `real-6.6.7.1-${name}.json`), 'utf8'));
}

describe.skipIf(folder === undefined)('what a real Shopware answered has the same shape here', () => {
  test('a gross cart whose quantity was corrected, and its prices to the cent', async () => {
    const real = recorded('store-api-cart-2items');
    const token = await contextFor(shop, 'K-10001');
    await add(shop, token, 'HAM-001', 3);
    const { json: cart } = await add(shop, token, 'NAIL-5KG', 3);
    expect(missingShapes(real, cart)).toEqual([]);
    expect(pricesOf(cart)).toEqual(pricesOf(real));
    expect(cart.price.positionPrice).toBe(real.price.positionPrice);
  });

  test('a net cart, and all of its sums', async () => {
    const real = recorded('store-api-cart-net');
    const token = await contextFor(shop, 'K-10002');
    const { json: cart } = await add(shop, token, 'NAIL-5KG', 4);
    expect(missingShapes(real, cart)).toEqual([]);
    expect(pricesOf(cart)).toEqual(pricesOf(real));
    expect(cart.price).toEqual(real.price);
  });

  test('the cart of the storefront', async () => {
    const visitor = storefrontVisitor(shop);
    const { token } = JSON.parse((await visitor.visit('/checkout/cart.json')).body);
    await add(shop, token, 'HAM-001', 3);
    const cart = JSON.parse((await visitor.visit('/checkout/cart.json')).body);
    expect(missingShapes(recorded('storefront-cart-json'), cart)).toEqual([]);
  });

  test('a product with all that a cart line lacks', async () => {
    const associations = { unit: {}, manufacturer: {}, properties: {}, categories: {}, seoUrls: {} };
    const body = { ids: [productId(shop, 'HAM-001')], associations };
    const { json } = await storeApi(shop, 'POST /store-api/product', { body });
    expect(missingShapes(recorded('store-api-product'), json)).toEqual([]);
  });

  test('an order', async () => {
    const token = await contextFor(shop, 'K-10001');
    await add(shop, token, 'HAM-001', 3);
    await add(shop, token, 'NAIL-5KG', 2);
    const body = { customerComment: 'PO 4500012345' };
    const { json } = await storeApi(shop, 'POST /store-api/checkout/order', { token, body });
    expect(missingShapes(recorded('store-api-order'), json)).toEqual([]);
    expect((await cartOf(shop, token)).lineItems).toEqual([]);
  });
});

function pricesOf(cart: Json): Json[] {
  return cart.lineItems.map(({ price, priceDefinition, quantity }: Json) => ({
    price,
    priceDefinition,
    quantity,
  }));
}

test('a missing key and a wrong type are noticed', () => {
  const real = { a: 1, list: [{ b: 'x', c: null }], empty: [] };
  expect(missingShapes(real, { a: '1', list: [{ c: 1 }], empty: {} })).toEqual([
    'a: number there, string here',
    'list[].b: string there, absent here',
  ]);
});
