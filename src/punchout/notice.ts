/** Something the operator should know before it becomes trouble. */
export interface Notice {
  code: NoticeCode;
  /** Critical: buyers are refused, or will be within a day, or nobody but the operator can mend it. */
  severity: NoticeSeverity;
  /** What it is about: a subscription, the license server, a machine. */
  subject: string;
  /** Tells one stage from the next, e.g. `30`, `7` and `1` days; each is told once. */
  stage: string;
  detail: string;
  /** What to do. */
  advice: string;
}

export type NoticeSeverity = 'info' | 'warning' | 'critical';

/** Everything that is told, with what to do about it. The codes are stable: alerts rely on them. */
export const noticeAdvice = {
  subscription_expiring:
    'If it shall go on, let whoever issues the licenses resume it: punchgate subscription resume <subscription>. Otherwise its buyers are refused from then on.',
  subscription_ended:
    'Its buyers are refused. If it shall go on: punchgate subscription resume <subscription>, where the licenses are issued.',
  renewal_overdue:
    'Nobody is stopped. See whether the payment or the message about it got lost: punchgate subscription renew or cancel <subscription>, where the licenses are issued.',
  authority_unreachable:
    'Buyers go on by the last signed documents. See whether the license server runs and license.server.url is right, and mend the connection.',
  answer_rejected:
    'The license server answers with what is not signed by a key that is believed, or with something old. Check license.server.url and license.server.key; if both are right, tell the vendor.',
  key_refused:
    'The license server answers, but refuses to renew the document. The detail says why; with a new key: punchgate license connect <key> <system>.',
  grace_running:
    'Restore the connection to the license server before the grace ends, or import a document: punchgate license import <file>.',
  grace_over:
    'Buyers are refused until the license server answers again, or a document is imported: punchgate license import <file>.',
  document_expiring:
    'Let the vendor export a new document and import it in time: punchgate license import <file>.',
  document_expired:
    'Buyers are refused. Let the vendor export a new document and import it: punchgate license import <file>.',
  document_untrusted:
    'The kept document was changed in the database, or is signed with a key that is no longer believed, and does not count. Import it again (punchgate license import <file>), or connect a license again.',
  seats_used_up:
    'The next customer finds no customer license. Get more, or release one that is no longer used: punchgate license release <license>.',
  clock_jumped:
    'Set the clock of the machine right. Licenses are judged by the time that has really passed for a day; then the clock is believed.',
} as const satisfies Record<string, string>;

export type NoticeCode = keyof typeof noticeAdvice;

export function noticeOf(code: NoticeCode, facts: Omit<Notice, 'code' | 'advice'>): Notice {
  return { code, ...facts, advice: noticeAdvice[code] };
}

/** That something began, or is over. A next stage of the same thing ends nothing. */
export interface NoticeNews {
  event: 'began' | 'ended';
  notice: Notice;
}

/** News on its way to a webhook; the id is the same however often it is sent. */
export interface NoticeMessage extends NoticeNews {
  id: string;
  /** Epoch milliseconds. */
  at: number;
}

/** What has been told, by all processes together. */
export interface NoticeStore {
  /**
   * Brings the record in line with what is current, and answers what this caller, of all processes, gets to tell.
   * @param covers whether the caller can know that a notice, told at a time, is over
   */
  settle(
    current: readonly Notice[],
    covers: (notice: Notice, toldAt: number) => boolean,
  ): Promise<NoticeNews[]>;
  /** Told and not over. */
  list(): Promise<Notice[]>;
  /** Those never tried first, then the oldest. What was over for 30 days is given up. */
  undelivered(limit: number): Promise<NoticeMessage[]>;
  /** True for the one caller that may send it now; for a minute, should it say no more. */
  reserve(id: string): Promise<boolean>;
  release(id: string): Promise<void>;
  markDelivered(id: string): Promise<void>;
}
