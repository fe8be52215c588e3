import type { Middleware } from 'koa';
import { asPunchOutError } from '../punchout/punchout-error.ts';
import type { RequestState } from './context.ts';
import { sendRefusalPage } from './refusal-page.ts';
import { logRefusal } from './request-log.ts';

/** What no route has caught: the buyer gets a page, the operator the cause. */
export function lastResort(): Middleware<RequestState> {
  return async (context, next) => {
    try {
      await next();
    } catch (thrown) {
      const error = asPunchOutError(thrown);
      logRefusal(context.state.log, error);
      sendRefusalPage(context, error, { reference: context.state.reference, frameAncestors: ['*'] });
    }
  };
}
