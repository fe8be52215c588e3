import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { askedTimes, lives, longestLife, refused, setUp, stopVersionClock } from './cached-parts.ts';
import { day, question } from './sample-licenses.ts';

stopVersionClock();

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
