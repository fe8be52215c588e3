import { describe, expect, test } from 'vitest';
import type { ShopCheckId } from '../../../src/shopware/check/shop-checks.ts';
import { customerId } from '../demo-shop/demo-shop-client.ts';
import { type Circumstances, checkedShop } from './checked-shop.ts';

const foreign = 'f'.repeat(32);
const { shop, checked } = await checkedShop();

describe('a shop that buyers can punch out to', () => {
  test('passes every check', async () => {
    const checks = Object.values(await checked({ faults: { everyProxyTrusted: true } }));
    const others = checks.filter(({ outcome }) => outcome !== 'passed');
    expect(others).toMatchObject([
      { id: 'address.https', outcome: 'skipped', seen: expect.stringContaining('allowPrivate') },
    ]);
    expect(checks.length).toBe(23);
  });

  test('is not changed by being checked: no customer is bound but to the session that was asked for', async () => {
    const from = shop.requests.length;
    await checked({});
    const changes = shop.requests.slice(from).filter(({ method }) => method !== 'GET');
    const paths = [...new Set(changes.map(({ method, path }) => `${method} ${path}`))];
    expect(paths.toSorted()).toEqual([
      'PATCH /api/_proxy/switch-customer',
      'POST /api/oauth/token',
      'POST /api/search/customer',
      'POST /api/search/sales-channel',
      'POST /api/search/sales-channel-domain',
    ]);
    const bound = changes.filter(({ path }) => path.endsWith('switch-customer'));
    const customers = bound.map(({ body }) => JSON.parse(body).customerId);
    expect(customers).toEqual(['0'.repeat(32), customerId(shop, 'K-10001')]);
  });
});

const faulty: [ShopCheckId, string, Circumstances, seen: string, mend: string][] = [
  ['address.answers', 'is down', { faults: { down: true } }, 'GET /: ', 'shops.<name>.url'],
  ['api.health', 'is not well', { faults: { status: 500, onlyPath: '/api/_info/health' } }, '500', 'shop'],
  [
    'integration.token',
    'does not know the secret',
    { settings: { clientSecret: 'lost' } },
    'POST /api/oauth/token: 401',
    'shops.main.clientId and clientSecret',
  ],
  ['api.version', 'takes no token', { faults: { bearerRejected: true } }, '401, 9', 'shop'],
  ['api.version', 'is of an old release', { faults: { release: '6.3.5.4' } }, '6.3.5.4', 'needs 6.4'],
  [
    'integration.read-customers',
    'grants no customers',
    { faults: { missingPrivileges: ['customer:read'] } },
    'missing privileges: customer:read',
    'the privilege customer:read',
  ],
  [
    'integration.switch-customer',
    'grants no switch',
    { faults: { missingPrivileges: ['api_proxy_switch-customer'] } },
    'missing privileges: api_proxy_switch-customer',
    'the privilege api_proxy_switch-customer',
  ],
  [
    'channel.access-key',
    'does not know the access key',
    { settings: { accessKey: 'SWSCOTHER' } },
    '412',
    'shops.main.accessKey',
  ],
  [
    'channel.access-key',
    'has another sales channel for the key',
    { settings: { salesChannelId: foreign } },
    'it is the key of sales channel',
    'shops.main.accessKey and salesChannelId',
  ],
  [
    'channel.exists',
    'lacks it, and tells which there are',
    { settings: { salesChannelId: foreign } },
    'the storefronts are Nordwerk Supply (64067b66',
    'salesChannelId',
  ],
  [
    'channel.storefront',
    'has no pages in it',
    { faults: { salesChannelHeadless: true } },
    'another type',
    'storefront',
  ],
  [
    'channel.active',
    'has it off',
    { faults: { salesChannelInactive: true } },
    'not active',
    'Nordwerk Supply',
  ],
  ['channel.open', 'is in maintenance', { faults: { maintenance: true } }, '503', 'Maintenance mode'],
  ['storefront.page', 'is in maintenance', { faults: { maintenance: true } }, '307', 'maintenance'],
  ['storefront.session', 'is in maintenance', { faults: { maintenance: true } }, '307', 'maintenance'],
  [
    'channel.language',
    'has not the language',
    { settings: { languageId: foreign } },
    'FRAMEWORK__LANGUAGE_NOT_FOUND',
    'shops.main.languageId',
  ],
  ['clock.difference', 'is ahead', { faults: { clockAheadMs: 90_000 } }, 's ahead', 'NTP'],
  ['clock.difference', 'is behind', { faults: { clockAheadMs: -90_000 } }, 's behind', 'NTP'],
  ['storefront.page', 'is broken', { faults: { status: 500 } }, 'GET /: 500', 'the shop itself'],
  ['storefront.page', 'is behind a password', { faults: { status: 401 } }, 'GET /: 401', 'let its address'],
  [
    'storefront.session',
    'has a challenge in front',
    { faults: { html: true, onlyPath: '/checkout' } },
    'no JSON but text/html',
    'proxy or plugin',
  ],
  ['storefront.customer', 'has it inactive', { customer: 'K-10003' }, 'is not active', 'Mend it in the shop'],
];

