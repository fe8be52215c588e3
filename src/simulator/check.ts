import { type CheckId, checkSentences } from './check-sentences.ts';

/** One check of an answer. */
export interface Check {
  id: CheckId;
  /** What is true where it has passed. */
  sentence: string;
  outcome: 'passed' | 'failed' | 'skipped';
  /** What was seen, or why it was skipped; as it came: `withoutSecrets` makes it fit to be shown. */
  seen: string;
}

export function judged(id: CheckId, holds: boolean, seen: string): Check {
  return check(id, holds ? 'passed' : 'failed', seen);
}

export function skipped(why: string, ...ids: CheckId[]): Check[] {
  return ids.map((id) => check(id, 'skipped', why));
}

/** Passes where there are no faults; else tells them. */
export function faultless(id: CheckId, faults: readonly string[], seen: string): Check {
  const more = faults.length > 3 ? ` and ${faults.length - 3} more` : '';
  return judged(id, faults.length === 0, faults.length === 0 ? seen : faults.slice(0, 3).join('; ') + more);
}

function check(id: CheckId, outcome: Check['outcome'], seen: string): Check {
  return { id, sentence: checkSentences[id], outcome, seen };
}
