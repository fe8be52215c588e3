import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import type { PunchOutError } from '../punchout/punchout-error.ts';
import type { Reason } from '../punchout/reasons.ts';
import type { RequestState } from './context.ts';

/** One line per request, with nothing in it that the sender chose. */
export function requestLog(log: Logger): Middleware<RequestState> {
  return async (context, next) => {
    const startedAt = performance.now();
    const state = stateOf(log);
    context.state = state;
    await next();
    const { method, status } = context;
    logRequest(state, { method, served: state.served, status, startedAt });
  };
}

/** Its log is made when something is told in it: of most requests nothing is. */
export function stateOf(base: Logger, served = 'unknown'): RequestState {
  const reference = randomUUID();
  let log: Logger | undefined;
  return {
    reference,
    served,
    get log() {
      log ??= base.child({ reference });
      return log;
    },
    tells: (level) => base.isLevelEnabled(level),
  };
}

/** What was asked for and answered; `startedAt` is of `performance.now()`. */
export function logRequest(
  state: RequestState,
  { startedAt, ...request }: { method: string; served: string; status: number; startedAt: number },
): void {
  const level = request.served === 'shop page' && request.status < 400 ? 'debug' : 'info';
  if (!state.tells(level)) return;
  const milliseconds = Math.round(performance.now() - startedAt);
  state.log[level]({ event: 'request', ...request, milliseconds });
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
