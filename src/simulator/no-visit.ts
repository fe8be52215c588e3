import type { Check } from './check.ts';

/** Why checks are skipped where the gateway let nobody in: nothing can be concluded from them. */
export const noVisit = 'no visit';

export function hadNoVisit(checks: readonly Check[]): boolean {
  return checks.some(({ outcome, seen }) => outcome === 'skipped' && seen === noVisit);
}
