import type { LicenseQuestion, LicenseReason, LicenseVerdict } from '../punchout/license-verdict.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { BelievedDocument, DocumentKeeper } from './document-keeper.ts';
import type { DocumentRefresher } from './document-refresher.ts';
import type { LicenseClock } from './license-clock.ts';
import { recordsOfDocument } from './license-document.ts';
import { mergedRecords } from './merged-records.ts';
import { judge } from './verdict.ts';
import type { VerdictLives } from './verdict-cache.ts';

export interface RemoteVerdictPorts {
  keeper: Pick<DocumentKeeper, 'all'>;
  refresher: Pick<DocumentRefresher, 'refresh'>;
  clock: Pick<LicenseClock, 'now'>;
  lives: VerdictLives;
}

/** So old may a document be that says no. */
const youngMilliseconds = 1_000;
/** What no newer document is likely to take back. */
const lasting: readonly LicenseReason[] = [
  'license_revoked',
  'license_suspended',
  'license_subscription_ended',
  'customer_license_suspended',
  'customer_license_revoked',
];

/**
 * The verdict from the documents of the license server. One that is young enough for a verdict's life is enough for a
 * yes; for a no the server is asked again. While it is out of reach, the last document counts until its `notAfter`.
 * @throws PunchOutError `license_unverifiable`, `license_untrusted`, `license_grace_over`
 */
export async function remoteVerdict(
  question: LicenseQuestion,
  ports: RemoteVerdictPorts,
): Promise<LicenseVerdict> {
  const young = await documentsYoungerThan(ports.lives.valid / 2, ports);
  const verdict = judgeBy(young, question, ports);
  if (verdict.valid) return verdict;
  const newest = await documentsYoungerThan(youngMilliseconds, ports);
  const last = judgeBy(newest, question, ports);
  if (!last.valid) assertFounded(last, newest, ports);
  return last;
}

async function documentsYoungerThan(
  milliseconds: number,
  { keeper, refresher, clock }: RemoteVerdictPorts,
): Promise<BelievedDocument[]> {
  const documents = await keeper.all();
  const oldest = Math.min(...documents.filter(isFetched).map(({ kept }) => kept.checkedAt));
  if (clock.now() - oldest <= milliseconds) return documents;
  await refresher.refresh();
  return await keeper.all();
}

function isFetched({ kept }: BelievedDocument): boolean {
  return kept.sealedKey !== undefined;
}

/** A good verdict ends when the document does that it was made from. */
function judgeBy(
  documents: readonly BelievedDocument[],
  question: LicenseQuestion,
  { clock }: RemoteVerdictPorts,
): LicenseVerdict {
  const now = clock.now();
  const live = documents.filter(({ content }) => now < content.notAfter);
  const records = mergedRecords(live.map(({ content }) => recordsOfDocument(content)));
  const verdict = judge(question, records, now);
  if (!verdict.valid) return verdict;
  const ends = [verdict.until ?? [], live.map(({ content }) => content.notAfter)].flat();
  return { ...verdict, until: Math.min(...ends) };
}

/** A no that is only for want of news is a temporary one. */
function assertFounded(
  { reason, detail }: Extract<LicenseVerdict, { valid: false }>,
  documents: readonly BelievedDocument[],
  { clock }: RemoteVerdictPorts,
): void {
  if (lasting.includes(reason)) return;
  const now = clock.now();
  const over = documents.find(({ content }) => content.notAfter <= now);
  const failed = documents.find(({ kept }) => kept.failure !== undefined);
  if (over) {
    const { failure = 'no newer one was imported' } = over.kept;
    const ended = new Date(over.content.notAfter).toISOString();
    throw new PunchOutError('license_grace_over', `the last document counted until ${ended}; ${failure}`);
  }
  if (!failed) return;
  const { failure = '' } = failed.kept;
  const trouble = failure.startsWith('answer_untrusted') ? 'license_untrusted' : 'license_unverifiable';
  throw new PunchOutError(trouble, `${failure}; as far as is known: ${reason}, ${detail}`);
}
