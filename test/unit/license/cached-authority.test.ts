import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cachedAuthority } from '../../../src/license/cached-authority.ts';
import { watchVersion } from '../../../src/license/version-watch.ts';
import { MemoryCache } from '../../../src/store/memory-cache.ts';
import { createVault } from '../../../src/store/vault.ts';
import { FixedSurroundings } from '../punchout/return-protocols.ts';
import { CountingAuthority } from './counting-authority.ts';
import { day, question } from './sample-licenses.ts';

/** The real cache of a process, which also tells what was put into it. */
class WatchedCache extends MemoryCache {
  readonly written: { key: string; life: number }[] = [];

  override async set(key: string, value: string, life: number): Promise<boolean> {
    this.written.push({ key, life });
    return await super.set(key, value, life);
  }
}

/** What the database says of the version of the licenses. */
class Versions {
  number = 1;
  asked = 0;
  reachable = true;

  async version(): Promise<number> {
    this.asked += 1;
    if (!this.reachable) throw new Error('the database is gone');
    return this.number;
  }
}

const lives = { valid: 300_000, invalid: 30_000 };
const longestLife = lives.valid * 1.1;
const vault = createVault(Buffer.alloc(32, 9));

function setUp(changes: Partial<typeof lives> = {}) {
  const authority = new CountingAuthority();
  const cache = new WatchedCache();
  const surroundings = new FixedSurroundings();
  const versions = new Versions();
  const sources: string[] = [];
  const process = () => {
    const version = watchVersion(versions, lives.valid);
    const observe = (source: string) => void sources.push(source);
    const options = { cache, vault, lives: { ...lives, ...changes }, surroundings, version, observe };
    return { ...cachedAuthority(authority, options), forget: version.forget };
  };
  return { authority, cache, surroundings, versions, sources, process, cached: process() };
}

const refused = { valid: false, reason: 'license_missing', detail: 'none' } as const;
const askedTimes = (authority: CountingAuthority, times: number) =>
  vi.waitFor(() => expect(authority.questions).toHaveLength(times));

/** Time passes for the watch of the version only when a test says so. */
beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

describe('the authority is asked once', () => {
  it('by a thousand buyers who all come first', async () => {
    const { authority, cached, versions } = setUp();
    const verdicts = await Promise.all(Array.from({ length: 1_000 }, () => cached.verdict(question)));
    expect(authority.questions).toEqual([question]);
    expect(versions.asked).toBe(1);
    expect(new Set(verdicts.map(({ detail }) => detail))).toEqual(new Set(['answer 1']));
  });

  it('and not again while the verdict lives, by any process that shares the cache', async () => {
    const { authority, cached, process, sources } = setUp();
    const first = await cached.verdict(question);
    expect(await cached.verdict(question)).toEqual(first);
    expect(await process().verdict(question)).toEqual(first);
    expect(authority.questions).toHaveLength(1);
    expect(sources).toEqual(['authority', 'cache', 'cache']);
  });

  it.each([
    ['customer', { customerId: 'customer-2' }],
    ['fingerprint', { fingerprint: 'v1:two' }],
    ['website', { website: 'https://other.example' }],
    ['System', { systemId: 'system-2' }],
  ])('for each %s', async (_, change) => {
    const { authority, cached } = setUp();
    await cached.verdict(question);
    await cached.verdict({ ...question, ...change });
    expect(authority.questions).toHaveLength(2);
  });

  it('a refusal is remembered too, with its reason', async () => {
    const { authority, cached } = setUp();
    authority.answer = () => refused;
    await cached.verdict(question);
    expect(await cached.verdict(question)).toEqual(refused);
    expect(authority.questions).toHaveLength(1);
  });

  it('an authority that does not answer is asked again the next time', async () => {
    const { authority, cached } = setUp();
    const { answer } = authority;
    authority.answer = () => {
      throw new Error('unreachable');
    };
    await expect(cached.verdict(question)).rejects.toThrow('unreachable');
    authority.answer = answer;
    expect(await cached.verdict(question)).toMatchObject({ valid: true });
  });
});

