import { beforeAll, describe, expect, test } from 'vitest';
import { Browser, call, ociLogin } from '../../support/buyer.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { buyerUrl } from '../../support/gateway.ts';
import { type ShopVisit, visitByOci } from '../../support/visit.ts';

const { shop, gateway } = await demoGateway();
let visit: ShopVisit;

beforeAll(async () => {
  visit = await visitByOci(gateway, shop);
  await visit.add('HAM-001', 1);
});

describe('the shop under the gateway', () => {
  test('shows the customer their prices, and no address of the shop itself', async () => {
    for (const path of ['/', '/search?search=hammer', '/checkout/cart', '/Hammer-500g/HAM-001']) {
      const page = await visit.open(path);
      expect(page.status).toBe(200);
      expect(page.text).toContain('Acme Manufacturing GmbH');
      expect(page.text).not.toContain(new URL(shop.url).host);
      expect(page.text.match(/id="punchgate-bar"/g)).toHaveLength(1);
    }
  });

  test('keeps a redirect of the shop on the gateway', async () => {
    const product = shop.catalog.products.find(({ number }) => number === 'HAM-001');
    const answer = await visit.open(`/detail/${product?.id}`);
    expect(answer.status).toBe(301);
    expect(new URL(answer.headers.location ?? '', gateway.url).origin).toBe(gateway.url);
  });

  test('may be framed by the buyer and nobody else, and stays out of shared caches', async () => {
    const { headers } = await visit.open('/');
    expect(headers).not.toHaveProperty('x-frame-options');
    expect(headers['content-security-policy']).toContain(`frame-ancestors 'self' ${buyerUrl}`);
    expect(headers['cache-control']).toBe('private, no-store');
  });

  test.each(['/checkout/confirm', '/checkout/order', '/index.php/checkout/confirm', '/checkout//%63onfirm'])(
    'offers the transfer in place of %s',
    async (path) => {
      const page = await visit.open(path);
      expect(page.status).toBe(200);
      expect(page.text).toContain('Transfer your cart');
    },
  );

  test.each([
    '/account',
    '/account/login',
    '/account/logout',
    '/store-api/context',
    '/api/oauth/token',
    '/checkout/cart.json',
  ])('has no page %s', async (path) => {
    expect((await visit.open(path)).status).toBe(403);
  });

  test('never lets the context token or the session of the shop out', async () => {
    const seen = [...visit.browser.cookies].map(([name, value]) => `${name}=${value}`);
    const pages = await Promise.all(
      ['/', '/checkout/cart', '/widgets/checkout/info'].map((path) => visit.open(path)),
    );
    seen.push(...pages.map(({ text, headers }) => text + JSON.stringify(headers)));
    const tokens = shop.requests.flatMap(({ headers }) => {
      const cookie = /session-=([^;]+)/.exec(String(headers.cookie ?? ''))?.[1];
      return [headers['sw-context-token'], cookie].flatMap((token) => token ?? []);
    });
    expect(tokens.length).toBeGreaterThan(1);
    for (const token of tokens) expect(seen.join('\n')).not.toContain(token);
  });

  test('answers any number of questions whether a file has changed', async () => {
    const first = await visit.open('/theme/nordwerk.css');
    const headers = { accept: 'text/css', 'if-none-match': first.headers.etag ?? '' };
    const path = `${gateway.url}/theme/nordwerk.css`;
    const calls = Array.from({ length: 100 }, () => visit.browser.open(path, { headers }));
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual(Array(100).fill(304));
    const heads = Array.from({ length: 100 }, () =>
      visit.browser.open(`${gateway.url}/`, { method: 'HEAD' }),
    );
    expect((await Promise.all(heads)).map(({ status }) => status)).toEqual(Array(100).fill(200));
  });

  test('is closed to a browser without a visit', async () => {
    const answer = await call(gateway.url);
    expect(answer.status).toBe(410);
    expect(answer.text).toContain('start again from your procurement system');
  });
});

describe('the start link', () => {
  test('opens once more for the same browser and never for a second one', async () => {
    const { headers } = await ociLogin(gateway.url);
    const [first, second] = [new Browser(), new Browser()];
    expect((await first.open(headers.location ?? '')).status).toBe(303);
    expect((await first.open(headers.location ?? '')).status).toBe(303);
    expect((await second.open(headers.location ?? '')).status).toBe(410);
    expect(gateway.reasons()).toContain('session_entered_elsewhere');
  });

  test('of a new visit beats the cookies of an earlier one', async () => {
    const again = await ociLogin(gateway.url);
    const { browser } = await visitByOci(gateway, shop);
    browser.cookies.set('sw-cache-hash', 'stale');
    expect((await browser.open(again.headers.location ?? '')).status).toBe(303);
    expect(browser.cookies.get('sw-cache-hash')).not.toBe('stale');
    expect((await browser.open(`${gateway.url}/checkout/cart`)).text).not.toContain('HAM-001');
  });

  test('is not used up by a scanner that only looks', async () => {
    const { headers } = await ociLogin(gateway.url);
    const scanned = await call(headers.location ?? '', { method: 'HEAD' });
    expect(scanned.status).toBe(200);
    expect((await new Browser().open(headers.location ?? '')).status).toBe(303);
  });

  test('a button of another page cannot end the visit, nor one of an earlier visit in the same browser', async () => {
    const answer = await visit.browser.submit(`${gateway.url}/punchgate/cancel`, { key: 'guessed' });
    expect(answer.status).toBe(410);
    expect(gateway.reasons().at(-1)).toBe('session_replaced');
    expect(answer.text).not.toContain('Transfer cart');
    expect((await visit.open('/')).status).toBe(200);
  });
});
