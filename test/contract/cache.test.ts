import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import type { Cache } from '../../src/punchout/ports.ts';
import { MemoryCache } from '../../src/store/memory-cache.ts';
import { RedisCache } from '../../src/store/redis-cache.ts';
import { freePort } from '../support/services/free-port.ts';
import { type RunningRedis, startRedis } from '../support/services/redis.ts';

const redisUrl = inject('redisUrl');
const patient = { timeout: 15_000, interval: 20 };

describeCache('the cache of one process', () => new MemoryCache());
describe.skipIf(redisUrl === undefined)('where Redis is installed', () => {
  describeCache('the cache of all processes', () => new RedisCache(redisUrl ?? '', () => {}));
});

function describeCache(title: string, open: () => Cache): void {
  describe(title, () => {
    let cache: Cache;
    beforeAll(async () => {
      cache = open();
      await vi.waitUntil(() => cache.healthy(), patient);
    });
    afterAll(() => cache.close());

    it('answers each key in its place, and undefined for what it does not know', async () => {
      const [one, two, unknown] = [randomUUID(), randomUUID(), randomUUID()];
      await cache.set(one, 'first', 60_000);
      await cache.set(two, '', 60_000);
      expect(await cache.get([unknown, two, one, one])).toEqual([undefined, '', 'first', 'first']);
      expect(await cache.get([])).toEqual([]);
    });

    it('keeps the newest value', async () => {
      const key = randomUUID();
      // On a busy machine an answer may come too late, which is none; it is never an old one.
      await vi.waitFor(async () => {
        await cache.set(key, 'old', 60_000);
        expect(await cache.set(key, 'new', 60_000)).toBe(true);
        expect(await cache.get([key])).toEqual(['new']);
      }, patient);
    });

    it('forgets what is older than its life', async () => {
      const [short, long] = [randomUUID(), randomUUID()];
      await cache.set(long, 'long', 60_000);
      await cache.set(short, 'short', 1.5);
      await vi.waitFor(
        async () => expect(await cache.get([short, long])).toEqual([undefined, 'long']),
        patient,
      );
    });
  });
}

it('the cache of one process keeps at most 50,000 entries, the newest', async () => {
  const cache = new MemoryCache();
  for (let index = 0; index <= 50_000; index += 1) await cache.set(`key ${index}`, 'value', 60_000);
  expect(await cache.get(['key 0', 'key 1', 'key 50000'])).toEqual([undefined, 'value', 'value']);
});

it('without a Redis at its address the cache has no answers and says so once', async () => {
  const lines: string[] = [];
  const cache = new RedisCache(`redis://127.0.0.1:${await freePort()}`, (line) => lines.push(line));
  await vi.waitUntil(() => lines.length > 0, patient);
  await cache.set('key', 'value', 60_000);
  expect(await cache.get(['key', 'other'])).toEqual([undefined, undefined]);
  expect(cache.healthy()).toBe(false);
  await cache.close();
  expect(lines).toEqual(['Redis is out of reach: everything comes from SQL until it is back']);
});

describe.skipIf(redisUrl === undefined)('a Redis that fails', () => {
  let redis: RunningRedis;
  let cache: RedisCache;
  let lines: string[];
  beforeAll(async () => {
    redis = await startRedis();
    lines = [];
    cache = new RedisCache(redis.url, (line) => lines.push(line));
    await vi.waitUntil(() => cache.healthy(), patient);
  });
  afterAll(async () => {
    await cache.close();
    await redis.stop();
  });

  it('keeps nobody waiting while it hangs, and answers again when it wakes up', async () => {
    await cache.set('key', 'value', 60_000);
    redis.pause();
    for (let index = 0; index < 200; index += 1) expect(await cache.get(['key'])).toEqual([undefined]);
    await cache.set('other', 'value', 60_000);
    expect(cache.healthy()).toBe(false);
    redis.resume();
    await vi.waitFor(async () => expect(await cache.get(['key'])).toEqual(['value']), patient);
    expect(cache.healthy()).toBe(true);
    expect(lines).toEqual([
      'Redis answers',
      'Redis is out of reach: everything comes from SQL until it is back',
      'Redis answers',
    ]);
  });

  it('is not asked again and again while it hangs', async () => {
    redis.pause();
    for (let index = 0; index < 200; index += 1) await cache.get(['key']);
    redis.resume();
    await vi.waitFor(async () => expect(await cache.get(['key'])).toEqual(['value']), patient);
    expect(await countOf('mget', redis.url)).toBeLessThan(40);
  });

  it('holds all its keys under one prefix', async () => {
    const client = new Redis(redis.url);
    expect(await client.keys('*')).toEqual(expect.arrayContaining(['punchgate:key']));
    expect((await client.keys('*')).filter((key) => !key.startsWith('punchgate:'))).toEqual([]);
    client.disconnect();
  });

  it('costs nothing but its memory when it is killed and started again', async () => {
    await redis.kill();
    await cache.set('key', 'value', 60_000);
    expect(await cache.get(['key'])).toEqual([undefined]);
    expect(cache.healthy()).toBe(false);
    redis = await startRedis({ port: redis.port });
    await vi.waitUntil(() => cache.healthy(), patient);
    expect(await cache.get(['key'])).toEqual([undefined]);
    await cache.set('key', 'again', 60_000);
    expect(await cache.get(['key'])).toEqual(['again']);
  });
});

async function countOf(command: string, url: string): Promise<number> {
  const client = new Redis(url);
  const statistics = await client.info('commandstats');
  client.disconnect();
  return Number(new RegExp(`cmdstat_${command}:calls=(\\d+)`).exec(statistics)?.[1]);
}
