import type { Logger } from 'pino';

/** One line where units without a code could not be kept for the operator: `punchgate unit list` lacks them. */
export function logInboxFailure(log: Logger, system: string): (cause: unknown) => void {
  return (cause) => log.warn({ event: 'unit_inbox_failed', system, err: cause });
}
