import { LRUCache } from 'lru-cache';
import type { Cache } from '../punchout/ports.ts';

const mostEntries = 50_000;

/** The cache of this process alone. */
export class MemoryCache implements Cache {
  readonly #entries = new LRUCache<string, string>({ max: mostEntries });

  async get(keys: readonly string[]): Promise<(string | undefined)[]> {
    return keys.map((key) => this.#entries.get(key));
  }

  async set(key: string, value: string, lifeMilliseconds: number): Promise<boolean> {
    this.#entries.set(key, value, { ttl: Math.ceil(lifeMilliseconds) });
    return true;
  }

  healthy(): boolean {
    return true;
  }

  async close(): Promise<void> {
    this.#entries.clear();
  }
}
