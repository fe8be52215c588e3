import { describe, expect, test } from 'vitest';
import type { TextAnswer } from '../../../src/http/egress.ts';
import { PunchOutError } from '../../../src/punchout/punchout-error.ts';
import { type Seen, unasked } from '../../../src/shopware/check/seen.ts';
import { type ShopCheckId, shopChecks } from '../../../src/shopware/check/shop-checks.ts';
import type { ShopSurvey } from '../../../src/shopware/check/shop-survey.ts';
import { settings } from './test-shop.ts';

const notAsked = unasked('not of interest here');

const target = {
  name: 'main',
  settings,
  gatewayUrl: 'https://punchout.example',
  customerId: undefined,
};

const nothing: ShopSurvey = {
  target,
  page: notAsked,
  health: notAsked,
  token: notAsked,
  version: notAsked,
  customerRead: notAsked,
  customerSwitch: notAsked,
  salesChannels: notAsked,
  domains: notAsked,
  storeChannel: notAsked,
  translated: notAsked,
  forwardedPage: notAsked,
  session: notAsked,
  customerSession: notAsked,
  calls: [],
};

function judged(id: ShopCheckId, survey: Partial<ShopSurvey>) {
  return shopChecks({ ...nothing, ...survey }).find((check) => check.id === id);
}

function page(text: string, answer: Partial<TextAnswer> = {}): Seen<TextAnswer> {
  return { is: 'seen', value: { status: 200, headers: { 'content-type': 'text/html' }, text, ...answer } };
}

function silent(code: string): Pick<ShopSurvey, 'page' | 'health'> {
  const fault = new PunchOutError('shop_unreachable', `GET /: shop.example: ${code}`);
  return { page: { is: 'fault', fault }, health: { is: 'fault', fault } };
}

