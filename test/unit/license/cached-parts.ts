import { afterEach, beforeEach, expect, vi } from 'vitest';
import { cachedAuthority } from '../../../src/license/cached-authority.ts';
import { watchVersion } from '../../../src/license/version-watch.ts';
import { MemoryCache } from '../../../src/store/memory-cache.ts';
import { createVault } from '../../../src/store/vault.ts';
import { FixedSurroundings } from '../punchout/return-protocols.ts';
import { CountingAuthority } from './counting-authority.ts';

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

export const lives = { valid: 300_000, invalid: 30_000 };
export const longestLife = lives.valid * 1.1;
export const vault = createVault(Buffer.alloc(32, 9));

/** An authority that counts its questions, behind the cache of a process; `process` is another one. */
export function setUp(changes: Partial<typeof lives> = {}) {
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

export const refused = { valid: false, reason: 'license_missing', detail: 'none' } as const;
export const askedTimes = (authority: CountingAuthority, times: number) =>
  vi.waitFor(() => expect(authority.questions).toHaveLength(times));

/** Time passes for the watch of the version only when a test of the file says so. */
export function stopVersionClock(): void {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());
}