describe('how long a verdict is remembered', () => {
  const lifeOf = async (verdict: 'valid' | 'invalid') => {
    const { authority, cached, cache } = setUp();
    if (verdict === 'invalid') authority.answer = () => refused;
    await cached.verdict(question);
    return cache.written[0]?.life ?? 0;
  };

  it('a good one for its life, a tenth more or less', async () => {
    expect(Math.abs((await lifeOf('valid')) - lives.valid)).toBeLessThanOrEqual(lives.valid / 10);
  });

  it('a refusal for its much shorter life', async () => {
    expect(Math.abs((await lifeOf('invalid')) - lives.invalid)).toBeLessThanOrEqual(lives.invalid / 10);
  });

  it('verdicts that came together do not run out together', async () => {
    const { cached, cache } = setUp();
    await Promise.all(
      Array.from({ length: 50 }, (_, index) => cached.verdict({ ...question, customerId: `${index}` })),
    );
    expect(new Set(cache.written.map(({ life }) => life)).size).toBeGreaterThan(5);
  });

  it.each(['valid', 'invalid'] as const)('not at all where the operator sets %s to 0', async (verdict) => {
    const { authority, cached } = setUp({ [verdict]: 0 });
    if (verdict === 'invalid') authority.answer = () => refused;
    await cached.verdict(question);
    await cached.verdict(question);
    expect(authority.questions).toHaveLength(2);
  });

  it('never beyond its own end: that of a cancelled subscription', async () => {
    const { authority, cached, surroundings } = setUp();
    const until = surroundings.time + 60_000;
    authority.answer = () => ({ valid: true, detail: 'runs', until });
    await cached.verdict(question);
    surroundings.time = until - 1;
    expect(await cached.verdict(question)).toMatchObject({ until });
    expect(authority.questions).toHaveLength(1);
    surroundings.time = until;
    authority.answer = () => ({ valid: false, reason: 'license_subscription_ended', detail: 'over' });
    expect(await cached.verdict(question)).toMatchObject({ reason: 'license_subscription_ended' });
  });

  it('not after its life, even where the cache still has it', async () => {
    const { authority, cached, surroundings } = setUp();
    await cached.verdict(question);
    surroundings.time += longestLife;
    expect(await cached.verdict(question)).toMatchObject({ detail: 'answer 2' });
    expect(authority.questions).toHaveLength(2);
  });

  it('not from a time to come: where the clock was set back, the authority is asked', async () => {
    const { authority, cached, surroundings } = setUp();
    await cached.verdict(question);
    surroundings.time -= day;
    await cached.verdict(question);
    expect(authority.questions).toHaveLength(2);
  });
});

