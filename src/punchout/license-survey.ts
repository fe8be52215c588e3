import type { Subscription } from './license.ts';

/** Finds the subscriptions that may need somebody, however many others there are. Times are epoch milliseconds. */
export interface LicenseSurvey {
  /** Cancelled or ended ones whose end is later than `from` and not later than `until`, nearest to `from` first. */
  ending(period: { from: number; until: number; limit: number }): Promise<Subscription[]>;
  /** Active ones whose paid period is over, longest first. */
  overdue(at: number, limit: number): Promise<Subscription[]>;
  /** Running ones with customer licenses, each of which is assigned. */
  withoutFreeSeat(at: number, limit: number): Promise<{ subscription: Subscription; seats: number }[]>;
}
