import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemoShop, startDemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import { add, cartOf, contextFor, customerId, productId, send, storeApi } from './demo-shop-client.ts';

let shop: DemoShop;

beforeAll(async () => {
  shop = await startDemoShop({ port: 0, host: '127.0.0.1' });
});

afterAll(() => shop.close());

const acmeLogin = { username: 'einkauf@acme.example', password: 'acme-demo-password' };

describe('access to the Store API', () => {
  test('without an access key it is 401 with code "0"', async () => {
    const { status, json } = await send(shop, 'GET /store-api/context');
    expect([status, json.errors[0].code]).toEqual([401, '0']);
  });

  test('with a wrong access key it is 412', async () => {
    const headers = { 'sw-access-key': 'SWSCWRONG' };
    const { status, json } = await send(shop, 'GET /store-api/context', { headers });
    expect([status, json.errors[0].code]).toEqual([412, 'FRAMEWORK__ROUTING_SALES_CHANNEL_NOT_FOUND']);
  });

  test('a call without a context token gets a fresh one in the answer', async () => {
    const first = await storeApi(shop, 'GET /store-api/context');
    const second = await storeApi(shop, 'GET /store-api/context');
    expect(first.token).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(first.json.token).toBe(first.token);
    expect(second.token).not.toBe(first.token);
  });
});

describe('password login', () => {
  test('the token stands in the response header, not in the body', async () => {
    const { token, json } = await storeApi(shop, 'POST /store-api/account/login', { body: acmeLogin });
    expect(token).toHaveLength(32);
    expect(Object.keys(json).sort()).toEqual(['apiAlias', 'redirectUrl']);
  });

  test('two buyers who log in with the same password share one cart', async () => {
    const first = await storeApi(shop, 'POST /store-api/account/login', { body: acmeLogin });
    await add(shop, first.token, 'HAM-001', 1);
    const second = await storeApi(shop, 'POST /store-api/account/login', { body: acmeLogin });
    expect(second.token).toBe(first.token);
    expect((await cartOf(shop, second.token)).lineItems[0].label).toBe('Hammer 500g');
  });

  test('two buyers switched to the same customer have a cart each', async () => {
    const [first, second] = [await contextFor(shop, 'K-10001'), await contextFor(shop, 'K-10001')];
    await add(shop, first, 'HAM-001', 1);
    expect((await cartOf(shop, first)).lineItems).toHaveLength(1);
    expect((await cartOf(shop, second)).lineItems).toEqual([]);
  });

  test('what a guest had in the cart is poured into the shared one', async () => {
    const guest = (await storeApi(shop, 'GET /store-api/context')).token;
    await add(shop, guest, 'SAW-450', 2);
    const { token } = await storeApi(shop, 'POST /store-api/account/login', {
      token: guest,
      body: acmeLogin,
    });
    const saws = (await cartOf(shop, token)).lineItems.filter((line: { label: string }) =>
      /saw/.test(line.label),
    );
    expect(saws).toMatchObject([{ quantity: 2 }]);
  });

  test('the eleventh bad login is throttled, and the wait is told in the parameters only', async () => {
    const body = { username: 'purchasing@globex.example', password: 'wrong' };
    const login = () => storeApi(shop, 'POST /store-api/account/login', { body });
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      const { status, json } = await login();
      expect([status, json.errors[0].code]).toEqual([401, 'CHECKOUT__CUSTOMER_AUTH_BAD_CREDENTIALS']);
    }
    const { status, json, headers } = await login();
    expect([status, json.errors[0].code]).toEqual([429, 'CHECKOUT__CUSTOMER_AUTH_THROTTLED']);
    expect(json.errors[0].meta.parameters.seconds).toBeGreaterThan(0);
    expect(headers.get('retry-after')).toBeNull();
  });

  test('an inactive customer cannot log in with a password', async () => {
    const body = { username: 'office@initech.example', password: 'initech-demo-password' };
    expect((await storeApi(shop, 'POST /store-api/account/login', { body })).status).toBe(401);
  });
});

