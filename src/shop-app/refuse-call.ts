import type { Context } from '../http/context.ts';
import { httpStatus } from '../http/http-status.ts';
import { logRefusal } from '../http/request-log.ts';
import { asPunchOutError } from '../punchout/punchout-error.ts';

/** Answers a call of a shop; what it cannot do is told in a word, and in full in the log. */
export async function answerCall(context: Context, answer: () => Promise<void>): Promise<void> {
  try {
    await answer();
  } catch (thrown) {
    const error = asPunchOutError(thrown);
    logRefusal(context.state.log, error);
    send(context, httpStatus[error.reason], error.reason);
  }
}

/** Whoever calls has not shown that it is the shop, or calls too late. */
export function refuseStranger(context: Context, detail: string): void {
  const advice =
    'Somebody else may have called. Where it was the shop: its App must be the one that punchgate shop app made last, installed anew after --rotate, and the clocks of both must agree.';
  context.state.log.warn({ event: 'app_call_refused', detail, advice });
  send(context, 401, 'not signed by the shop');
}

function send(context: Context, status: number, error: string): void {
  context.status = status;
  context.set('Cache-Control', 'no-store');
  context.body = { error };
}
