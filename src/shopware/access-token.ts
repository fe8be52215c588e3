import { ShopRefusal } from './shop-refusal.ts';

/** Before it ends, a token is no longer begun with. */
const earlyMilliseconds = 30_000;

/** A shop that counts wrong secrets soon refuses the right one too. */
const restMilliseconds = 5_000;
const longestRestMilliseconds = 60_000;

interface IssuedToken {
  value: string;
  lifeSeconds: number;
}

export interface AccessToken {
  current(): Promise<string>;
  /** Another token than `refused`: a new one, or the one that somebody else has fetched meanwhile. */
  renewed(refused: string): Promise<string>;
}

/**
 * Keeps a token until shortly before its end; however many callers want a new one, it is issued once. A refusal is kept
 * for some seconds too, or as long as the shop itself says.
 */
export function createAccessToken(issue: () => Promise<IssuedToken>, now: () => number): AccessToken {
  let kept: { value: string; until: number } | undefined;
  let refusal: { error: ShopRefusal; at: number } | undefined;
  let pending: Promise<string> | undefined;

  async function fetchToken(): Promise<string> {
    const asked = now();
    if (refusal && isFresh(refusal, asked)) throw refusal.error;
    const { value, lifeSeconds } = await issue().catch((thrown) => {
      if (thrown instanceof ShopRefusal && thrown.status < 500) refusal = { error: thrown, at: now() };
      throw thrown;
    });
    kept = { value, until: asked + lifeSeconds * 1000 - earlyMilliseconds };
    return value;
  }

  async function current(): Promise<string> {
    if (kept && now() < kept.until) return kept.value;
    pending ??= fetchToken().finally(() => {
      pending = undefined;
    });
    return await pending;
  }

  async function renewed(refused: string): Promise<string> {
    if (kept?.value === refused) kept = undefined;
    return await current();
  }

  return { current, renewed };
}

/** A clock that was set back must not make it last. */
function isFresh({ error, at }: { error: ShopRefusal; at: number }, now: number): boolean {
  const wanted = Math.max(restMilliseconds, (error.waitSeconds ?? 0) * 1000);
  return now >= at && now < at + Math.min(wanted, longestRestMilliseconds);
}
