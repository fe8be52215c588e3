import type { NoticeSeverity } from '../punchout/notice.ts';

export const day = 24 * 60 * 60_000;

type DaysLeft = '30' | '7' | '1';

/** The nearer the end, the louder. */
export const severityOfStage: Record<DaysLeft, NoticeSeverity> = {
  30: 'info',
  7: 'warning',
  1: 'critical',
};

/** The smallest of 30, 7 and 1 days that is not exceeded; undefined while more are left. */
export function daysLeftStage(millisecondsLeft: number): DaysLeft | undefined {
  const stages = ['1', '7', '30'] as const;
  return stages.find((days) => millisecondsLeft <= Number(days) * day);
}

export function dateOf(time: number): string {
  return new Date(time).toISOString();
}
