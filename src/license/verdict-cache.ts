import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { LicenseQuestion, LicenseReason, LicenseVerdict } from '../punchout/license-verdict.ts';
import type { Cache, Surroundings } from '../punchout/ports.ts';
import { reasons } from '../punchout/reasons.ts';

/** How long a verdict is remembered, in milliseconds. */
interface VerdictLives {
  valid: number;
  invalid: number;
}

export interface VerdictCacheOptions {
  cache: Cache;
  lives: VerdictLives;
  surroundings: Surroundings;
}

/** Verdicts of one generation; purging begins the next, and what an older one knew no longer counts. */
export interface VerdictCache {
  /** `generation` belongs to a verdict that is asked for after this: keep it under no other. */
  recall(question: LicenseQuestion): Promise<{ verdict: LicenseVerdict | undefined; generation: string }>;
  /** Nobody waits for it. */
  remember(question: LicenseQuestion, verdict: LicenseVerdict, generation: string): void;
  /** Whether the cache has taken it. */
  purge(): Promise<boolean>;
}

/** One for all: keys of a cluster that are read together must share a slot. */
const keyPrefix = '{verdict}';
const generationKey = `${keyPrefix}:generation`;
const generationLife = 24 * 60 * 60 * 1000;
const purgePatience = 2_000;

const reasonSchema = z.custom<LicenseReason>(
  (value) => typeof value === 'string' && Object.hasOwn(reasons, value),
);

const entrySchema = z.object({
  generation: z.string(),
  verdict: z.discriminatedUnion('valid', [
    z.object({ valid: z.literal(true), detail: z.string(), until: z.number().optional() }),
    z.object({ valid: z.literal(false), reason: reasonSchema, detail: z.string() }),
  ]),
});

export function createVerdictCache({ cache, lives, surroundings }: VerdictCacheOptions): VerdictCache {
  const begin = (generation: string) => cache.set(generationKey, generation, generationLife);

  /** Where it does not get through, what is kept under it is never found: slower, not wrong. */
  function beginFirst(): string {
    const generation = surroundings.uuid();
    void begin(generation);
    return generation;
  }

  return {
    async recall(question) {
      const [generation, cached] = await cache.get([generationKey, keyOf(question)]);
      if (generation === undefined) return { verdict: undefined, generation: beginFirst() };
      const entry = readEntry(cached);
      const counts = entry?.generation === generation && isCurrent(entry.verdict, surroundings.now());
      return { verdict: counts ? entry.verdict : undefined, generation };
    },
    remember(question, verdict, generation) {
      const key = keyOf(question);
      const life = jittered(verdict.valid ? lives.valid : lives.invalid, key);
      if (life > 0) void cache.set(key, JSON.stringify({ generation, verdict }), life);
    },
    purge: async () => (await cache.ready(purgePatience)) && (await begin(surroundings.uuid())),
  };
}

function isCurrent(verdict: LicenseVerdict, now: number): boolean {
  return !verdict.valid || verdict.until === undefined || now < verdict.until;
}

function keyOf({ website, systemId, fingerprint, customerId }: LicenseQuestion): string {
  const hash = createHash('sha256').update(JSON.stringify([website, systemId, fingerprint, customerId]));
  return `${keyPrefix}:${hash.digest('base64url')}`;
}

/** A tenth shorter or longer, so that verdicts cached together do not run out together. */
function jittered(life: number, key: string): number {
  return Math.round(life * (0.9 + (key.charCodeAt(key.length - 2) % 16) / 75));
}

/** Anything but an entry of ours is a miss. */
function readEntry(cached: string | undefined): z.infer<typeof entrySchema> | undefined {
  if (cached === undefined) return undefined;
  try {
    return entrySchema.parse(JSON.parse(cached));
  } catch {
    return undefined;
  }
}
