import type { LicenseQuestion, LicenseVerdict } from '../punchout/license-verdict.ts';
import type { LicenseAuthority } from '../punchout/ports.ts';
import { createVerdictCache, type VerdictCacheOptions } from './verdict-cache.ts';

export interface CachedAuthority extends LicenseAuthority {
  /**
   * Forgets every verdict, in all processes that share the cache; call it after a license has changed. False where the
   * cache was out of reach: then others learn of the change when their verdicts run out.
   */
  purge(): Promise<boolean>;
}

/**
 * Remembers the verdicts of another authority. However many ask the same at once, the authority is asked once. The
 * cache may be gone at any time: then every question goes to the authority.
 */
export function cachedAuthority(authority: LicenseAuthority, options: VerdictCacheOptions): CachedAuthority {
  const verdicts = createVerdictCache(options);
  const flights = new Map<string, Promise<LicenseVerdict>>();

  async function recallOrAsk(question: LicenseQuestion): Promise<LicenseVerdict> {
    const { verdict: known, generation } = await verdicts.recall(question);
    if (known) return known;
    const verdict = await authority.verdict(question);
    verdicts.remember(question, verdict, generation);
    return verdict;
  }

  return {
    verdict(question) {
      const key = JSON.stringify(question);
      const running = flights.get(key);
      if (running) return running;
      const flight = recallOrAsk(question).finally(() => {
        if (flights.get(key) === flight) flights.delete(key);
      });
      flights.set(key, flight);
      return flight;
    },
    async purge() {
      flights.clear();
      return await verdicts.purge();
    },
  };
}
