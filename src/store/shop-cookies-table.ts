/** Cookies of shops, kept for visits whose browsers hold none. */
export interface ShopCookiesTable {
  sessionId: string;
  name: string;
  /** Sealed. */
  value: string;
  expiresAt: number | null;
  changedAt: number;
  visitUntil: number;
}