describe('the cart', () => {
  test('an empty cart has arrays where PHP has no objects', async () => {
    const cart = await cartOf(shop, await contextFor(shop, 'K-10001'));
    expect(cart).toMatchObject({ lineItems: [], errors: [], deliveries: [], transactions: [] });
  });

  test('the same id merges quantities, no id makes another line', async () => {
    const token = await contextFor(shop, 'K-10001');
    await add(shop, token, 'HAM-001', 1);
    await add(shop, token, 'HAM-001', 2);
    const referencedId = productId(shop, 'HAM-001');
    const body = { items: [{ type: 'product', referencedId, quantity: 1 }] };
    const { json } = await storeApi(shop, 'POST /store-api/checkout/cart/line-item', { token, body });
    expect(json.lineItems.map((line: { quantity: number }) => line.quantity)).toEqual([3, 1]);
  });

  test('a quantity between the steps is corrected with status 200 and an error by key', async () => {
    const token = await contextFor(shop, 'K-10001');
    const { status, json } = await add(shop, token, 'NAIL-5KG', 3);
    const key = `purchase-steps-quantity${productId(shop, 'NAIL-5KG')}`;
    expect(status).toBe(200);
    expect(json.lineItems[0].quantity).toBe(2);
    expect(json.errors[key]).toMatchObject({ level: 10, block: true, parameters: { quantity: 2 } });
    expect((await cartOf(shop, token)).errors).toEqual([]);
  });

  test('an unknown product is left out with status 200 and an error of level 20', async () => {
    const token = await contextFor(shop, 'K-10001');
    const body = { items: [{ type: 'product', referencedId: 'f'.repeat(32), quantity: 1 }] };
    const { status, json } = await storeApi(shop, 'POST /store-api/checkout/cart/line-item', { token, body });
    expect([status, json.lineItems]).toEqual([200, []]);
    expect(json.errors[`product-not-found${'f'.repeat(32)}`]).toMatchObject({ level: 20, block: true });
  });

  test('lines can be changed and removed, and a line that is not there is refused', async () => {
    const token = await contextFor(shop, 'K-10001');
    const id = productId(shop, 'HAM-001');
    await add(shop, token, 'HAM-001', 1);
    const path = '/store-api/checkout/cart/line-item';
    const changed = await storeApi(shop, `PATCH ${path}`, { token, body: { items: [{ id, quantity: 7 }] } });
    expect(changed.json.lineItems[0].quantity).toBe(7);
    const removed = await storeApi(shop, `DELETE ${path}?ids[]=${id}`, { token });
    expect(removed.json.lineItems).toEqual([]);
    const again = await storeApi(shop, `DELETE ${path}`, { token, body: { ids: [id] } });
    expect([again.status, again.json.errors[0].code]).toEqual([400, 'CHECKOUT__CART_LINEITEM_NOT_FOUND']);
  });

  test('deleting the cart empties it', async () => {
    const token = await contextFor(shop, 'K-10001');
    await add(shop, token, 'HAM-001', 1);
    expect((await storeApi(shop, 'DELETE /store-api/checkout/cart', { token })).status).toBe(204);
    expect((await cartOf(shop, token)).lineItems).toEqual([]);
  });

  test('custom fields of a cart are an object only where the shop shows some', async () => {
    const token = await contextFor(shop, 'K-10001');
    await add(shop, token, 'HAM-001', 1);
    const { json } = await add(shop, token, 'HELM-01', 1);
    const [hammer, helmet] = json.lineItems;
    expect(hammer.payload.customFields).toEqual([]);
    expect(helmet.payload.customFields).toEqual({ nordwerk_size: '52–61 cm' });
  });

  test('an order without a customer is refused', async () => {
    const { token } = await storeApi(shop, 'GET /store-api/context');
    await add(shop, token, 'HAM-001', 1);
    const { status, json } = await storeApi(shop, 'POST /store-api/checkout/order', { token, body: {} });
    expect([status, json.errors[0].code]).toEqual([403, 'CHECKOUT__CUSTOMER_NOT_LOGGED_IN']);
  });
});