describe('a good verdict in the second half of its life', () => {
  async function aged() {
    const parts = setUp();
    await parts.cached.verdict(question);
    parts.surroundings.time += longestLife / 2;
    return parts;
  }

  it('is given at once to everybody, and asked for once behind their backs', async () => {
    const { authority, cached } = await aged();
    authority.hold();
    const verdicts = await Promise.all(Array.from({ length: 1_000 }, () => cached.verdict(question)));
    expect(new Set(verdicts.map(({ detail }) => detail))).toEqual(new Set(['answer 1']));
    expect(authority.questions).toHaveLength(2);
    authority.letGo();
    await setImmediate();
    expect(await cached.verdict(question)).toMatchObject({ detail: 'answer 2' });
    expect(authority.questions).toHaveLength(2);
  });

  it('counts on while the authority does not answer, and is asked for again', async () => {
    const { authority, cached, surroundings } = await aged();
    authority.answer = () => {
      throw new Error('unreachable');
    };
    expect(await cached.verdict(question)).toMatchObject({ detail: 'answer 1' });
    await askedTimes(authority, 2);
    expect(await cached.verdict(question)).toMatchObject({ detail: 'answer 1' });
    await askedTimes(authority, 3);
    surroundings.time += longestLife / 2;
    await expect(cached.verdict(question)).rejects.toThrow('unreachable');
  });

  it('gives way to a refusal', async () => {
    const { authority, cached } = await aged();
    authority.answer = () => refused;
    await cached.verdict(question);
    await vi.waitFor(async () => expect(await cached.verdict(question)).toEqual(refused));
  });

  it('is fresh in the first half, and a refusal is never asked for ahead of time', async () => {
    const { authority, cached, surroundings } = setUp();
    await cached.verdict(question);
    surroundings.time += lives.valid * 0.44;
    await cached.verdict(question);
    expect(authority.questions).toHaveLength(1);
    authority.answer = () => refused;
    const other = { ...question, customerId: 'customer-2' };
    await cached.verdict(other);
    surroundings.time += lives.invalid * 0.8;
    expect(await cached.verdict(other)).toEqual(refused);
    expect(authority.questions).toHaveLength(2);
  });
});

describe('a license has changed', () => {
  it('the process that changed it judges anew at once', async () => {
    const { authority, cached, versions } = setUp();
    authority.answer = () => refused;
    await cached.verdict(question);
    authority.answer = () => ({ valid: true, detail: 'bought' });
    versions.number += 1;
    cached.forget();
    expect(await cached.verdict(question)).toMatchObject({ valid: true, detail: 'bought' });
  });

  it('every other process judges anew half a second later', async () => {
    const { authority, cached, versions } = setUp();
    await cached.verdict(question);
    authority.answer = () => refused;
    versions.number += 1;
    vi.advanceTimersByTime(499);
    expect(await cached.verdict(question)).toMatchObject({ valid: true });
    vi.advanceTimersByTime(1);
    expect(await cached.verdict(question)).toEqual(refused);
  });

  it('a verdict that was under way does not come back after the change', async () => {
    const { authority, cached, versions } = setUp();
    authority.hold();
    authority.answer = () => ({ valid: true, detail: 'before' });
    const early = cached.verdict(question);
    await askedTimes(authority, 1);
    versions.number += 1;
    cached.forget();
    authority.answer = () => refused;
    const late = cached.verdict(question);
    await askedTimes(authority, 2);
    authority.letGo();
    expect(await early).toMatchObject({ detail: 'before' });
    expect(await late).toEqual(refused);
    expect(await cached.verdict(question)).toEqual(refused);
    expect(authority.questions).toHaveLength(2);
  });

  it('an answer about the version that was under way is no news any more', async () => {
    const { authority, cached, versions } = setUp();
    const early = cached.verdict(question);
    cached.forget();
    versions.number += 1;
    await early;
    authority.answer = () => refused;
    expect(await cached.verdict(question)).toEqual(refused);
  });
});

describe('the version of the licenses cannot be known', () => {
  it('what is remembered counts for its life, and the database is asked again and again', async () => {
    const { authority, cached, versions } = setUp();
    await cached.verdict(question);
    versions.reachable = false;
    for (let passed = 500; passed < lives.valid; passed += 50_000) {
      expect(await cached.verdict(question)).toMatchObject({ detail: 'answer 1' });
      vi.advanceTimersByTime(50_000);
    }
    expect(authority.questions).toHaveLength(1);
    versions.reachable = true;
    versions.number += 1;
    expect(await cached.verdict(question)).toMatchObject({ detail: 'answer 2' });
  });

  it('beyond that every question goes to the authority, many at once as one', async () => {
    const { authority, cached, cache, versions } = setUp();
    await cached.verdict(question);
    versions.reachable = false;
    vi.advanceTimersByTime(lives.valid);
    await Promise.all(Array.from({ length: 1_000 }, () => cached.verdict(question)));
    expect(authority.questions).toHaveLength(2);
    await cached.verdict(question);
    expect(authority.questions).toHaveLength(3);
    expect(cache.written).toHaveLength(1);
  });
});

