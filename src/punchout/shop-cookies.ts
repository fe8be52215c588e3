/** A cookie that a shop gave to a visit. */
interface KeptCookie {
  name: string;
  /** Sealed. */
  value: string;
}

/** What one answer of the shop changes. Epoch milliseconds. */
export interface CookieChange {
  /** `expiresAt` is undefined where a cookie lives as long as the visit. */
  kept: readonly (KeptCookie & { expiresAt: number | undefined })[];
  /** Names. */
  ended: readonly string[];
  at: number;
  /** When the visit is over at the latest. */
  visitUntil: number;
}

/** Cookies of shops that no browser holds. Those of a visit go when it ends. */
export interface ShopCookieStore {
  /** What is in force. */
  of(sessionId: string, now: number): Promise<KeptCookie[]>;
  /** Answers of one page at the same time do not lose each other's cookies; of too many, the oldest go. */
  change(sessionId: string, change: CookieChange): Promise<void>;
  /** Drops those of visits that nobody ended. */
  dropOverdue(now: number): Promise<void>;
}
