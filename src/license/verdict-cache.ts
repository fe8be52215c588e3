import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { LicenseQuestion, LicenseReason, LicenseVerdict } from '../punchout/license-verdict.ts';
import type { Cache, Surroundings, Vault } from '../punchout/ports.ts';
import { reasons } from '../punchout/reasons.ts';

/** How long a verdict is remembered, in milliseconds. */
export interface VerdictLives {
  valid: number;
  invalid: number;
}

export interface VerdictCacheOptions {
  cache: Cache;
  vault: Vault;
  lives: VerdictLives;
  surroundings: Surroundings;
}

interface RememberedVerdict {
  verdict: LicenseVerdict;
  /** Past half of its life: it still counts, and is to be asked for again before it runs out. */
  stale: boolean;
}

/** Verdicts made from one version of the licenses; those of another one are never found. */
export interface VerdictCache {
  recall(question: LicenseQuestion, version: number): Promise<RememberedVerdict | undefined>;
  /** Nobody waits for it. */
  remember(question: LicenseQuestion, version: number, verdict: LicenseVerdict): void;
}

const reasonSchema = z.custom<LicenseReason>(
  (value) => typeof value === 'string' && Object.hasOwn(reasons, value),
);

const entrySchema = z.object({
  /** Epoch milliseconds. */
  madeAt: z.number(),
  life: z.number(),
  verdict: z.discriminatedUnion('valid', [
    z.object({ valid: z.literal(true), detail: z.string(), until: z.number().optional() }),
    z.object({ valid: z.literal(false), reason: reasonSchema, detail: z.string() }),
  ]),
});

type Entry = z.infer<typeof entrySchema>;

/** What stands in the cache is sealed under its own key: altered, moved or foreign, it is a miss. */
export function createVerdictCache({ cache, vault, lives, surroundings }: VerdictCacheOptions): VerdictCache {
  return {
    async recall(question, version) {
      const key = keyOf(question, version);
      const [sealed] = await cache.get([key]);
      const entry = sealed === undefined ? undefined : readEntry(sealed, key, vault);
      const now = surroundings.now();
      if (!entry || !counts(entry, now)) return undefined;
      return { verdict: entry.verdict, stale: entry.verdict.valid && now >= entry.madeAt + entry.life / 2 };
    },
    remember(question, version, verdict) {
      const key = keyOf(question, version);
      const life = jittered(verdict.valid ? lives.valid : lives.invalid, key);
      if (life <= 0) return;
      const entry: Entry = { madeAt: surroundings.now(), life, verdict };
      void cache.set(key, vault.seal(JSON.stringify(entry), key), life);
    },
  };
}

/** By the clock too, and not before it was made: neither an old value put back nor a clock set back revives it. */
function counts({ verdict, madeAt, life }: Entry, now: number): boolean {
  const ends =
    verdict.valid && verdict.until !== undefined ? Math.min(verdict.until, madeAt + life) : madeAt + life;
  return madeAt <= now && now < ends;
}

function keyOf({ website, systemId, fingerprint, customerId }: LicenseQuestion, version: number): string {
  const hash = createHash('sha256').update(JSON.stringify([website, systemId, fingerprint, customerId]));
  return `verdict:${version}:${hash.digest('base64url')}`;
}

/** A tenth shorter or longer, so that verdicts cached together do not run out together. */
function jittered(life: number, key: string): number {
  return Math.round(life * (0.9 + (key.charCodeAt(key.length - 2) % 16) / 75));
}

function readEntry(sealed: string, key: string, vault: Vault): Entry | undefined {
  try {
    return entrySchema.parse(JSON.parse(vault.open(sealed, key)));
  } catch {
    return undefined;
  }
}
