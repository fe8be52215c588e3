import Koa from 'koa';
import { pino } from 'pino';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { noFaults } from '../../../src/demo/shop/demo-shop-faults.ts';
import { startDemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import type { RequestState } from '../../../src/http/context.ts';
import { healthRoutes } from '../../../src/http/health-routes.ts';
import { createMetrics } from '../../../src/http/metrics.ts';
import { listen } from '../../../src/listen.ts';
import { type ShopSettings, shopSettingsSchema } from '../../../src/shopware/shop-settings.ts';
import { type ShopsWatch, watchShops } from '../../../src/watch-shops.ts';
import { call } from '../../support/buyer.ts';

const began = Date.parse('2026-03-01T12:00:00Z');
const shop = await startDemoShop({ port: 0, host: '127.0.0.1' });
const { url, accessKey, salesChannelId, clientId, clientSecret } = shop;
const settings = shopSettingsSchema.parse({
  ...{ url, accessKey, salesChannelId, clientId, clientSecret },
  timeoutMilliseconds: 1_000,
  allowPrivate: true,
});

let clock: number;
let lines: Record<string, unknown>[];
let metrics: ReturnType<typeof createMetrics>;

beforeEach(() => {
  Object.assign(shop.faults, noFaults());
  clock = began;
  lines = [];
  metrics = createMetrics(() => clock);
});

afterAll(() => shop.close());

async function watching(shops: Record<string, ShopSettings> = { main: settings }): Promise<ShopsWatch> {
  const config = { ...(await readConfig(undefined, {})), shops };
  const log = pino({ base: null }, { write: (line) => void lines.push(JSON.parse(line)) });
  return watchShops(config, { log, metrics, now: () => clock });
}

/** What a load balancer, or anybody, is told. */
async function readiness({ states }: Pick<ShopsWatch, 'states'>) {
  const app = new Koa<RequestState>();
  const healthy = { databaseHealthy: async () => true, cacheHealthy: () => true, draining: () => false };
  app.use(healthRoutes({ ...healthy, shopStates: states }).routes());
  const listening = await listen(app.callback(), { port: 0, host: '127.0.0.1' });
  const answer = await call(`http://127.0.0.1:${listening.port}/health/ready`);
  await listening.drain(0);
  return { status: answer.status, text: answer.text, body: JSON.parse(answer.text) };
}

async function gauges(): Promise<string[]> {
  const listening = await listen(metrics.handler, { port: 0, host: '127.0.0.1' });
  const { text } = await call(`http://127.0.0.1:${listening.port}/metrics`);
  await listening.drain(0);
  return text
    .split('\n')
    .filter((line) => line.startsWith('punchgate_shop_ready{'))
    .toSorted();
}

describe('a gateway that looks at its shops', () => {
  test('knows nothing before the first look, and that keeps nobody away', async () => {
    const watch = await watching();
    const { status, body } = await readiness(watch);
    expect([status, body.status]).toEqual([200, 'ready']);
    expect(body.shops).toEqual({ main: { status: 'unknown', since: '2026-03-01T12:00:00.000Z' } });
    watch.stop();
  });

  test('tries health, integration and access key, and is ready without a word in the log', async () => {
    const watch = await watching();
    shop.requests.splice(0);
    await watch.tick();
    expect(shop.requests.map(({ path }) => path)).toEqual([
      '/api/_info/health-check',
      '/api/oauth/token',
      '/api/_info/version',
      '/store-api/context',
    ]);
    const { body } = await readiness(watch);
    expect(body).toMatchObject({ status: 'ready', shops: { main: { status: 'ready' } } });
    expect(lines).toEqual([]);
    expect(await gauges()).toEqual(['punchgate_shop_ready{shop="main"} 1']);
    watch.stop();
  });

  test.each([
    ['is down', { down: true }, 'shop_unreachable'],
    ['hangs', { delayMs: 2_000 }, 'shop_unreachable'],
    ['answers in part', { halfOpen: true }, 'shop_unreachable'],
    ['answers 502', { status: 502 }, 'shop_unreachable'],
    ['is in maintenance', { maintenance: true }, 'shop_maintenance'],
    ['sends pages where JSON is due', { html: true, onlyPath: '/store-api' }, 'shop_answer_invalid'],
    ['does not take the integration any more', { bearerRejected: true }, 'shop_refused'],
  ])('tells when a shop %s, and stays in the load balancer', async (_what, faults, reason) => {
    const watch = await watching();
    await watch.tick();
    Object.assign(shop.faults, faults);
    clock += 60_000;
    await watch.tick();
    const { status, body } = await readiness(watch);
    expect([status, body.status]).toEqual([200, 'degraded']);
    expect(body.shops).toEqual({ main: { status: 'failed', reason, since: '2026-03-01T12:01:00.000Z' } });
    expect(lines).toMatchObject([
      {
        event: 'shop_failed',
        shop: 'main',
        reason,
        advice: expect.stringContaining('punchgate shop check main'),
      },
    ]);
    expect(await gauges()).toEqual(['punchgate_shop_ready{shop="main"} 0']);
    watch.stop();
  });

  test('tells one lost shop from the others', async () => {
    const watch = await watching({ main: settings, lost: { ...settings, accessKey: 'SWSCOFNOSHOP' } });
    await watch.tick();
    const { body } = await readiness(watch);
    expect(body).toMatchObject({
      status: 'degraded',
      shops: { main: { status: 'ready' }, lost: { status: 'failed', reason: 'shop_refused' } },
    });
    expect(await gauges()).toEqual([
      'punchgate_shop_ready{shop="lost"} 0',
      'punchgate_shop_ready{shop="main"} 1',
    ]);
    watch.stop();
  });

  test('says since when, and tells once what stays as it is, and that it is back', async () => {
    const watch = await watching();
    shop.faults.down = true;
    for (const _look of [1, 2, 3]) {
      await watch.tick();
      clock += 60_000;
    }
    expect(watch.states().main?.since).toBe(began);
    expect(lines.map(({ event }) => event)).toEqual(['shop_failed']);
    shop.faults.down = false;
    await watch.tick();
    expect(watch.states().main).toEqual({ status: 'ready', since: began + 180_000 });
    expect(lines.map(({ event }) => event)).toEqual(['shop_failed', 'shop_ready']);
    watch.stop();
  });

  test('tells nobody outside where the shop is or what it said', async () => {
    const watch = await watching();
    Object.assign(shop.faults, { status: 401, onlyPath: '/api/oauth' });
    await watch.tick();
    const { text } = await readiness(watch);
    for (const secret of [url, new URL(url).host, clientId, clientSecret, accessKey, 'oauth', 'detail'])
      expect(text).not.toContain(secret);
    expect(JSON.stringify(lines)).not.toContain(clientSecret);
    watch.stop();
  });

  test('asks a shop once, however many want to know', async () => {
    const watch = await watching();
    shop.requests.splice(0);
    await Promise.all([watch.tick(), watch.tick(), watch.tick()]);
    expect(shop.requests.filter(({ path }) => path === '/api/_info/health-check')).toHaveLength(1);
    watch.stop();
  });

  test('says nothing of a look that was under way when it stopped', async () => {
    const watch = await watching();
    shop.faults.delayMs = 100;
    const look = watch.tick();
    watch.stop();
    await look;
    expect(watch.states().main?.status).toBe('unknown');
    expect(lines).toEqual([]);
  });
});
