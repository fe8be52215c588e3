import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createVault } from '../../../src/store/vault.ts';
import { longestLife, refused, setUp, stopVersionClock, vault } from './cached-parts.ts';
import { day, question } from './sample-licenses.ts';

stopVersionClock();

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
