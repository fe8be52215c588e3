import nock from 'nock';
import { describe, expect, test, vi } from 'vitest';
import { createShop } from '../../../src/shopware/shop.ts';
import { shopSettingsSchema } from '../../../src/shopware/shop-settings.ts';
import { connection, contextToken, customerId, issuedToken, settings, shop, useNock } from './test-shop.ts';

useNock();

const customer = { id: customerId };
const egress = connection.egress;
const options = { egress, pageEgress: egress, now: () => 0, publicUrl: 'https://punchout.example' };
const sessionCookie = 'session-=abc; path=/; httponly; samesite=lax';

function allowCustomer(): void {
  shop().post('/api/oauth/token').reply(200, issuedToken());
  const data = [{ active: true, guest: false, boundSalesChannelId: null }];
  shop().post('/api/search/customer').reply(200, { data });
}

function bindCustomer(): void {
  shop().patch('/api/_proxy/switch-customer').reply(200, { 'sw-context-token': contextToken });
}

function answerContext(): void {
  const currency = { isoCode: 'EUR', itemRounding: { decimals: 2 } };
  shop()
    .get('/store-api/context')
    .reply(200, { currency, customer: { id: customerId } });
}

function answerCart(headers: Record<string, string | string[]> = { 'set-cookie': sessionCookie }): void {
  shop().get('/checkout/cart.json').reply(200, { token: contextToken, lineItems: [] }, headers);
}

describe('a session of the shop', () => {
  test('starts without cookies and comes back with those that tell the cache who asks', async () => {
    allowCustomer();
    bindCustomer();
    answerContext();
    answerCart({ 'set-cookie': [sessionCookie, 'timezone=UTC; path=/', 'old=1; path=/'] });
    const pageCookies = [
      'sw-states=logged-in; path=/',
      'sw-cache-hash=h1; path=/',
      'old=deleted; Max-Age=0; path=/',
    ];
    shop()
      .matchHeader('cookie', 'session-=abc; timezone=UTC; old=1')
      .get('/account')
      .reply(200, '<h1>Account</h1>', { 'set-cookie': pageCookies });
    expect(await createShop(settings, options).openSession(customer)).toEqual({
      contextToken,
      cookies: [
        sessionCookie,
        'timezone=UTC; path=/',
        'sw-states=logged-in; path=/',
        'sw-cache-hash=h1; path=/',
      ],
    });
  });

  test('of a shop under a path is opened under that path, its interfaces at the root', async () => {
    const german = shopSettingsSchema.parse({ ...settings, url: 'https://shop.example/de/' });
    allowCustomer();
    bindCustomer();
    answerContext();
    shop().get('/de/checkout/cart.json').reply(200, { token: contextToken }, { 'set-cookie': sessionCookie });
    shop().get('/de/account').reply(200, '');
    const opened = createShop(german, options);
    expect(opened).toMatchObject({ website: 'https://shop.example', homePath: '/de/' });
    await expect(opened.openSession(customer)).resolves.toMatchObject({ contextToken });
  });

  test('whose customer does not arrive is not handed out', async () => {
    allowCustomer();
    bindCustomer();
    answerContext();
    answerCart();
    shop()
      .get('/account')
      .reply(302, '', { location: '/account/login?redirectTo=frontend.account.home.page' });
    const opened = createShop(settings, options).openSession(customer);
    await expect(opened).rejects.toMatchObject({ reason: 'shop_answer_invalid' });
  });

  test.each([
    [307, '', { location: 'https://shop.example/maintenance' }, 'shop_maintenance'],
    [503, '', { 'retry-after': '3600' }, 'shop_maintenance'],
    [200, '<title>Just a moment</title>', { 'content-type': 'text/html' }, 'shop_answer_invalid'],
    [200, { token: 'a\r\nb' }, {}, 'shop_answer_invalid'],
    [502, '', {}, 'shop_unreachable'],
  ])('cannot be had from a storefront that answers %i', async (status, body, headers, reason) => {
    allowCustomer();
    shop().get('/checkout/cart.json').reply(status, body, headers);
    await expect(createShop(settings, options).openSession(customer)).rejects.toMatchObject({ reason });
    await vi.waitUntil(() => nock.isDone());
  });
});
