import type { Reason } from './reasons.ts';

/** How a shop was when it was last looked at. */
export interface ShopState {
  /** `unknown` until the first look. */
  status: 'unknown' | 'ready' | 'failed';
  /** Why buyers would be refused. */
  reason?: Reason;
  /** Epoch milliseconds: since when it has had this status. */
  since: number;
}
