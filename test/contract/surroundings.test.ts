import { expect, it } from 'vitest';
import { realSurroundings } from '../../src/store/surroundings.ts';

it('tokens have 256 bits in URL-safe text, and ids and tokens never repeat', () => {
  const { token, uuid } = realSurroundings();
  const tokens = Array.from({ length: 1_000 }, token);
  expect(tokens.filter((text) => !/^[A-Za-z0-9_-]{43}$/.test(text))).toEqual([]);
  expect(new Set([...tokens, ...Array.from({ length: 1_000 }, uuid)]).size).toBe(2_000);
});

it('the clock is in epoch milliseconds', () => {
  const before = Date.now();
  const now = realSurroundings().now();
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now());
});
