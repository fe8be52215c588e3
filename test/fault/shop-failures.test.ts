import { describe, expect, test } from 'vitest';
import type { DemoShopFaults } from '../../src/demo/shop/demo-shop-faults.ts';
import type { Reason } from '../../src/punchout/reasons.ts';
import type { ShopSettings } from '../../src/shopware/shop-settings.ts';
import { troubledShop } from '../support/troubled-shop.ts';

const { demo, customer, meet } = await troubledShop();

interface Failure {
  faults?: Partial<DemoShopFaults>;
  settings?: Partial<ShopSettings>;
  reason: Reason;
  detail: string | RegExp;
}

/** How each failure of the shop is told; what is not named is healthy. */
const entries: [name: string, failure: Failure][] = [
  [
    'does not know the access key',
    {
      settings: { accessKey: 'SWSCWRONG' },
      reason: 'shop_refused',
      detail: 'GET /store-api/context: 412, FRAMEWORK__ROUTING_SALES_CHANNEL_NOT_FOUND',
    },
  ],
  [
    'does not know the secret of the integration',
    { settings: { clientSecret: 'wrong' }, reason: 'shop_refused', detail: 'POST /api/oauth/token: 401, 4' },
  ],
  [
    'takes no token, not even a new one',
    { faults: { bearerRejected: true }, reason: 'shop_refused', detail: 'POST /api/search/customer: 401, 9' },
  ],
  [
    'has not granted a privilege',
    {
      faults: { missingPrivileges: ['api_proxy_switch-customer'] },
      reason: 'shop_refused',
      detail:
        'PATCH /api/_proxy/switch-customer: 403, FRAMEWORK__MISSING_PRIVILEGE_ERROR, missing privileges: api_proxy_switch-customer',
    },
  ],
  [
    'throttles for longer than a buyer waits',
    {
      faults: { throttledSeconds: 30, onlyPath: '/store-api' },
      reason: 'shop_unreachable',
      detail: 'GET /store-api/context: 429, CHECKOUT__CUSTOMER_AUTH_THROTTLED, again in 30 s',
    },
  ],
  [
    'is in maintenance',
    {
      faults: { maintenance: true },
      reason: 'shop_maintenance',
      detail: /GET \/checkout\/cart\.json: 307, .*redirects to /,
    },
  ],
  [
    'does not answer in time',
    {
      faults: { delayMs: 5_000, onlyPath: '/store-api' },
      settings: { timeoutMilliseconds: 300 },
      reason: 'shop_unreachable',
      detail: /took more than 300 ms|no answer within \d+ ms/,
    },
  ],
  [
    'begins an answer and never goes on',
    {
      faults: { halfOpen: true, onlyPath: '/store-api' },
      settings: { timeoutMilliseconds: 300 },
      reason: 'shop_unreachable',
      detail: /took more than 300 ms|no answer within \d+ ms/,
    },
  ],
  [
    'breaks off every connection',
    {
      faults: { down: true, onlyPath: '/store-api' },
      reason: 'shop_unreachable',
      detail: /GET \/store-api\/context: .*ECONNRESET/,
    },
  ],
  [
    'shows a page where JSON is due',
    {
      faults: { html: true, onlyPath: '/store-api' },
      reason: 'shop_answer_invalid',
      detail: 'GET /store-api/context: no JSON but text/html',
    },
  ],
  [
    'answers more than anybody can want',
    {
      faults: { oversized: true, onlyPath: '/store-api' },
      reason: 'shop_answer_invalid',
      detail: 'GET /store-api/context: more than 33554432 bytes came',
    },
  ],
];

describe('when a buyer comes in and the shop', () => {
  test.each(entries)(
    '%s, the operator reads it',
    async (_name, { faults = {}, settings, reason, detail }) => {
      Object.assign(demo.faults, faults);
      const thrown = await meet(settings)
        .openSession(customer)
        .catch((error) => error);
      expect(thrown).toMatchObject({
        reason,
        detail: typeof detail === 'string' ? expect.stringContaining(detail) : expect.stringMatching(detail),
      });
      expect(thrown.detail).not.toContain(demo.clientSecret);
    },
  );
});

describe('when a buyer is in the shop and it', () => {
  test('has forgotten the session, the visit is over and not the shop to blame', async () => {
    await expect(meet().readCart('x'.repeat(32))).rejects.toMatchObject({
      reason: 'session_expired',
      detail: 'the shop does not know the customer any more',
    });
  });

  test.each([
    [
      'has the cart locked',
      { cartLockedTimes: 50 },
      'POST /store-api/checkout/cart/line-item: 409, CHECKOUT__CART_LOCKED',
    ],
    ['is in maintenance', { maintenance: true }, '503, FRAMEWORK__API_SALES_CHANNEL_MAINTENANCE_MODE'],
    ['answers 502', { status: 502, onlyPath: '/store-api' }, "502, without Shopware's error (text/html"],
  ] as [string, Partial<DemoShopFaults>, string][])(
    '%s, nothing is put into the cart and the operator reads why',
    async (_name, faults, detail) => {
      const shop = meet();
      const { contextToken } = await shop.openSession(customer);
      Object.assign(demo.faults, faults);
      const filled = shop.fillCart(contextToken, [{ number: 'HAM-001', quantity: '1' }]);
      await expect(filled).rejects.toMatchObject({ detail: expect.stringContaining(detail) });
    },
  );
});
