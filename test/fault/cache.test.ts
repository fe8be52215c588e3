import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type DemoShop, startDemoShop } from '../../src/demo/shop/start-demo-shop.ts';
import { call, cxmlCall, ociLogin, setupRequest } from '../support/buyer.ts';
import { seedDemoSystems, startGateway, type TestGateway } from '../support/gateway.ts';
import { punchgate } from '../support/punchgate-process.ts';
import { findProgram } from '../support/services/availability.ts';
import { type RunningRedis, startRedis } from '../support/services/redis.ts';

vi.setConfig({ testTimeout: 60_000 });

describe.skipIf(!findProgram('redis'))('when Redis', () => {
  let redis: RunningRedis;
  let shop: DemoShop;
  let gateway: TestGateway;

  beforeAll(async () => {
    redis = await startRedis();
    shop = await startDemoShop({ port: 0, host: '127.0.0.1' });
    gateway = await startGateway({ shop, environment: { REDIS_URL: redis.url } });
    await seedDemoSystems(gateway, shop);
  });

  afterEach(async () => {
    redis.resume();
  });

  afterAll(async () => {
    await gateway.close();
    await shop.close();
    await redis.stop();
  });

  async function everybodyGetsIn(): Promise<void> {
    for (let visit = 0; visit < 8; visit += 1) {
      expect((await cxmlCall(gateway.url, setupRequest())).code).toBe('200');
      expect((await ociLogin(gateway.url)).status).toBe(303);
    }
  }

  test('works, a verdict is remembered there', async () => {
    await everybodyGetsIn();
    expect(gateway.adapters.cache.healthy()).toBe(true);
  });

  test('works, a change by another process is seen at once', async () => {
    expect((await cxmlCall(gateway.url, setupRequest())).code).toBe('200');
    const { directory } = gateway.config.data;
    const environment = { DATA_DIR: directory, REDIS_URL: redis.url };
    const { subscriptions } = await gateway.adapters.licenses.list();
    for (const { id } of subscriptions) {
      await punchgate(['subscription', 'cancel', id], environment, directory).result;
    }
    expect((await cxmlCall(gateway.url, setupRequest())).code).toBe('403');
    for (const { id } of subscriptions) {
      await punchgate(['subscription', 'resume', id], environment, directory).result;
    }
    expect((await cxmlCall(gateway.url, setupRequest())).code).toBe('200');
  });

  test('is out of reach of a command, the operator is told what that means', async () => {
    const { directory } = gateway.config.data;
    const environment = { DATA_DIR: directory, REDIS_URL: 'redis://127.0.0.1:1' };
    const [subscription] = (await gateway.adapters.licenses.list()).subscriptions;
    const told = await punchgate(['subscription', 'resume', subscription?.id ?? ''], environment, directory)
      .result;
    expect(told).toMatchObject({ status: 0, err: expect.stringContaining('Redis could not be reached') });
  });

  test('hangs, every buyer gets in', { timeout: 5_000 }, async () => {
    redis.pause();
    await everybodyGetsIn();
  });

  test('is gone, every buyer gets in and readiness says so', { timeout: 5_000 }, async () => {
    await redis.kill();
    await everybodyGetsIn();
    const ready = await call(`${gateway.url}/health/ready`);
    expect(ready.status).toBe(200);
    expect(JSON.parse(ready.text)).toMatchObject({ status: 'ready', cache: 'unreachable' });
  });
});