describe('what keeps buyers out of a shop', () => {
  test.each(faulty)('%s fails where the shop %s', async (id, _what, circumstances, seen, mend) => {
    const check = (await checked(circumstances))[id];
    expect(check).toMatchObject({ outcome: 'failed' });
    expect(check.seen).toContain(seen);
    expect(check.mend).toContain(mend);
  });

  test('a shop that is known by another name is told where its pages lead', async () => {
    const checks = await checked({ settings: { url: shop.url.replace('localhost', '127.0.0.1') } });
    expect(checks['channel.address']).toMatchObject({
      outcome: 'failed',
      seen: expect.stringContaining(shop.url),
      mend: expect.stringContaining('Domains'),
    });
    expect(checks['storefront.page']).toMatchObject({
      outcome: 'failed',
      seen: expect.stringContaining('GET /: 404'),
      mend: expect.stringContaining('Set shops.main.url'),
    });
  });

  test('a sales channel that is not there is told once', async () => {
    const checks = await checked({ settings: { salesChannelId: foreign } });
    const skipped = ['integration.switch-customer', 'channel.storefront', 'channel.active'] as const;
    for (const id of skipped)
      expect(checks[id]).toMatchObject({ outcome: 'skipped', seen: 'there is no such sales channel' });
  });

  test('a shop that does not answer is told once, and nothing else is asked', async () => {
    const checks = Object.values(await checked({ faults: { down: true } }));
    expect(checks.filter(({ outcome }) => outcome === 'failed')).toMatchObject([
      { id: 'address.answers', reason: 'shop_unreachable' },
    ]);
    expect(checks.filter(({ outcome }) => outcome === 'passed')).toEqual([]);
  });
});

describe('what keeps nobody out fails no check', () => {
  test('a sales channel that the integration may not read', async () => {
    const missingPrivileges = ['sales_channel:read', 'sales_channel_domain:read'];
    const checks = await checked({ faults: { missingPrivileges } });
    expect(checks['channel.exists']).toMatchObject({ outcome: 'passed', seen: shop.salesChannelId });
    for (const id of ['channel.storefront', 'channel.active', 'channel.address'] as const) {
      expect(checks[id].outcome).toBe('skipped');
      expect(checks[id].mend).toMatch(/the privilege sales_channel(_domain)?:read/);
    }
    expect(Object.values(checks).filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  });

  test('a gateway that is no domain of the sales channel: when it matters and what to click', async () => {
    const checks = await checked({ gatewayUrl: 'https://new.nordwerk.example' });
    expect(checks['channel.gateway-domain']).toMatchObject({ outcome: 'skipped' });
    const { mend } = checks['channel.gateway-domain'];
    expect(mend).toContain('Domains > Add domain, URL https://new.nordwerk.example');
    expect(mend).toContain('where a server on the way hands on the host of the gateway');
    expect(checks['storefront.trusted-proxies'].outcome).toBe('skipped');
  });

  test('a shop that believes no forwarded host', async () => {
    expect((await checked({}))['storefront.trusted-proxies'].outcome).toBe('skipped');
  });
});

test('no secret is in anything that is told', async () => {
  const told = JSON.stringify([
    await checked({}),
    await checked({ settings: { clientSecret: 'lost-secret' } }),
  ]);
  expect(told).not.toMatch(/lost-secret|Bearer/);
  for (const secret of [shop.clientSecret, shop.accessKey]) expect(told).not.toContain(secret);
});
