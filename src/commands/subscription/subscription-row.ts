import type { Subscription } from '../../punchout/license.ts';
import { isoTime } from '../iso-time.ts';

/** A subscription as commands show it; the names are stable. */
export function subscriptionRow({ id, holder, reference, status, paidUntil, endsAt }: Subscription) {
  return { id, holder, reference, status, paidUntil: isoTime(paidUntil), endsAt: isoTime(endsAt) };
}