describe('the address of the shop', () => {
  test.each([
    ['CERT_HAS_EXPIRED', 'certificate'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
    ['ENOTFOUND', 'No such host name'],
    ['ECONNREFUSED', 'allowPrivate: true'],
  ])('fails with advice of its own for %s', (code, advice) => {
    expect(judged('address.answers', silent(code))).toMatchObject({
      outcome: 'failed',
      reason: 'shop_unreachable',
      seen: `GET /: shop.example: ${code}`,
      mend: expect.stringContaining(advice),
    });
  });

  test('fails over http, unless it is in a private network', () => {
    const open = { ...target, settings: { ...settings, url: 'http://shop.example' } };
    expect(judged('address.https', { target: open })).toMatchObject({
      outcome: 'failed',
      mend: expect.stringContaining('shops.main.url'),
    });
    const inner = { ...open, settings: { ...open.settings, allowPrivate: true } };
    expect(judged('address.https', { target: inner })).toMatchObject({ outcome: 'skipped' });
    expect(judged('address.https', {})).toMatchObject({ outcome: 'passed' });
  });

  test.each([
    ['https://www.shop.example/?token=secret', 'failed', 'leads to https://www.shop.example'],
    ['http://shop.example/', 'failed', 'leads to http://shop.example'],
    ['/de/', 'passed', 'no redirect to another host'],
  ])('a redirect to %s is %s', (location, outcome, seen) => {
    const redirect = page('', { status: 301, headers: { location } });
    expect(judged('address.final', { page: redirect })).toMatchObject({ outcome, seen });
  });

  test('the first page must open without a redirect, but for a shop that wants its customers to log in', () => {
    const redirect = (location: string) => ({ page: page('', { status: 302, headers: { location } }) });
    expect(judged('storefront.page', redirect('/de/?token=secret'))).toMatchObject({
      outcome: 'failed',
      seen: '302, leads to /de/',
      mend: expect.stringContaining('shops.main.url'),
    });
    expect(judged('storefront.page', redirect('/account/login?redirectTo=home'))).toMatchObject({
      outcome: 'passed',
    });
    expect(judged('storefront.page', redirect('https://elsewhere.example/account/login'))).toMatchObject({
      outcome: 'failed',
      seen: '302, leads to https://elsewhere.example',
    });
  });
});

describe('addresses in the pages', () => {
  const canonical = (url: string) => `<html><head><link href="${url}" rel="canonical"></head></html>`;

  test('belong to the shop, or lead away', () => {
    const own = judged('storefront.addresses', { page: page(canonical('https://shop.example/')) });
    expect(own).toMatchObject({ outcome: 'passed' });
    const other = judged('storefront.addresses', { page: page(canonical('https://old.example/')) });
    expect(other).toMatchObject({
      outcome: 'failed',
      seen: 'the first page says it belongs to old.example',
    });
    const none = judged('storefront.addresses', { page: page('<html></html>') });
    expect(none).toMatchObject({ outcome: 'skipped' });
  });

  test('show a proxy that Shopware does not trust: http in a page that came over https', () => {
    const lost = page(`<script src='http://shop.example/theme/all.js'></script>`);
    expect(judged('storefront.trusted-proxies', { page: lost })).toMatchObject({
      outcome: 'failed',
      mend: expect.stringContaining('TRUSTED_PROXIES'),
    });
    const kept = page(`<script src="https://shop.example/theme/all.js"></script>`);
    expect(judged('storefront.trusted-proxies', { page: kept })).toMatchObject({ outcome: 'passed' });
    const other = page(`<a href="http://elsewhere.example/">elsewhere</a>`);
    expect(judged('storefront.trusted-proxies', { page: other })).toMatchObject({ outcome: 'skipped' });
  });
});

describe('time', () => {
  const call = (milliseconds: number) => ({ call: 'GET /', milliseconds });

  test('more than half of what buyers wait is too long for one call', () => {
    expect(judged('time.calls', { calls: [call(20), call(2_001), call(30)] })).toMatchObject({
      outcome: 'failed',
      seen: 'slowest of 3: GET / 2001 ms; buyers wait 4000 ms',
      mend: expect.stringContaining('shops.main.timeoutMilliseconds'),
    });
    expect(judged('time.calls', { calls: [call(2_000)] })).toMatchObject({ outcome: 'passed' });
  });

  test('clocks may differ by a minute', () => {
    const ahead = (clockAheadMilliseconds: number) => ({ calls: [{ ...call(5), clockAheadMilliseconds }] });
    expect(judged('clock.difference', ahead(60_000))).toMatchObject({ outcome: 'passed' });
    expect(judged('clock.difference', ahead(-61_000))).toMatchObject({
      outcome: 'failed',
      seen: 'the shop is 61 s behind',
    });
    expect(judged('clock.difference', { calls: [call(5)] })).toMatchObject({ outcome: 'skipped' });
  });
});

test('an answer in another language than the one that is set fails', () => {
  const languageId = 'a'.repeat(32);
  const wanted = { ...target, settings: { ...settings, languageId } };
  const channel = { id: settings.salesChannelId, languages: ['b'.repeat(32)] };
  expect(
    judged('channel.language', { target: wanted, translated: { is: 'seen', value: channel } }),
  ).toMatchObject({ outcome: 'failed', seen: `texts come in ${'b'.repeat(32)}` });
});

test('in maintenance the gateway may be let in all the same', () => {
  const typeId = '8a243080f92e4c719546314b577cf82b';
  const channel = { id: settings.salesChannelId, name: 'Main', typeId, active: true, maintenance: true };
  const salesChannels = { is: 'seen' as const, value: [channel] };
  const session = { is: 'seen' as const, value: undefined };
  expect(judged('channel.open', { session, salesChannels })).toMatchObject({
    outcome: 'passed',
    seen: 'in maintenance, but this machine is let in',
  });
});

describe('an address of the shop that is none of its domains', () => {
  const inside = { ...settings, url: 'https://inside.example/de' };
  const domains: Seen<string[]> = { is: 'seen', value: ['https://punchout.example/de'] };

  test('keeps nobody out where pages are asked for under the host of the gateway', () => {
    const survey = {
      target: { ...target, settings: { ...inside, hostHeader: 'gateway' as const } },
      domains,
    };
    expect(judged('channel.address', survey)?.outcome).toBe('skipped');
    expect(judged('channel.gateway-domain', survey)).toMatchObject({
      outcome: 'passed',
      seen: 'https://punchout.example/de',
    });
  });

  test('fails where they are asked for under its own', () => {
    expect(judged('channel.address', { target: { ...target, settings: inside }, domains })?.outcome).toBe(
      'failed',
    );
  });
});
