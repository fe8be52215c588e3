import { describe, expect, it, vi } from 'vitest';
import { askedTimes, lives, refused, setUp, stopVersionClock } from './cached-parts.ts';
import { question } from './sample-licenses.ts';

stopVersionClock();

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
