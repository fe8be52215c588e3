import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoShop, startDemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import { storeApi } from './demo-shop-client.ts';

let shop: DemoShop;

beforeAll(async () => {
  shop = await startDemoShop({ port: 0, host: '127.0.0.1' });
});

afterAll(() => shop.close());

test('every category that the storefront has a page for is in the Store API', async () => {
  expect(shop.catalog.categories.length).toBeGreaterThan(1);
  for (const { id, name } of shop.catalog.categories) {
    const { status, json } = await storeApi(shop, `POST /store-api/category/${id}`, { body: {} });
    expect([status, json.id, json.name]).toEqual([200, id, name]);
    expect((await fetch(`${shop.url}/navigation/${id}`)).status).toBe(200);
  }
});

test('one that there is not is 404 with the code of Shopware, and so is its page', async () => {
  const id = 'a'.repeat(32);
  const { status, json } = await storeApi(shop, `POST /store-api/category/${id}`, { body: {} });
  expect([status, json.errors[0].code]).toEqual([404, 'CONTENT__CATEGORY_NOT_FOUND']);
  expect((await fetch(`${shop.url}/navigation/${id}`)).status).toBe(404);
});
