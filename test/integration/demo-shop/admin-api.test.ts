import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemoShop, startDemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import {
  add,
  adminApi,
  cartOf,
  contextFor,
  customerId,
  productId,
  send,
  storeApi,
} from './demo-shop-client.ts';

let shop: DemoShop;

beforeAll(async () => {
  shop = await startDemoShop({ port: 0, host: '127.0.0.1' });
});

afterAll(() => shop.close());

describe('credentials of the Admin API', () => {
  test('a token lasts 600 seconds and comes without a refresh token', async () => {
    const body = {
      grant_type: 'client_credentials',
      client_id: shop.clientId,
      client_secret: shop.clientSecret,
    };
    const { json } = await send(shop, 'POST /api/oauth/token', { body });
    expect(json).toEqual({ token_type: 'Bearer', expires_in: 600, access_token: expect.any(String) });
  });

  test('a bad client is 401 with code "4" and no detail', async () => {
    const body = { grant_type: 'client_credentials', client_id: shop.clientId, client_secret: 'wrong' };
    const { status, json } = await send(shop, 'POST /api/oauth/token', { body });
    expect([status, json.errors[0].code, json.errors[0].detail]).toEqual([401, '4', null]);
  });

  test('a bad bearer is 401 with code "9"', async () => {
    const { status, json } = await send(shop, 'GET /api/_info/version', {
      headers: { authorization: 'Bearer x' },
    });
    expect([status, json.errors[0].code]).toEqual([401, '9']);
  });

  test('the health check needs no credential, the version does', async () => {
    expect((await send(shop, 'GET /api/_info/health-check')).status).toBe(200);
    expect((await send(shop, 'GET /api/_info/version')).status).toBe(401);
    expect((await adminApi(shop, 'GET /api/_info/version')).json).toEqual({ version: '6.6.7.1' });
  });
});

describe('search', () => {
  test('finds a customer by number as plain JSON', async () => {
    const body = { filter: [{ type: 'equals', field: 'customerNumber', value: 'K-10001' }] };
    const { json } = await adminApi(shop, 'POST /api/search/customer', { body });
    expect(json.total).toBe(1);
    expect(json.data[0]).toMatchObject({
      email: 'einkauf@acme.example',
      active: true,
      boundSalesChannelId: null,
    });
  });

  test('answers JSON:API to who does not ask for plain JSON', async () => {
    const body = { ids: [customerId(shop, 'K-10001')] };
    const { json } = await adminApi(shop, 'POST /api/search/customer', { body, headers: { accept: '*/*' } });
    expect(json.data[0]).toMatchObject({ type: 'customer', attributes: { customerNumber: 'K-10001' } });
  });

  test('finds the sales channel', async () => {
    const body = { ids: [shop.salesChannelId] };
    const { json } = await adminApi(shop, 'POST /api/search/sales-channel', { body });
    expect(json.data).toMatchObject([{ name: 'Nordwerk Supply', domains: [{ url: shop.url }] }]);
  });
});

describe('switch-customer', () => {
  const overwrite = (id: string) => ({
    items: [
      {
        type: 'product',
        id,
        referencedId: id,
        quantity: 1,
        priceDefinition: { type: 'quantity', price: 0.01 },
      },
    ],
  });

  test('binds the customer to the token that was sent, and answers that token', async () => {
    const { token } = await storeApi(shop, 'GET /store-api/context');
    const body = {
      salesChannelId: shop.salesChannelId,
      customerId: customerId(shop, 'K-10002'),
      permissions: ['x'],
    };
    const { json } = await adminApi(shop, 'PATCH /api/_proxy/switch-customer', { token, body });
    expect(json).toEqual({ 'sw-context-token': token });
    expect((await cartOf(shop, token)).price.taxStatus).toBe('net');
  });

  test('without permissions it lets the token holder set prices', async () => {
    const token = await contextFor(shop, 'K-10001', []);
    const body = overwrite(productId(shop, 'HAM-001'));
    const { status, json } = await storeApi(shop, 'POST /store-api/checkout/cart/line-item', { token, body });
    expect(status).toBe(200);
    expect(json.lineItems[0].price.unitPrice).toBe(0.01);
  });

  test('with a permission of no meaning it does not', async () => {
    const token = await contextFor(shop, 'K-10001', ['punchoutNoop']);
    const body = overwrite(productId(shop, 'HAM-001'));
    const { status, json } = await storeApi(shop, 'POST /store-api/checkout/cart/line-item', { token, body });
    expect([status, json.errors[0].code]).toEqual([403, 'CHECKOUT__INSUFFICIENT_PERMISSION']);
  });

  test.each(['K-10003', 'K-10004', 'K-10005'])(
    'takes customer %s, inactive, guest or of another channel',
    async (number) => {
      const { json } = await storeApi(shop, 'GET /store-api/context', {
        token: await contextFor(shop, number),
      });
      expect(json.customer.customerNumber).toBe(number);
    },
  );

  test('leaves what was in the cart before', async () => {
    const { token } = await storeApi(shop, 'GET /store-api/context');
    await add(shop, token, 'HAM-001', 1);
    const body = {
      salesChannelId: shop.salesChannelId,
      customerId: customerId(shop, 'K-10001'),
      permissions: ['x'],
    };
    await adminApi(shop, 'PATCH /api/_proxy/switch-customer', { token, body });
    expect((await cartOf(shop, token)).lineItems).toHaveLength(1);
  });

  test('an unknown customer is a violation that points at the field', async () => {
    const body = { salesChannelId: shop.salesChannelId, customerId: 'f'.repeat(32), permissions: ['x'] };
    const { status, json } = await adminApi(shop, 'PATCH /api/_proxy/switch-customer', {
      token: 'a'.repeat(32),
      body,
    });
    expect(status).toBe(400);
    expect(json.errors[0]).toMatchObject({
      code: 'VIOLATION::ENTITY_DOES_NOT_EXISTS',
      source: { pointer: '/customerId' },
    });
  });

  test('a missing privilege is told as JSON inside the detail', async () => {
    shop.faults.missingPrivileges = ['api_proxy_switch-customer'];
    const { status, json } = await adminApi(shop, 'PATCH /api/_proxy/switch-customer', {
      token: 'x',
      body: {},
    });
    shop.faults.missingPrivileges = [];
    expect([status, json.errors[0].code]).toEqual([403, 'FRAMEWORK__MISSING_PRIVILEGE_ERROR']);
    expect(JSON.parse(json.errors[0].detail).missingPrivileges).toEqual(['api_proxy_switch-customer']);
  });
});

