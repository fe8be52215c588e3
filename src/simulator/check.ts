import { type CheckId, checkSentences } from './check-sentences.ts';

/** One check of an answer. */
export interface Check {
  id: CheckId;
  /** What is true where it has passed. */
  sentence: string;
  outcome: 'passed' | 'failed' | 'skipped';
  /** What was seen, or why it was skipped; never a secret once `withoutSecrets` has seen it. */
  seen: string;
}

const longestText = 240;

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
  return { id, sentence: checkSentences[id], outcome, seen: oneLine(seen) };
}

/** What a gateway has answered must not move the cursor of a terminal. */
function oneLine(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
  return line.length > longestText ? `${line.slice(0, longestText)}…` : line;
}
