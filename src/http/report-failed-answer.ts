import type { Logger } from 'pino';
import { PunchOutError } from '../punchout/punchout-error.ts';
import { EgressError } from './egress-error.ts';
import { logRefusal } from './request-log.ts';

/**
 * A browser that leaves while a page is being sent is no fault of anybody. Where the shop fails in the middle of an
 * answer, the connection has been cut and the reason is told here.
 */
export function reportFailedAnswer(log: Logger, error: Error & { code?: string }): void {
  const codes = ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'];
  const left = error instanceof EgressError ? error.kind === 'aborted' : codes.includes(error.code ?? '');
  if (left) log.debug({ event: 'client_left', code: error.code });
  else if (error instanceof PunchOutError) logRefusal(log, error);
  else log.error({ event: 'response_failed', err: error });
}
