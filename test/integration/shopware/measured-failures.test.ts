import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { noFaults } from '../../../src/demo/shop/demo-shop-faults.ts';
import { startDemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import { createEgress } from '../../../src/http/egress.ts';
import { PunchOutError } from '../../../src/punchout/punchout-error.ts';
import { createAdminAccess } from '../../../src/shopware/admin-api.ts';
import { askShop, assertGood, type ShopCall } from '../../../src/shopware/ask-shop.ts';
import { shopSettingsSchema } from '../../../src/shopware/shop-settings.ts';
import { contextFor } from '../demo-shop/demo-shop-client.ts';

/** What a real Shopware was seen to answer where it refuses, and what the gateway makes of it. */

const shop = await startDemoShop({ port: 0, host: '127.0.0.1' });
const { url, accessKey, salesChannelId, clientId, clientSecret } = shop;
const keys = { url, accessKey, salesChannelId, clientId, clientSecret };
const settings = shopSettingsSchema.parse({ ...keys, allowPrivate: true, timeoutMilliseconds: 1_000 });
const egress = createEgress({ allowPrivate: true });
const connection = { settings, egress };

afterEach(() => void Object.assign(shop.faults, noFaults()));

afterAll(async () => {
  egress.close();
  await shop.close();
});

type Told = Pick<PunchOutError, 'reason' | 'detail'>;

async function told(asked: Promise<unknown>): Promise<Told> {
  const thrown = await asked.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof PunchOutError)) throw new Error('the shop did not refuse');
  return { reason: thrown.reason, detail: thrown.detail };
}

function store(call: string, headers: Record<string, string> = {}, json?: unknown): Promise<Told> {
  const [method = '', path = ''] = call.split(' ');
  const asked = { method, path, headers: { 'sw-access-key': accessKey, ...headers }, json };
  return told(askShop(asked, connection).then((answer) => assertGood(answer, asked)));
}

function admin(changes: Partial<typeof settings> = {}): Promise<Told> {
  const access = createAdminAccess({ egress, settings: { ...settings, ...changes } }, Date.now);
  const call: ShopCall = { method: 'POST', path: '/api/search/customer', headers: {}, json: {} };
  return told(access.ask(call).then((answer) => assertGood(answer, call)));
}

const context = 'GET /store-api/context';

describe('the Store API', () => {
  test('without sw-access-key is 401 with code "0"', async () => {
    expect(await store(context, { 'sw-access-key': '' })).toEqual({
      reason: 'shop_refused',
      detail: `${context}: 401, 0`,
    });
  });

  test('with a wrong sw-access-key is 412 FRAMEWORK__ROUTING_SALES_CHANNEL_NOT_FOUND', async () => {
    expect(await store(context, { 'sw-access-key': 'SWSCWRONG' })).toEqual({
      reason: 'shop_refused',
      detail: `${context}: 412, FRAMEWORK__ROUTING_SALES_CHANNEL_NOT_FOUND`,
    });
  });

  test('with a bad password is 401 CHECKOUT__CUSTOMER_AUTH_BAD_CREDENTIALS, which tells no password', async () => {
    const login = { username: 'einkauf@acme.example', password: 'not-the-password' };
    expect(await store('POST /store-api/account/login', {}, login)).toEqual({
      reason: 'shop_refused',
      detail: 'POST /store-api/account/login: 401, CHECKOUT__CUSTOMER_AUTH_BAD_CREDENTIALS',
    });
  });

  test('at the 11th bad login is 429, with the wait in meta.parameters.seconds and no Retry-After', async () => {
    const login = { username: 'purchasing@globex.example', password: 'wrong' };
    for (let attempt = 1; attempt <= 10; attempt += 1)
      expect((await store('POST /store-api/account/login', {}, login)).detail).toContain('401');
    const { reason, detail } = await store('POST /store-api/account/login', {}, login);
    expect(reason).toBe('shop_unreachable');
    expect(detail).toMatch(/429, CHECKOUT__CUSTOMER_AUTH_THROTTLED, again in \d+ s$/);
  });

  test('without a customer takes no order: 403 CHECKOUT__CUSTOMER_NOT_LOGGED_IN', async () => {
    expect(await store('POST /store-api/checkout/order', {}, {})).toEqual({
      reason: 'shop_refused',
      detail: 'POST /store-api/checkout/order: 403, CHECKOUT__CUSTOMER_NOT_LOGGED_IN',
    });
  });

  test('in a session that may set no price is 403 CHECKOUT__INSUFFICIENT_PERMISSION', async () => {
    const token = await contextFor(shop, 'K-10001');
    const priceDefinition = { type: 'quantity', price: 0.01, quantity: 1 };
    const items = [{ type: 'product', referencedId: 'a'.repeat(32), quantity: 1, priceDefinition }];
    const path = 'POST /store-api/checkout/cart/line-item';
    const { detail } = await store(path, { 'sw-context-token': token }, { items });
    expect(detail).toBe(`${path}: 403, CHECKOUT__INSUFFICIENT_PERMISSION`);
  });

  test('in maintenance is 503 FRAMEWORK__API_SALES_CHANNEL_MAINTENANCE_MODE', async () => {
    shop.faults.maintenance = true;
    expect(await store(context)).toEqual({
      reason: 'shop_maintenance',
      detail: `${context}: 503, FRAMEWORK__API_SALES_CHANNEL_MAINTENANCE_MODE`,
    });
  });
});

describe('the storefront', () => {
  test('in maintenance leads to /maintenance by 307', async () => {
    shop.faults.maintenance = true;
    const { reason, detail } = await store('GET /checkout/cart.json');
    expect(reason).toBe('shop_maintenance');
    expect(detail).toContain('GET /checkout/cart.json: 307');
  });

  test('shows the page /maintenance with 503 and Retry-After: 3600', async () => {
    shop.faults.maintenance = true;
    const { reason, detail } = await store('GET /maintenance');
    expect(reason).toBe('shop_maintenance');
    expect(detail).toMatch(/503, .*again in 3600 s$/);
  });
});

describe('the Admin API', () => {
  test('with a bad bearer is 401 with code "9", after one new token', async () => {
    shop.faults.bearerRejected = true;
    shop.requests.splice(0);
    expect(await admin()).toEqual({ reason: 'shop_refused', detail: 'POST /api/search/customer: 401, 9' });
    expect(shop.requests.filter(({ path }) => path === '/api/oauth/token')).toHaveLength(2);
  });

  test('with a bad client is 401 with code "4", whose detail may be null', async () => {
    expect(await admin({ clientSecret: 'wrong' })).toEqual({
      reason: 'shop_refused',
      detail: 'POST /api/oauth/token: 401, 4',
    });
  });

  test('without a privilege is 403, and the privileges stand as JSON in its detail', async () => {
    shop.faults.missingPrivileges = ['customer:read'];
    expect(await admin()).toEqual({
      reason: 'shop_refused',
      detail:
        'POST /api/search/customer: 403, FRAMEWORK__MISSING_PRIVILEGE_ERROR, missing privileges: customer:read',
    });
  });
});