describe('orders through the proxy', () => {
  const proxy = (path: string) => `/api/_proxy/store-api/${shop.salesChannelId}/checkout/${path}`;

  async function orderContext(price: number, isCalculated: boolean): Promise<string> {
    const token = await contextFor(shop, 'K-10001', []);
    const id = productId(shop, 'HAM-001');
    const taxRules = [{ taxRate: 19, percentage: 100 }];
    const priceDefinition = { type: 'quantity', price, quantity: 2, isCalculated, taxRules };
    const items = [{ type: 'product', id, referencedId: id, quantity: 2, priceDefinition }];
    const { status } = await adminApi(shop, `POST ${proxy('cart/line-item')}`, { token, body: { items } });
    expect(status).toBe(200);
    return token;
  }

  test('a calculated price stays as it is, one that is not counts as net', async () => {
    const calculated = await cartOf(shop, await orderContext(9.52, true));
    const uncalculated = await cartOf(shop, await orderContext(9.52, false));
    expect(calculated.lineItems[0].price.unitPrice).toBe(9.52);
    expect(uncalculated.lineItems[0].price.unitPrice).toBe(11.33);
  });

  test('three parallel orders of one cart make three orders', async () => {
    const before = shop.orders.length;
    const token = await orderContext(9.52, true);
    shop.faults.orderMs = 500;
    const order = () =>
      adminApi(shop, `POST ${proxy('order')}`, { token, body: { customerComment: 'PO 45' } });
    const answers = await Promise.all([order(), order(), order()]);
    expect(new Set(answers.map(({ json }) => json.orderNumber)).size).toBe(3);
    expect(shop.orders.length - before).toBe(3);
    const late = await order();
    expect([late.status, late.json.errors[0].code]).toEqual([400, 'CHECKOUT__CART_EMPTY']);
  });

  test('the campaign code is written with the order and finds it again', async () => {
    const token = await orderContext(9.52, true);
    const body = { campaignCode: 'payload-4711', customFields: { ignored: true } };
    const { json: order } = await adminApi(shop, `POST ${proxy('order')}`, { token, body });
    expect(order).toMatchObject({ campaignCode: 'payload-4711', customFields: null });
    const filter = [{ type: 'equals', field: 'campaignCode', value: 'payload-4711' }];
    const { json: found } = await adminApi(shop, 'POST /api/search/order', { body: { filter } });
    expect(found.data.map(({ id }: { id: string }) => id)).toEqual([order.id]);
  });

  test('custom fields are set afterwards', async () => {
    const token = await orderContext(9.52, true);
    const { json: order } = await adminApi(shop, `POST ${proxy('order')}`, { token, body: {} });
    const body = { customFields: { po_number: '4500012345' } };
    expect((await adminApi(shop, `PATCH /api/order/${order.id}`, { body })).status).toBe(204);
    expect(shop.orders.at(-1)?.customFields).toEqual({ po_number: '4500012345' });
  });
});

describe('a further domain of the sales channel', () => {
  const gateway = 'http://punchout.example:8080';

  async function page(path: string, host: string): Promise<{ location: string | undefined; body: string }> {
    return new Promise((resolve, reject) => {
      const call = request(`${shop.url}${path}`, { headers: { host } }, async (response) => {
        resolve({ location: response.headers.location, body: await text(response) });
      });
      call.on('error', reject).end();
    });
  }

  test('its pages are built for it, and an unknown host has none', async () => {
    const { json } = await adminApi(shop, 'POST /api/search/sales-channel', { body: {} });
    const { salesChannelId, languageId, currencyId, snippetSetId } = json.data[0].domains[0];
    const body = { salesChannelId, languageId, currencyId, snippetSetId, url: gateway };
    expect((await adminApi(shop, 'POST /api/sales-channel-domain', { body })).status).toBe(204);

    const own = await page('/', 'punchout.example:8080');
    expect(own.body).toContain(`href="${gateway}/navigation/`);
    expect(own.body).not.toContain(shop.url);
    expect((await page('/', 'elsewhere.example')).body).toContain('404 Not Found');
    const detail = await page(`/detail/${productId(shop, 'HAM-001')}`, 'punchout.example:8080');
    expect(detail.location).toBe(`${gateway}/Hammer-500g/HAM-001`);
  });

  test('an incomplete one is refused', async () => {
    const { status } = await adminApi(shop, 'POST /api/sales-channel-domain', { body: { url: gateway } });
    expect(status).toBe(400);
  });
});
