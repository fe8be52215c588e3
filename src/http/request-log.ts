import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import type { PunchOutError } from '../punchout/punchout-error.ts';
import type { Reason } from '../punchout/reasons.ts';
import type { RequestState } from './context.ts';

/** One line per request, with nothing in it that the sender chose. */
export function requestLog(log: Logger): Middleware<RequestState> {
  return async (context, next) => {
    const reference = randomUUID();
    const startedAt = performance.now();
    Object.assign(context.state, { reference, log: log.child({ reference }), served: 'unknown' });
    await next();
    const { method, status, state } = context;
    logRequest(state.log, { method, served: state.served, status, startedAt });
  };
}

/** What was asked for and answered; `startedAt` is of `performance.now()`. */
export function logRequest(
  log: Logger,
  { startedAt, ...request }: { method: string; served: string; status: number; startedAt: number },
): void {
  const level = request.served === 'shop page' && request.status < 400 ? 'debug' : 'info';
  if (!log.isLevelEnabled(level)) return;
  const milliseconds = Math.round(performance.now() - startedAt);
  log[level]({ event: 'request', ...request, milliseconds });
}

/** Ordinary use is nothing to warn of. */
const levels: Partial<Record<Reason, 'info' | 'error'>> = {
  internal_error: 'error',
  cart_empty: 'info',
  page_not_available: 'info',
};

/** Enough for any fault; a sender must not fill our log. */
const longestDetail = 500;

/** The refusal with its full reason, for the operator. */
export function logRefusal(
  log: Logger,
  error: PunchOutError,
  facts: Record<string, string | undefined> = {},
): void {
  const { reason, advice, cause } = error;
  const detail = error.detail.slice(0, longestDetail);
  const level = levels[reason] ?? 'warn';
  log[level]({ event: 'refused', reason, detail, advice, ...facts, ...(cause ? { err: cause } : {}) });
}
