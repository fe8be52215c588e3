import nock from 'nock';
import { describe, expect, test } from 'vitest';
import { createEgress } from '../../../src/http/egress.ts';
import { createStoreApi } from '../../../src/shopware/store-api.ts';
import { startServer } from './loopback-server.ts';
import { connection, contextToken, settings, shop, shopwareErrors, useNock } from './test-shop.ts';

useNock();

const maintenance = shopwareErrors('FRAMEWORK__API_SALES_CHANNEL_MAINTENANCE_MODE');
const throttled = shopwareErrors('CHECKOUT__CUSTOMER_AUTH_THROTTLED', {
  meta: { parameters: { seconds: 7 } },
});
const wrongKey = shopwareErrors('FRAMEWORK__ROUTING_SALES_CHANNEL_NOT_FOUND', { detail: settings.accessKey });
const html = { 'content-type': 'text/html' };

describe('what the shop answers is a reason and a detail for the operator', () => {
  test.each([
    ['maintenance', 503, maintenance, {}, 'shop_maintenance', 'MAINTENANCE_MODE'],
    [
      'maintenance of the storefront',
      503,
      '<h1>Soon</h1>',
      { ...html, 'retry-after': '3600' },
      'shop_maintenance',
      'again in 3600 s',
    ],
    ['the way to the maintenance page', 307, '', { location: '/maintenance' }, 'shop_maintenance', '307'],
    ['an overloaded server', 503, '<h1>503</h1>', html, 'shop_unreachable', '503'],
    ['a broken server', 500, '', {}, 'shop_unreachable', '500'],
    ['a server behind a gateway', 502, '<h1>Bad Gateway</h1>', html, 'shop_unreachable', 'text/html'],
    ['a throttle with a header', 429, '', { 'retry-after': '12' }, 'shop_unreachable', 'again in 12 s'],
    [
      'a throttle with a date, whatever our clock says',
      429,
      '',
      { date: 'Tue, 24 Nov 2026 12:00:00 GMT', 'retry-after': 'Tue, 24 Nov 2026 12:01:30 GMT' },
      'shop_unreachable',
      'again in 90 s',
    ],
    [
      'a throttle with a date that is past',
      429,
      '',
      { 'retry-after': 'Tue, 24 Nov 1998 12:00:00 GMT' },
      'shop_unreachable',
      'again in 0 s',
    ],
    ['a throttle of Shopware', 429, throttled, {}, 'shop_unreachable', 'again in 7 s'],
    [
      'a locked cart',
      409,
      shopwareErrors('CHECKOUT__CART_LOCKED'),
      {},
      'shop_unreachable',
      'CHECKOUT__CART_LOCKED',
    ],
    ['no access key', 401, shopwareErrors('0'), {}, 'shop_refused', '401'],
    ['a wrong access key', 412, wrongKey, {}, 'shop_refused', 'SALES_CHANNEL_NOT_FOUND'],
    ['a firewall', 403, '<h1>Attention</h1>', html, 'shop_refused', "without Shopware's error (text/html)"],
    ['a limit', 400, shopwareErrors('FRAMEWORK__QUERY_LIMIT_EXCEEDED'), {}, 'shop_refused', 'QUERY_LIMIT'],
    ['no such page', 404, '<h1>Not Found</h1>', html, 'shop_answer_invalid', '404'],
    [
      'the way to https',
      301,
      '',
      { location: 'https://www.shop.example/x?token=1' },
      'shop_answer_invalid',
      'redirects to https://www.shop.example',
    ],
    [
      'a page where JSON is due',
      200,
      '<title>Just a moment</title>',
      html,
      'shop_answer_invalid',
      'no JSON but text/html',
    ],
    ['JSON of something else', 200, { hello: 'world' }, {}, 'shop_answer_invalid', 'currency'],
  ] as const)('%s (%i)', async (_what, status, body, headers, reason, detail) => {
    shop().persist().get('/store-api/context').reply(status, body, headers);
    const error = await createStoreApi(connection)
      .context(contextToken)
      .catch((thrown) => thrown);
    expect(error).toMatchObject({ name: 'PunchOutError', reason, detail: expect.stringContaining(detail) });
    expect(error.detail).toContain('GET /store-api/context');
    expect(error.detail).not.toMatch(new RegExp(`${settings.accessKey}|${contextToken}|token=`));
  });

  test('a connection that breaks off', async () => {
    shop()
      .persist()
      .get('/store-api/context')
      .replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
    const asked = createStoreApi(connection).context(contextToken);
    await expect(asked).rejects.toMatchObject({
      reason: 'shop_unreachable',
      detail: expect.stringContaining('ECONNRESET'),
    });
  });

  test('a shop on a private address that the operator did not allow', async () => {
    const local = { ...connection, settings: { ...settings, url: 'http://127.0.0.1:9' } };
    const asked = createStoreApi(local).context(contextToken);
    await expect(asked).rejects.toMatchObject({
      reason: 'shop_unreachable',
      detail: expect.stringContaining('127.0.0.1'),
    });
  });

  test('a shop that accepts and stays silent', async () => {
    nock.enableNetConnect('127.0.0.1');
    const { origin } = await startServer(() => {});
    const silent = { ...settings, url: origin, timeoutMilliseconds: 100 };
    const api = createStoreApi({ settings: silent, egress: createEgress({ allowPrivate: true }) });
    await expect(api.context(contextToken)).rejects.toMatchObject({
      reason: 'shop_unreachable',
      detail: 'GET /store-api/context: no answer within 100 ms',
    });
    nock.disableNetConnect();
  });
});
