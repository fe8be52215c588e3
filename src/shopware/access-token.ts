/** Before it ends, a token is no longer begun with. */
const earlyMilliseconds = 30_000;

interface IssuedToken {
  value: string;
  lifeSeconds: number;
}

export interface AccessToken {
  current(): Promise<string>;
  /** Another token than `refused`: a new one, or the one that somebody else has fetched meanwhile. */
  renewed(refused: string): Promise<string>;
}

/** Keeps a token until shortly before its end; however many callers want a new one, it is issued once. */
export function createAccessToken(issue: () => Promise<IssuedToken>, now: () => number): AccessToken {
  let kept: { value: string; until: number } | undefined;
  let pending: Promise<string> | undefined;

  async function fetchToken(): Promise<string> {
    const asked = now();
    const { value, lifeSeconds } = await issue();
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
