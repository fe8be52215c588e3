import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { startDemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import { findDataFolder } from '../../support/services/availability.ts';
import {
  add,
  adminApi,
  cartOf,
  contextFor,
  customerId,
  type Json,
  productId,
  send,
  storeApi,
} from './demo-shop-client.ts';
import { storefrontVisitor } from './storefront-visitor.ts';

/** What a real Shopware 6.6.7.1 was seen to do, beside what the tests next to this one hold. */

const recordings = findDataFolder('shopwareRecordings');
const shop = await startDemoShop({ port: 0, host: '127.0.0.1' });

afterAll(() => shop.close());

describe('a customer in a session', () => {
  test('cannot be imitated by an integration: 403 FRAMEWORK__EXPECTED_USER', async () => {
    const body = { customerId: customerId(shop, 'K-10001'), salesChannelId: shop.salesChannelId };
    const { status, json } = await adminApi(shop, 'POST /api/_proxy/generate-imitate-customer-token', {
      body,
    });
    expect([status, json.errors[0].code]).toEqual([403, 'FRAMEWORK__EXPECTED_USER']);
  });

  test('is there by switch-customer without a login: the last login stays as it was', async () => {
    await contextFor(shop, 'K-10001');
    const body = { ids: [customerId(shop, 'K-10001')] };
    const { json } = await adminApi(shop, 'POST /api/search/customer', { body });
    expect(json.data[0].lastLogin).toBeNull();
  });

  test('whom another one is switched over loses the session, but the cart stays in it', async () => {
    const token = await contextFor(shop, 'K-10001');
    await add(shop, token, 'HAM-001', 2);
    const body = {
      salesChannelId: shop.salesChannelId,
      customerId: customerId(shop, 'K-10002'),
      permissions: ['punchoutNoop'],
    };
    await adminApi(shop, 'PATCH /api/_proxy/switch-customer', { token, body });
    expect(await cartOf(shop, token)).toMatchObject({
      price: { taxStatus: 'net' },
      lineItems: [{ quantity: 2 }],
    });
  });

  test('may set prices where permissions are absent, as where they are empty', async () => {
    const { token } = await storeApi(shop, 'GET /store-api/context');
    const body = { salesChannelId: shop.salesChannelId, customerId: customerId(shop, 'K-10001') };
    await adminApi(shop, 'PATCH /api/_proxy/switch-customer', { token, body });
    const referencedId = productId(shop, 'HAM-001');
    const priceDefinition = { type: 'quantity', price: 0.01, quantity: 1 };
    const items = [{ type: 'product', referencedId, quantity: 1, priceDefinition }];
    const path = 'POST /store-api/checkout/cart/line-item';
    expect((await storeApi(shop, path, { token, body: { items } })).status).toBe(200);
  });
});

describe('the storefront', () => {
  test.each(['/', '/checkout/cart', '/account/login', '/search?search=hammer', '/no/such-page'])(
    'forbids every frame on every page: %s',
    async (path) => {
      const { headers } = await storefrontVisitor(shop).visit(path);
      expect(headers.get('x-frame-options')).toBe('deny');
    },
  );

  test('has the token of the session in cart.json, and the Store API takes it', async () => {
    const { body } = await storefrontVisitor(shop).visit('/checkout/cart.json');
    const { token } = JSON.parse(body);
    expect((await storeApi(shop, 'GET /store-api/context', { token })).json.token).toBe(token);
  });

  test('gives another token and an empty cart after /account/logout', async () => {
    const visitor = storefrontVisitor(shop);
    const tokenAndLines = async () => {
      const { token, lineItems } = JSON.parse((await visitor.visit('/checkout/cart.json')).body);
      return { token, lines: lineItems.length };
    };
    const before = await tokenAndLines();
    await add(shop, before.token, 'HAM-001', 1);
    expect((await tokenAndLines()).lines).toBe(1);
    await visitor.visit('/account/logout');
    const after = await tokenAndLines();
    expect(after.lines).toBe(0);
    expect(after.token).not.toBe(before.token);
  });
});

describe('a cart', () => {
  test.each([
    ['gross', 'K-10001', 39.67],
    ['net', 'K-10002', 33.33],
  ])('is %s for %s: the same article costs %d', async (taxStatus, number, price) => {
    const token = await contextFor(shop, number);
    const { json } = await add(shop, token, 'NAIL-5KG', 2);
    expect(json.price.taxStatus).toBe(taxStatus);
    expect(json.lineItems[0].price.unitPrice).toBe(price);
  });

  test('line says neither unit, pack, EAN nor manufacturer, but the number of the article', async () => {
    const token = await contextFor(shop, 'K-10001');
    const { payload } = (await add(shop, token, 'NAIL-5KG', 2)).json.lineItems[0];
    const absent = ['unit', 'packUnit', 'purchaseUnit', 'ean', 'manufacturer', 'manufacturerNumber'];
    expect(Object.keys(payload).filter((key) => absent.includes(key))).toEqual([]);
    expect(payload.productNumber).toBe('NAIL-5KG');
  });

  test.skipIf(recordings === undefined)('line has exactly the facts of a recorded one', async () => {
    const path = join(recordings ?? '', 'real-6.6.7.1-store-api-cart-2items.json');
    const real: Json = JSON.parse(readFileSync(path, 'utf8'));
    const token = await contextFor(shop, 'K-10001');
    const ours = (await add(shop, token, 'HAM-001', 3)).json;
    const keysOf = (line: Json) => Object.keys(line).toSorted();
    expect(keysOf(ours.lineItems[0].payload)).toEqual(keysOf(real.lineItems[0].payload));
    expect(keysOf(ours.lineItems[0])).toEqual(keysOf(real.lineItems[0]));
  });

  test.skipIf(recordings === undefined)('error of steps is the recorded one', async () => {
    const path = join(recordings ?? '', 'real-6.6.7.1-store-api-cart-2items.json');
    const [real]: Json[] = Object.values(JSON.parse(readFileSync(path, 'utf8')).errors);
    const token = await contextFor(shop, 'K-10001');
    const [ours]: Json[] = Object.values((await add(shop, token, 'NAIL-5KG', 3)).json.errors);
    const { key: realKey, ...realFacts } = real;
    const { key: ourKey, ...ourFacts } = ours;
    expect(ourFacts).toEqual(realFacts);
    expect(ourKey.replace(/[0-9a-f]{32}$/, '')).toBe(realKey.replace(/[0-9a-f]{32}$/, ''));
  });
});

describe('a refusal', () => {
  test('has the shape that every Shopware error has, with its status as text', async () => {
    const { status, json } = await send(shop, 'GET /store-api/context');
    expect(json).toEqual({
      errors: [
        {
          status: String(status),
          code: '0',
          title: 'Unauthorized',
          detail: expect.any(String),
          meta: { parameters: {} },
        },
      ],
    });
  });
});

describe('an order', () => {
  test('of a cart that was ordered already is 400 CHECKOUT__CART_EMPTY', async () => {
    const token = await contextFor(shop, 'K-10001');
    await add(shop, token, 'HAM-001', 1);
    const order = () => storeApi(shop, 'POST /store-api/checkout/order', { token, body: {} });
    expect((await order()).status).toBe(200);
    const again = await order();
    expect([again.status, again.json.errors[0].code]).toEqual([400, 'CHECKOUT__CART_EMPTY']);
  });
});
