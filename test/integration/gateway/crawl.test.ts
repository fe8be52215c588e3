import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser, call, ociLogin } from '../../support/buyer.ts';
import { type Crawl, crawl, type Visited } from '../../support/crawler.ts';
import { type DemoGateway, startDemoGateway } from '../../support/demo-gateway.ts';
import { demoSystemFile } from '../../support/gateway.ts';
import { adminApi } from '../demo-shop/demo-shop-client.ts';

const publicUrl = 'https://punchout.example';
const headers = { host: new URL(publicUrl).host };

/** Pages that a punchout does without, and what stands in their place. */
const closed = [
  { pages: /^\/account(\/|$|\?)/, status: 403, text: 'Not available here' },
  { pages: /^\/checkout\/(confirm|order|finish)/, status: 200, text: 'Transfer your cart' },
];

type Kept = 'browser' | 'gateway';

/** The demo shop, asked under a host, with its cookies kept somewhere. */
async function start(hostHeader: 'shop' | 'gateway', shopCookies: Kept): Promise<DemoGateway> {
  const started = await startDemoGateway({
    environment: { PUBLIC_URL: publicUrl },
    change: (config) => {
      const shops = Object.entries(config.shops).map(([name, settings]) => [
        name,
        { ...settings, hostHeader },
      ]);
      return { ...config, shops: Object.fromEntries(shops) };
    },
  });
  const { shop, gateway } = started;
  await gateway.apply({ ...demoSystemFile(shop, 'oci'), shopCookies });
  const domain = { ...shop.domains[0], id: 'd'.repeat(32), url: publicUrl };
  if (hostHeader === 'gateway') await adminApi(shop, 'POST /api/sales-channel-domain', { body: domain });
  return started;
}

/** Goes in and puts something into the cart. */
async function enter({ shop, gateway }: DemoGateway, browser: Browser): Promise<void> {
  const { headers: answered } = await ociLogin(gateway.url);
  const { pathname } = new URL(answered.location ?? '');
  await browser.open(gateway.url + pathname, { headers });
  const article = shop.catalog.products.find(({ number }) => number === 'HAM-001');
  const name = `lineItems[${article?.id}]`;
  const fields = {
    [`${name}[id]`]: article?.id ?? '',
    [`${name}[referencedId]`]: article?.id ?? '',
    [`${name}[type]`]: 'product',
    [`${name}[quantity]`]: '3',
    redirectTo: 'frontend.checkout.cart.page',
  };
  await browser.open(`${gateway.url}/checkout/line-item/add`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
}

/** Everything that an answer tells a browser. */
function toldBy({ answer }: Visited): string {
  return JSON.stringify(answer.headers) + answer.text;
}

function namesOf(visited: readonly Visited[]): string[] {
  return visited.map(({ method, target, answer }) => `${method} ${target}: ${answer.status}`);
}

const ways = [
  ['asked under its own host, with its cookies in the browser', 'shop', 'browser'],
  ['asked under the host of the gateway, with its cookies kept there', 'gateway', 'gateway'],
] as const;

describe.each(ways)('a buyer who presses everything in a shop %s', (_, hostHeader, shopCookies) => {
  const browser = new Browser();
  let demo: DemoGateway;
  let found: Crawl;

  beforeAll(async () => {
    demo = await start(hostHeader, shopCookies);
    await enter(demo, browser);
    const skipped = (action: string) => action.startsWith('/punchgate/');
    found = await crawl('/', { gatewayUrl: demo.gateway.url, publicUrl, browser, skipped });
  }, 60_000);

  afterAll(() => demo.close());

  test('gets to all of it: every article, the cart, files, searches, forms', () => {
    const targets = found.visited.map(({ target }) => target);
    expect(targets).toEqual(
      expect.arrayContaining(['/checkout/cart', '/theme/nordwerk.css', '/widgets/checkout/info']),
    );
    expect(targets).toEqual(
      expect.arrayContaining(demo.shop.catalog.categories.map(({ id }) => `/navigation/${id}`)),
    );
    const articles = demo.shop.catalog.products.filter(({ seoPath }) => targets.includes(`/${seoPath}`));
    expect(articles.length).toBeGreaterThan(demo.shop.catalog.products.length / 2);
    const posted = found.visited.filter(({ method }) => method === 'POST').map(({ target }) => target);
    expect(posted.join()).toMatch(/line-item\/add.*line-item\/(change-quantity|delete)/);
  });

  test('is never led to another host, and never sees the address of the shop', () => {
    expect([...found.foreign]).toEqual([]);
    const { host } = new URL(demo.shop.url);
    expect(namesOf(found.visited.filter((visited) => toldBy(visited).includes(host)))).toEqual([]);
  });

  test('never sees a context token, a session of the shop or a key of its interfaces', () => {
    const tokens = demo.shop.requests.flatMap(({ headers: sent }) => {
      const session = /session-=([^;]+)/.exec(String(sent.cookie ?? ''))?.[1];
      return [sent['sw-context-token'], session].flatMap((secret) => secret ?? []).map(String);
    });
    const secrets = [
      ...new Set([...tokens, demo.shop.accessKey, demo.shop.clientId, demo.shop.clientSecret]),
    ];
    expect(secrets.length).toBeGreaterThan(4);
    const told = found.visited.filter((visited) =>
      secrets.some((secret) => toldBy(visited).includes(secret)),
    );
    expect(namesOf(told)).toEqual([]);
    for (const secret of secrets) expect([...browser.cookies.values()]).not.toContain(secret);
  });

  test('gets no cookie that a browser would not keep in a frame', () => {
    const lines = found.visited.flatMap(({ answer }) => answer.headers['set-cookie'] ?? []);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => !line.endsWith('; Secure; Partitioned; SameSite=None'))).toEqual([]);
  });

  test('finds no dead link', () => {
    const open = found.visited.filter(({ target }) => !closed.some(({ pages }) => pages.test(target)));
    expect(namesOf(open.filter(({ answer }) => answer.status >= 400))).toEqual([]);
  });

  test('sees a clear page where a page has no place in a punchout', () => {
    for (const { pages, status, text } of closed) {
      const answers = found.visited.filter(({ target }) => pages.test(target));
      expect(namesOf(answers)).not.toEqual([]);
      for (const { answer } of answers) {
        expect(answer.status).toBe(status);
        expect(answer.text).toContain(text);
      }
    }
  });

  test.each([
    '/account',
    '/account/login',
    '/account/recover',
    '/account/recover/password?hash=1',
    '/account/register',
  ])('the page %s is closed, whatever leads there', async (path) => {
    const page = await browser.open(demo.gateway.url + path, { headers });
    expect(page.status).toBe(403);
    expect(page.text).toContain('Not available here');
  });

  test('nobody sees a page without a visit', async () => {
    expect((await call(`${demo.gateway.url}/`, { headers })).status).toBe(410);
  });
});
