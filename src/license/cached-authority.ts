import type { LicenseQuestion, LicenseReason, LicenseVerdict } from '../punchout/license-verdict.ts';
import type { LicenseAuthority } from '../punchout/ports.ts';
import { asPunchOutError } from '../punchout/punchout-error.ts';
import type { Reason } from '../punchout/reasons.ts';
import { singleFlight } from './single-flight.ts';
import { createVerdictCache, type VerdictCacheOptions } from './verdict-cache.ts';
import type { VersionWatch } from './version-watch.ts';

export interface CachedAuthorityOptions extends VerdictCacheOptions {
  version: VersionWatch;
  /** Hears where each verdict came from. */
  observe?: (source: 'cache' | 'authority', verdict: LicenseVerdict) => void;
}

/**
 * Remembers the verdicts of another authority. However many ask the same at once, the authority is asked once. A good
 * verdict in the second half of its life is given at once and asked for again behind the buyer's back. The cache may be
 * gone at any time: then every question goes to the authority.
 */
export function cachedAuthority(
  authority: LicenseAuthority,
  options: CachedAuthorityOptions,
): LicenseAuthority {
  const verdicts = createVerdictCache(options);
  const { version: watch, observe = () => {} } = options;
  const finding = singleFlight<Found>();
  const refreshing = singleFlight<LicenseVerdict>();

  async function find(asked: Asked): Promise<Found> {
    const { question, version } = asked;
    const known = version === undefined ? undefined : await verdicts.recall(question, version);
    if (!known) return { source: 'authority', verdict: await ask(asked) };
    if (known.stale) refreshing(keyOf(asked), () => ask(asked)).catch(() => {});
    return { source: 'cache', verdict: known.verdict };
  }

  async function ask({ question, version }: Asked): Promise<LicenseVerdict> {
    const verdict = await authority.verdict(question);
    if (version !== undefined) verdicts.remember(question, version, verdict);
    return verdict;
  }

  return {
    async verdict(question) {
      const asked = { question, version: await watch.current() };
      const flight = finding(keyOf(asked), () => find(asked));
      const { source, verdict } = await flight.catch((error) => refuse(error, observe));
      observe(source, verdict);
      return verdict;
    },
  };
}

interface Asked {
  question: LicenseQuestion;
  version: number | undefined;
}

interface Found {
  source: 'cache' | 'authority';
  verdict: LicenseVerdict;
}

function keyOf({ question, version }: Asked): string {
  return JSON.stringify([version, question]);
}

/** Where there is no verdict to be had, the buyer is refused all the same. */
function refuse(error: unknown, observe: NonNullable<CachedAuthorityOptions['observe']>): never {
  const { reason, detail } = asPunchOutError(error);
  if (isLicenseReason(reason)) observe('authority', { valid: false, reason, detail });
  throw error;
}

function isLicenseReason(reason: Reason): reason is LicenseReason {
  return reason.startsWith('license_') || reason.startsWith('customer_license_');
}
