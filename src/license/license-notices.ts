import type { Subscription } from '../punchout/license.ts';
import { type Notice, noticeOf } from '../punchout/notice.ts';
import type { KeptDocument } from '../punchout/signed-licenses.ts';
import { documentNotices, serverNotices } from './document-notices.ts';
import { isRunning } from './find-license.ts';
import { dateOf, day, daysLeftStage, severityOfStage } from './notice-stage.ts';

/** So long is an end told. */
const endedMilliseconds = 30 * day;

/** How licensing stands, as far as it may need somebody. Times are epoch milliseconds. */
export interface LicenseStanding {
  /** Those near their end or past it, and those whose seats are known; any others do no harm. */
  subscriptions: readonly SubscriptionStanding[];
  documents: readonly DocumentStanding[];
  clock: { machine: string; jump: number | undefined };
}

export interface SubscriptionStanding {
  subscription: Subscription;
  /** Customer licenses that are active; undefined where nobody has counted. */
  seats: { all: number; assigned: number } | undefined;
}

export interface DocumentStanding {
  kept: Omit<KeptDocument, 'document'>;
  /** Undefined where the document is no longer believed. */
  subscription: Subscription | undefined;
}

/**
 * Everything that the operator should know now. A subscription that renews itself needs nobody before its paid period
 * is over unpaid; a license server that fails for less than a minute needs nobody either.
 */
export function licenseNotices(standing: LicenseStanding, now: number): Notice[] {
  const { subscriptions, documents, clock } = standing;
  return [
    ...clockNotices(clock),
    ...serverNotices(documents, now),
    ...documents.flatMap((document) => documentNotices(document, now)),
    ...subscriptions.flatMap((subscription) => subscriptionNotices(subscription, now)),
  ];
}

function subscriptionNotices({ subscription, seats }: SubscriptionStanding, now: number): Notice[] {
  if (!isRunning(subscription, now)) return endedNotices(subscription, now);
  const used = seats !== undefined && seats.all > 0 && seats.assigned >= seats.all;
  const full = used ? [seatsUsedUp(subscription, seats.all)] : [];
  return [...endNotices(subscription, now), ...full];
}

function endedNotices({ id, holder, endsAt }: Subscription, now: number): Notice[] {
  if (endsAt === undefined || now - endsAt > endedMilliseconds) return [];
  const detail = `the subscription ${id} of ${holder} ended at ${dateOf(endsAt)}`;
  return [noticeOf('subscription_ended', { severity: 'critical', subject: id, stage: 'ended', detail })];
}

function endNotices({ id, holder, status, paidUntil, endsAt }: Subscription, now: number): Notice[] {
  if (status === 'active') {
    if (paidUntil === undefined || now < paidUntil) return [];
    const detail = `the subscription ${id} of ${holder} is paid until ${dateOf(paidUntil)} and runs on`;
    return [noticeOf('renewal_overdue', { severity: 'warning', subject: id, stage: 'overdue', detail })];
  }
  const stage = endsAt === undefined ? undefined : daysLeftStage(endsAt - now);
  if (endsAt === undefined || stage === undefined) return [];
  const detail = `the subscription ${id} of ${holder} is cancelled and ends at ${dateOf(endsAt)}`;
  const severity = severityOfStage[stage];
  return [noticeOf('subscription_expiring', { severity, subject: id, stage, detail })];
}

function seatsUsedUp({ id, holder }: Subscription, seats: number): Notice {
  const detail = `all ${seats} customer licenses of the subscription ${id} of ${holder} are assigned`;
  return noticeOf('seats_used_up', { severity: 'info', subject: id, stage: 'used up', detail });
}

function clockNotices({ machine, jump }: LicenseStanding['clock']): Notice[] {
  if (jump === undefined) return [];
  const stage = jump > 0 ? 'ahead' : 'behind';
  const days = (Math.abs(jump) / day).toFixed(1);
  const detail = `the clock of ${machine} is ${days} days ${stage} of the time by which licenses are judged`;
  return [noticeOf('clock_jumped', { severity: 'critical', subject: machine, stage, detail })];
}
