import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { LicenseStatus } from '../../src/punchout/license.ts';
import { call, cxmlCall, ociLogin, setupRequest } from '../support/buyer.ts';
import { type DemoGateway, startDemoGateway } from '../support/demo-gateway.ts';
import type { TestGateway } from '../support/gateway.ts';
import { allLicenses, saveLicenses } from '../support/license-records.ts';
import { punchgate } from '../support/punchgate-process.ts';
import { findProgram } from '../support/services/availability.ts';
import { type RunningRedis, startRedis } from '../support/services/redis.ts';

vi.setConfig({ testTimeout: 60_000 });

describe.skipIf(!findProgram('redis'))('when Redis', () => {
  let redis: RunningRedis;
  let demo: DemoGateway;
  let gateway: TestGateway;
  let intruder: Redis;

  beforeAll(async () => {
    redis = await startRedis();
    demo = await startDemoGateway({ environment: { REDIS_URL: redis.url } });
    ({ gateway } = demo);
    intruder = new Redis(redis.url);
    intruder.on('error', () => {});
  });

  afterEach(async () => {
    redis.resume();
  });

  afterAll(async () => {
    intruder.disconnect();
    await demo.close();
    await redis.stop();
  });

  async function everybodyGetsIn(): Promise<void> {
    for (let visit = 0; visit < 8; visit += 1) {
      expect((await cxmlCall(gateway.url, setupRequest())).code).toBe('200');
      expect((await ociLogin(gateway.url)).status).toBe(303);
    }
  }

  async function nobodyGetsIn(): Promise<void> {
    for (let visit = 0; visit < 8; visit += 1) {
      expect((await cxmlCall(gateway.url, setupRequest())).code).toBe('403');
      expect((await ociLogin(gateway.url)).status).toBe(403);
    }
  }

  /** What is remembered, by its place. */
  async function remembered(): Promise<Map<string, string>> {
    const places = await intruder.keys('punchgate:verdict:*');
    const values = await Promise.all(places.map((place) => intruder.get(place)));
    return new Map(places.map((place, index) => [place, values[index] ?? '']));
  }

  async function putBack(values: Iterable<[place: string, value: string]>): Promise<void> {
    for (const [place, value] of values) await intruder.set(place, value, 'PX', 600_000);
  }

  async function setStatus(status: LicenseStatus): Promise<void> {
    const { customerLicenses } = await allLicenses(gateway.adapters.licenses);
    const changed = customerLicenses.map((seat) => ({ ...seat, status }));
    await saveLicenses(gateway.adapters.licenses, { customerLicenses: changed });
  }

  async function runEach(command: string, environment: Record<string, string>): Promise<void> {
    const { subscriptions } = await allLicenses(gateway.adapters.licenses);
    const { directory } = gateway.config.data;
    for (const { id } of subscriptions) {
      const { status } = await punchgate(
        ['subscription', command, id],
        { DATA_DIR: directory, ...environment },
        directory,
      ).result;
      expect(status).toBe(0);
    }
  }

  test('works, a verdict is remembered there', async () => {
    await everybodyGetsIn();
    expect(gateway.adapters.cache.healthy()).toBe(true);
    expect((await remembered()).size).toBe(2);
  });

  test.each([
    ['works, a change by another process is seen', () => redis.url],
    ['is out of reach of a command, its change is seen all the same', () => 'redis://127.0.0.1:1'],
  ])('%s', async (_, redisUrl) => {
    const codeBecomes = (code: string) =>
      vi.waitFor(async () => expect((await cxmlCall(gateway.url, setupRequest())).code).toBe(code), 5_000);
    await codeBecomes('200');
    await runEach('cancel', { REDIS_URL: redisUrl() });
    await codeBecomes('403');
    await runEach('resume', { REDIS_URL: redisUrl() });
    await codeBecomes('200');
  });

  test.each<[string, (value: string, other: string) => string]>([
    ['random bytes', () => randomBytes(300).toString('latin1')],
    ['what looks like a verdict', () => '{"valid":true,"detail":"x"}'],
    ['nothing', () => ''],
    ['half of what it was', (value) => value.slice(0, value.length / 2)],
    ['one character changed', (value) => value.replace(/.(?=.{20}$)/, (one) => (one === 'A' ? 'B' : 'A'))],
    ['the verdict on somebody else', (_, other) => other],
  ])('is poisoned with %s in every place, no verdict changes', async (_, poison) => {
    const poisoned = async () => {
      const entries = [...(await remembered())];
      expect(entries.length).toBeGreaterThan(1);
      const others = [...entries.slice(1), ...entries.slice(0, 1)];
      await putBack(entries.map(([place, value], index) => [place, poison(value, others[index]?.[1] ?? '')]));
    };
    await everybodyGetsIn();
    await poisoned();
    await everybodyGetsIn();
    await setStatus('suspended');
    await nobodyGetsIn();
    await poisoned();
    await nobodyGetsIn();
    await setStatus('active');
  });

  test('is poisoned with the good verdicts of before a license was suspended, no verdict changes', async () => {
    await everybodyGetsIn();
    const good = await remembered();
    await setStatus('suspended');
    await nobodyGetsIn();
    await putBack(good);
    await nobodyGetsIn();
    for (const value of good.values()) {
      const places = [...(await remembered()).keys()];
      await putBack(places.map((place) => [place, value]));
      await nobodyGetsIn();
    }
    await setStatus('active');
    await everybodyGetsIn();
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
