import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DemoShop, startDemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import { add, adminApi, cartOf, contextFor, productId, send, storeApi } from './demo-shop-client.ts';
import { storefrontVisitor } from './storefront-visitor.ts';

let shop: DemoShop;

beforeEach(async () => {
  shop = await startDemoShop({ port: 0, host: '127.0.0.1' });
});

afterEach(() => shop.close());

test('in maintenance the Store API is 503 and the storefront leads to a page that says when to come back', async () => {
  shop.faults.maintenance = true;
  const { status, json } = await storeApi(shop, 'GET /store-api/context');
  expect([status, json.errors[0].code]).toEqual([503, 'FRAMEWORK__API_SALES_CHANNEL_MAINTENANCE_MODE']);
  const visitor = storefrontVisitor(shop);
  expect(await visitor.visit('/')).toMatchObject({ status: 307, location: '/maintenance' });
  const page = await visitor.visit('/maintenance');
  expect([page.status, page.headers.get('retry-after')]).toEqual([503, '3600']);
  expect((await adminApi(shop, 'GET /api/_info/version')).status).toBe(200);
});

test('a shop that is down answers nothing', async () => {
  shop.faults.down = true;
  await expect(storeApi(shop, 'GET /store-api/context')).rejects.toThrow();
});

test('a shop behind a broken proxy answers its status everywhere', async () => {
  shop.faults.status = 502;
  expect((await storeApi(shop, 'GET /store-api/context')).status).toBe(502);
  expect((await storefrontVisitor(shop).visit('/')).status).toBe(502);
});

test('HTML comes where JSON is due, and pages stay pages', async () => {
  shop.faults.html = true;
  const { status, json } = await storeApi(shop, 'GET /store-api/context');
  expect([status, json]).toEqual([200, expect.stringContaining('<!doctype html>')]);
  expect((await storefrontVisitor(shop).visit('/')).body).toContain('Nordwerk');
});

test('a fault can be limited to some paths', async () => {
  Object.assign(shop.faults, { status: 500, onlyPath: '/api/' });
  expect((await send(shop, 'GET /api/_info/health-check')).status).toBe(500);
  expect((await storeApi(shop, 'GET /store-api/context')).status).toBe(200);
});

test('a locked cart is 409 for as many writes as were asked for', async () => {
  const token = await contextFor(shop, 'K-10001');
  shop.faults.cartLockedTimes = 1;
  const locked = await add(shop, token, 'HAM-001', 1);
  expect([locked.status, locked.json.errors[0].code]).toEqual([409, 'CHECKOUT__CART_LOCKED']);
  expect((await add(shop, token, 'HAM-001', 1)).status).toBe(200);
});

test('parallel writes to one cart lose each other', async () => {
  const token = await contextFor(shop, 'K-10001');
  shop.faults.cartWriteMs = 500;
  await Promise.all([add(shop, token, 'HAM-001', 1), add(shop, token, 'SAW-450', 1)]);
  expect((await cartOf(shop, token)).lineItems).toHaveLength(1);
});

test('an order whose answer is lost is in the shop all the same', async () => {
  const token = await contextFor(shop, 'K-10001');
  await add(shop, token, 'HAM-001', 1);
  shop.faults.orderAnswerLost = true;
  await expect(storeApi(shop, 'POST /store-api/checkout/order', { token, body: {} })).rejects.toThrow();
  expect(shop.orders).toHaveLength(1);
});

test('requests are kept for assertions', async () => {
  const id = productId(shop, 'HAM-001');
  await storeApi(shop, 'POST /store-api/product?x=1', { body: { ids: [id] } });
  expect(shop.requests.at(-1)).toMatchObject({
    method: 'POST',
    path: '/store-api/product',
    query: 'x=1',
    headers: { 'sw-access-key': shop.accessKey },
    body: JSON.stringify({ ids: [id] }),
  });
});
