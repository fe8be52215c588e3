import { describe, expect, it, vi } from 'vitest';
import { cachedAuthority } from '../../../src/license/cached-authority.ts';
import { MemoryCache } from '../../../src/store/memory-cache.ts';
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

const lives = { valid: 300_000, invalid: 30_000 };

function setUp(changes: Partial<typeof lives> = {}) {
  const authority = new CountingAuthority();
  const cache = new WatchedCache();
  const surroundings = new FixedSurroundings();
  const process = () => cachedAuthority(authority, { cache, lives: { ...lives, ...changes }, surroundings });
  return { authority, cache, surroundings, process, cached: process() };
}

const refused = { valid: false, reason: 'license_missing', detail: 'none' } as const;
const askedTimes = (authority: CountingAuthority, times: number) =>
  vi.waitFor(() => expect(authority.questions).toHaveLength(times));

describe('the authority is asked once', () => {
  it('by a thousand buyers who all come first', async () => {
    const { authority, cached } = setUp();
    const verdicts = await Promise.all(Array.from({ length: 1_000 }, () => cached.verdict(question)));
    expect(authority.questions).toEqual([question]);
    expect(new Set(verdicts.map(({ detail }) => detail))).toEqual(new Set(['answer 1']));
  });

  it('and not again while the verdict lives, by any process that shares the cache', async () => {
    const { authority, cached, process } = setUp();
    const first = await cached.verdict(question);
    expect(await cached.verdict(question)).toEqual(first);
    expect(await process().verdict(question)).toEqual(first);
    expect(authority.questions).toHaveLength(1);
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
    return cache.written.find(({ key }) => !key.endsWith(':generation'))?.life ?? 0;
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

  it('never beyond the end of a cancelled subscription', async () => {
    const { authority, cached, surroundings } = setUp();
    const until = surroundings.time + 60_000;
    authority.answer = () => ({ valid: true, detail: 'runs', until });
    await cached.verdict(question);
    surroundings.time = until - 1;
    await cached.verdict(question);
    expect(authority.questions).toHaveLength(1);
    surroundings.time = until;
    authority.answer = () => ({ valid: false, reason: 'license_subscription_ended', detail: 'over' });
    expect(await cached.verdict(question)).toMatchObject({
      valid: false,
      reason: 'license_subscription_ended',
    });
  });
});

describe('a license has changed', () => {
  it('every verdict is forgotten at once, in every process that shares the cache', async () => {
    const { authority, cached, process } = setUp();
    const other = process();
    authority.answer = () => refused;
    await cached.verdict(question);
    authority.answer = () => ({ valid: true, detail: 'bought' });
    await other.purge();
    expect(await cached.verdict(question)).toMatchObject({ valid: true, detail: 'bought' });
  });

  it('a verdict that was under way does not come back after the purge', async () => {
    const { authority, cached, process } = setUp();
    authority.hold();
    authority.answer = () => ({ valid: true, detail: 'before' });
    const early = cached.verdict(question);
    await askedTimes(authority, 1);
    await process().purge();
    authority.answer = () => refused;
    authority.letGo();
    expect(await early).toMatchObject({ detail: 'before' });
    expect(await cached.verdict(question)).toEqual(refused);
  });

  it('who asks after the purge does not wait for an answer from before it', async () => {
    const { authority, cached } = setUp();
    authority.hold();
    authority.answer = () => ({ valid: true, detail: 'before' });
    const early = cached.verdict(question);
    await askedTimes(authority, 1);
    await cached.purge();
    authority.answer = () => refused;
    const late = cached.verdict(question);
    await askedTimes(authority, 2);
    authority.letGo();
    expect(await early).toMatchObject({ valid: true });
    expect(await late).toEqual(refused);
    expect(await cached.verdict(question)).toEqual(refused);
  });

  it('after the purge too, however many ask, the authority is asked once', async () => {
    const { authority, cached } = setUp();
    authority.hold();
    const early = cached.verdict(question);
    await askedTimes(authority, 1);
    await cached.purge();
    const late = cached.verdict(question);
    await askedTimes(authority, 2);
    authority.letOneGo();
    await early;
    const last = cached.verdict(question);
    await new Promise((resolve) => setImmediate(resolve));
    authority.letGo();
    expect(await last).toEqual(await late);
    expect(authority.questions).toHaveLength(2);
  });

  it('a purge before the first question is no trouble', async () => {
    const { authority, cached } = setUp();
    await cached.purge();
    await cached.verdict(question);
    await cached.verdict(question);
    expect(authority.questions).toHaveLength(1);
  });
});

describe('what stands in the cache is not trusted', () => {
  const entry = (verdict: unknown) => (generation: string) => JSON.stringify({ generation, verdict });

  it.each<[string, (generation: string) => string]>([
    ['no JSON', () => 'valid'],
    ['nothing', () => ''],
    ['another document', () => '{"valid":true,"detail":"x"}'],
    ['a verdict without a detail', entry({ valid: true })],
    ['a verdict that is neither', entry({ valid: 'yes', detail: 'x' })],
    ['a refusal for an unheard reason', entry({ valid: false, reason: 'because', detail: 'x' })],
    ['a refusal for an inherited reason', entry({ valid: false, reason: 'toString', detail: 'x' })],
    ['an end that is no time', entry({ valid: true, detail: 'x', until: 'tomorrow' })],
    ['a verdict of another generation', () => entry({ valid: true, detail: 'x' })('elsewhere')],
  ])('%s is a miss', async (_, broken) => {
    const { authority, cached, cache } = setUp();
    await cached.verdict(question);
    const key = cache.written.find((written) => !written.key.endsWith(':generation'))?.key ?? '';
    const [generation] = await cache.get(['{verdict}:generation']);
    await cache.set(key, broken(generation ?? ''), day);
    expect(await cached.verdict(question)).toEqual({ valid: true, detail: 'answer 2' });
    expect(authority.questions).toHaveLength(2);
  });
});
