import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { noFaults } from '../../../src/demo/shop/demo-shop-faults.ts';
import { type DemoShop, startDemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import { adminApi, send, storeApi } from './demo-shop-client.ts';

const gateway = 'punchout.nordwerk.example';

let shop: DemoShop;

beforeAll(async () => {
  shop = await startDemoShop({ port: 0, host: '127.0.0.1' });
  const body = { ...shop.domains[0], id: 'd'.repeat(32), url: `https://${gateway}` };
  await adminApi(shop, 'POST /api/sales-channel-domain', { body });
});

afterEach(() => void Object.assign(shop.faults, noFaults()));

afterAll(() => shop.close());

test('a language that the sales channel has not is 412, any other header is none', async () => {
  const foreign = await storeApi(shop, 'GET /store-api/context', {
    headers: { 'sw-language-id': 'f'.repeat(32) },
  });
  expect([foreign.status, foreign.json.errors[0].code]).toEqual([412, 'FRAMEWORK__LANGUAGE_NOT_FOUND']);
  const headers = { 'sw-language-id': '2fbb5fe2e29a4d70aa5854ce7ce3e20b' };
  expect((await storeApi(shop, 'GET /store-api/context', { headers })).status).toBe(200);
});

test('X-Forwarded-Host counts only where whoever asks is a trusted proxy', async () => {
  const ask = () => send(shop, 'GET /checkout/cart', { headers: { 'x-forwarded-host': gateway } });
  expect((await ask()).json).not.toContain(gateway);
  shop.faults.everyProxyTrusted = true;
  expect((await ask()).json).toContain(`<link rel="canonical" href="https://${gateway}/checkout/cart">`);
});

test('a host that is no domain of the sales channel has no storefront, and the interfaces all the same', async () => {
  const headers = { 'x-forwarded-host': 'nobody.example' };
  expect((await send(shop, 'GET /', { headers })).status).toBe(200);
  shop.faults.everyProxyTrusted = true;
  const { status, json } = await send(shop, 'GET /', { headers });
  expect([status, json]).toEqual([404, expect.stringContaining('Not Found')]);
  expect((await storeApi(shop, 'GET /store-api/context', { headers })).status).toBe(200);
});

test('the sales channel shows its type and whether it is active', async () => {
  const channel = async () => (await adminApi(shop, 'POST /api/search/sales-channel')).json.data[0];
  expect(await channel()).toMatchObject({ typeId: '8a243080f92e4c719546314b577cf82b', active: true });
  Object.assign(shop.faults, { salesChannelHeadless: true, salesChannelInactive: true });
  expect(await channel()).toMatchObject({ typeId: 'f183ee5650cf4bdb8a774337575067a6', active: false });
});

test('clock and release are what the switches say', async () => {
  Object.assign(shop.faults, { clockAheadMs: -86_400_000, release: '6.7.1.0' });
  const { headers, json } = await adminApi(shop, 'GET /api/_info/version');
  expect(json).toEqual({ version: '6.7.1.0' });
  expect(Date.parse(headers.get('date') ?? '')).toBeLessThan(Date.now() - 86_000_000);
});
