import type { Subscription } from '../punchout/license.ts';
import { type Notice, type NoticeCode, noticeOf } from '../punchout/notice.ts';
import { isRunning } from './find-license.ts';
import type { DocumentStanding } from './license-notices.ts';
import { dateOf, day, daysLeftStage, severityOfStage } from './notice-stage.ts';

/** A license server that is started anew is no trouble. */
const patienceMilliseconds = 60_000;

type Kept = DocumentStanding['kept'];

/** One notice for the license server, however many documents it did not renew. */
export function serverNotices(documents: readonly DocumentStanding[], now: number): Notice[] {
  const unanswered = documents.filter(({ kept }) => isFailing(kept, now) && isUnreachable(kept));
  const [first] = unanswered;
  if (!first) return [];
  const since = Math.min(...unanswered.map(({ kept }) => kept.failedSince ?? now));
  const detail = `since ${dateOf(since)}: ${first.kept.failure}`;
  return [
    noticeOf('authority_unreachable', {
      severity: 'warning',
      subject: 'license server',
      stage: 'failing',
      detail,
    }),
  ];
}

/** What is to be said of one document. Once its subscription is over, nothing: the end is told already. */
export function documentNotices({ kept, subscription }: DocumentStanding, now: number): Notice[] {
  if (subscription === undefined) return [untrusted(kept)];
  if (!isRunning(subscription, now)) return [];
  return kept.sealedKey === undefined
    ? importedNotices(kept, subscription, now)
    : [...failureNotices(kept, subscription, now), ...graceNotices(kept, subscription, now)];
}

function untrusted({ subscriptionId }: Kept): Notice {
  const detail = `the document of the subscription ${subscriptionId}`;
  const facts = { subject: subscriptionId, stage: 'untrusted', detail };
  return noticeOf('document_untrusted', { severity: 'critical', ...facts });
}

function importedNotices({ notAfter }: Kept, { id, holder }: Subscription, now: number): Notice[] {
  const of = `the imported document of the subscription ${id} of ${holder}`;
  if (notAfter <= now) {
    const detail = `${of} counted until ${dateOf(notAfter)}`;
    return [noticeOf('document_expired', { severity: 'critical', subject: id, stage: 'expired', detail })];
  }
  const stage = daysLeftStage(notAfter - now);
  if (stage === undefined) return [];
  const facts = { subject: id, stage, detail: `${of} counts until ${dateOf(notAfter)}` };
  return [noticeOf('document_expiring', { severity: severityOfStage[stage], ...facts })];
}

function failureNotices(kept: Kept, { id, holder }: Subscription, now: number): Notice[] {
  if (!isFailing(kept, now) || isUnreachable(kept)) return [];
  const code: NoticeCode = kept.failure?.startsWith('answer_untrusted') ? 'answer_rejected' : 'key_refused';
  const detail = `the subscription ${id} of ${holder}, since ${dateOf(kept.failedSince)}: ${kept.failure}`;
  return [noticeOf(code, { severity: 'critical', subject: id, stage: 'failing', detail })];
}

function graceNotices(kept: Kept, { id, holder }: Subscription, now: number): Notice[] {
  const { notAfter, failedSince } = kept;
  const of = `the last document of the subscription ${id} of ${holder}`;
  if (failedSince !== undefined && notAfter <= now) {
    const detail = `${of} counted until ${dateOf(notAfter)}`;
    return [noticeOf('grace_over', { severity: 'critical', subject: id, stage: 'over', detail })];
  }
  if (!isFailing(kept, now)) return [];
  const stage = graceStage(notAfter - now);
  const severity = stage === '1' ? 'critical' : 'warning';
  const detail = `${of} counts until ${dateOf(notAfter)}`;
  return [noticeOf('grace_running', { severity, subject: id, stage, detail })];
}

function graceStage(millisecondsLeft: number): 'started' | '3' | '1' {
  if (millisecondsLeft <= day) return '1';
  return millisecondsLeft <= 3 * day ? '3' : 'started';
}

/** The time of a failure comes from the machine's clock, which may be ahead of the one that licenses are judged by. */
function isFailing<Failing extends Kept>(
  kept: Failing,
  now: number,
): kept is Failing & { failedSince: number } {
  return kept.failedSince !== undefined && Math.abs(now - kept.failedSince) > patienceMilliseconds;
}

function isUnreachable({ failure }: Kept): boolean {
  return failure?.startsWith('server_unreachable') ?? false;
}