describe('what stands in the cache is not trusted', () => {
  const forged = { madeAt: 0, life: day * 10_000, verdict: { valid: true, detail: 'forged' } };
  const seal = (entry: unknown) => (_: string, key: string) => vault.seal(JSON.stringify(entry), key);
  const refusal = (reason: string) => ({ valid: false, reason, detail: 'x' });

  it.each<[string, (value: string, key: string) => string]>([
    ['nothing', () => ''],
    ['no box', () => JSON.stringify(forged)],
    ['random bytes', () => `v1.${randomBytes(200).toString('base64url')}`],
    [
      'a box with a byte changed',
      (value) => value.slice(0, -9) + (value.at(-9) === 'A' ? 'B' : 'A') + value.slice(-8),
    ],
    ['a box cut short', (value) => value.slice(0, -10)],
    ['a box of another key', () => vault.seal(JSON.stringify(forged), 'verdict:1:elsewhere')],
    [
      'a box of another gateway',
      (_, key) => createVault(Buffer.alloc(32, 8)).seal(JSON.stringify(forged), key),
    ],
    ['no JSON', (_, key) => vault.seal('valid', key)],
    ['another document', seal({ valid: true, detail: 'x' })],
    ['a verdict without a detail', seal({ ...forged, verdict: { valid: true } })],
    ['a verdict that is neither', seal({ ...forged, verdict: { valid: 'yes', detail: 'x' } })],
    ['a refusal for an unheard reason', seal({ ...forged, verdict: refusal('because') })],
    ['a refusal for an inherited reason', seal({ ...forged, verdict: refusal('toString') })],
    ['an end that is no time', seal({ ...forged, verdict: { valid: true, detail: 'x', until: 'tomorrow' } })],
  ])('%s is a miss', async (_, broken) => {
    const { authority, cached, cache } = setUp();
    await cached.verdict(question);
    const key = cache.written[0]?.key ?? '';
    const [value = ''] = await cache.get([key]);
    await cache.set(key, broken(value, key), day);
    expect(await cached.verdict(question)).toEqual({ valid: true, detail: 'answer 2' });
    expect(authority.questions).toHaveLength(2);
  });

  it('the good verdict of another customer, moved to this one, is a miss', async () => {
    const { authority, cached, cache } = setUp();
    await cached.verdict({ ...question, customerId: 'customer-2' });
    authority.answer = () => refused;
    await cached.verdict(question);
    const [good, bad] = cache.written.map(({ key }) => key);
    const [value = ''] = await cache.get([good ?? '']);
    await cache.set(bad ?? '', value, day);
    expect(await cached.verdict(question)).toEqual(refused);
    expect(authority.questions).toHaveLength(3);
  });

  it('the good verdict of before a license was revoked, put back or moved to where the new one stands, is a miss', async () => {
    const { authority, cached, cache, versions } = setUp();
    await cached.verdict(question);
    const [{ key: before = '' } = {}] = cache.written;
    const [value = ''] = await cache.get([before]);
    authority.answer = () => refused;
    versions.number += 1;
    cached.forget();
    expect(await cached.verdict(question)).toEqual(refused);
    for (const { key } of [...cache.written]) await cache.set(key, value, day);
    expect(await cached.verdict(question)).toEqual(refused);
  });

  it('a verdict that was kept beyond its life and put back is a miss', async () => {
    const { authority, cached, cache, surroundings } = setUp();
    await cached.verdict(question);
    const key = cache.written[0]?.key ?? '';
    const [value = ''] = await cache.get([key]);
    authority.answer = () => refused;
    surroundings.time += longestLife;
    await cache.set(key, value, day);
    expect(await cached.verdict(question)).toEqual(refused);
  });
});
