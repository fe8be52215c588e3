import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import type { PunchOutError } from '../punchout/punchout-error.ts';
import type { RequestState } from './context.ts';

/** One line per request, with nothing in it that the sender chose. */
export function requestLog(log: Logger): Middleware<RequestState> {
  return async (context, next) => {
    const reference = randomUUID();
    const startedAt = performance.now();
    Object.assign(context.state, { reference, log: log.child({ reference }), served: 'unknown' });
    await next();
    const milliseconds = Math.round(performance.now() - startedAt);
    const { served } = context.state;
    context.state.log.info({
      event: 'request',
      method: context.method,
      served,
      status: context.status,
      milliseconds,
    });
  };
}

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
  const level = reason === 'internal_error' ? 'error' : 'warn';
  log[level]({ event: 'refused', reason, detail, advice, ...facts, ...(cause ? { err: cause } : {}) });
}