describe('products', () => {
  test('are found by several numbers at once', async () => {
    const filter = [{ type: 'equalsAny', field: 'productNumber', value: ['HAM-001', 'NAIL-5KG', 'NOPE'] }];
    const { json } = await storeApi(shop, 'POST /store-api/product', { body: { filter } });
    expect(json.elements.map((one: { productNumber: string }) => one.productNumber)).toEqual([
      'HAM-001',
      'NAIL-5KG',
    ]);
    expect(json.total).toBe(2);
  });

  test('are counted over all pages only for who asks for the number', async () => {
    const body = { limit: 2, page: 2, sort: [{ field: 'productNumber', order: 'DESC' }] };
    const plain = await storeApi(shop, 'POST /store-api/product', { body });
    const counted = await storeApi(shop, 'POST /store-api/product', {
      body: { ...body, 'total-count-mode': 1 },
    });
    expect([plain.json.total, counted.json.total]).toEqual([2, shop.catalog.products.length]);
    const numbers = shop.catalog.products.map(({ number }) => number).sort();
    expect(counted.json.elements.map((one: { productNumber: string }) => one.productNumber)).toEqual(
      numbers.toReversed().slice(2, 4),
    );
  });

  test('have unit and manufacturer only where these were asked for', async () => {
    const ids = [productId(shop, 'HAM-001')];
    const bare = await storeApi(shop, 'POST /store-api/product', { body: { ids } });
    expect(bare.json.elements[0]).toMatchObject({ unit: null, manufacturer: null, ean: '4006381333931' });
    const body = { ids, associations: { unit: {}, manufacturer: {} } };
    const full = await storeApi(shop, 'POST /store-api/product', { body });
    expect(full.json.elements[0]).toMatchObject({
      unit: { shortCode: 'pc' },
      manufacturer: { name: 'ACME Tools' },
    });
  });

  test('more than a hundred a page are refused', async () => {
    const { status } = await storeApi(shop, 'POST /store-api/product', { body: { limit: 101 } });
    expect(status).toBe(400);
  });

  test('a variant has its name in the translation only', async () => {
    const ids = [productId(shop, 'GLOVE-NX-10')];
    const { json } = await storeApi(shop, 'POST /store-api/product', { body: { ids } });
    const [glove] = json.elements;
    expect(glove.name).toBeNull();
    expect(glove.translated.name).toBe('Nitrile assembly gloves „Feingriff“');
    expect(glove.options[0]).toMatchObject({ name: '10', group: { name: 'Size' } });
  });

  test('are found by a word, those with the word in their name first', async () => {
    const { json } = await storeApi(shop, 'POST /store-api/search', { body: { search: 'tape', limit: 5 } });
    expect(json.elements[0].productNumber).toBe('TAPE-5M');
    expect(json.total).toBeGreaterThan(1);
  });

  test('cost what the customer of the context pays, and gross list prices without one', async () => {
    const ids = [productId(shop, 'NAIL-5KG')];
    const price = async (token: string) =>
      (await storeApi(shop, 'POST /store-api/product', { token, body: { ids } })).json.elements[0]
        .calculatedPrice.unitPrice;
    expect(await price('')).toBe(39.67);
    expect(await price(await contextFor(shop, 'K-10001'))).toBe(39.67);
    expect(await price(await contextFor(shop, 'K-10002'))).toBe(33.33);
  });
});

test('the context names the customer and how prices are shown', async () => {
  const { json } = await storeApi(shop, 'GET /store-api/context', {
    token: await contextFor(shop, 'K-10002'),
  });
  expect(json.customer).toMatchObject({ id: customerId(shop, 'K-10002'), company: 'Globex Industries' });
  expect(json.currentCustomerGroup.displayGross).toBe(false);
  expect(json.context.taxState).toBe('net');
});
