import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DemoShop, startDemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import { add, cartOf, contextFor, productId, storeApi } from './demo-shop-client.ts';
import { storefrontVisitor } from './storefront-visitor.ts';

let shop: DemoShop;

beforeEach(async () => {
  shop = await startDemoShop({ port: 0, host: '127.0.0.1' });
});

afterEach(() => shop.close());

test('an article that is no longer sold leaves the cart, and one reading tells it', async () => {
  const token = await contextFor(shop, 'K-10001');
  await add(shop, token, 'HAM-001', 1);
  const id = productId(shop, 'HAM-001');
  shop.catalog.byId.delete(id);
  const first = await cartOf(shop, token);
  expect(first.lineItems).toEqual([]);
  expect(first.errors[`product-not-found${id}`]).toMatchObject({ level: 20, block: true });
  expect((await cartOf(shop, token)).errors).toEqual([]);
});

test('a quantity above what is left is put right, and one reading tells it', async () => {
  const token = await contextFor(shop, 'K-10001');
  await add(shop, token, 'HAM-001', 5);
  Object.assign(shop.catalog.byNumber.get('HAM-001') ?? {}, { maxPurchase: 2 });
  const first = await cartOf(shop, token);
  expect(first.lineItems[0].quantity).toBe(2);
  expect(Object.keys(first.errors)[0]).toMatch(/^product-stock-reached/);
  expect((await cartOf(shop, token)).errors).toEqual([]);
});

test('a shop that has forgotten its contexts takes their owners for strangers', async () => {
  const token = await contextFor(shop, 'K-10001');
  await add(shop, token, 'HAM-001', 1);
  shop.forgetContexts();
  expect((await cartOf(shop, token)).lineItems).toEqual([]);
  const { json } = await storeApi(shop, 'GET /store-api/context', { token });
  expect(json.customer).toBeNull();
});

test('a shop that has ended its sessions gives each visitor a new one', async () => {
  const visitor = storefrontVisitor(shop);
  await visitor.visit('/checkout/cart');
  shop.endSessions();
  const again = await visitor.visit('/checkout/cart');
  expect(again.headers.get('set-cookie')).toContain('session-=');
});

test('a change of a locked cart in the storefront is 409', async () => {
  const visitor = storefrontVisitor(shop);
  await visitor.visit('/');
  shop.faults.cartLockedTimes = 1;
  expect((await visitor.visit('/checkout/line-item/add', { redirectTo: '' })).status).toBe(409);
});
