import { STATUS_CODES } from 'node:http';
import type { Middleware } from 'koa';
import { LicenseError, licenseFaults } from '../punchout/license-error.ts';
import { asPunchOutError } from '../punchout/punchout-error.ts';
import type { Context, RequestState } from './context.ts';
import { httpStatus } from './http-status.ts';

interface Problem {
  status: number;
  code: string;
  detail: string;
  advice: string;
}

/** Answers every refusal as a problem document (RFC 9457); what is our own trouble says nothing of its inside. */
export function problems(): Middleware<RequestState> {
  return async (context, next) => {
    try {
      await next();
      if (context.status === 404 && context.body === undefined) sendProblem(context, notFound);
    } catch (thrown) {
      const problem = thrown instanceof LicenseError ? problemOf(thrown) : ownTrouble(context, thrown);
      sendProblem(context, problem);
    }
  };
}

const notFound = {
  status: 404,
  code: 'not_found',
  detail: 'there is no such endpoint',
  advice: '/v1/openapi.json lists them all.',
};

function problemOf({ code, detail, advice }: LicenseError): Problem {
  return { status: licenseFaults[code].status, code, detail, advice };
}

function ownTrouble(context: Context, thrown: unknown): Problem {
  const { reason, detail, advice, cause } = asPunchOutError(thrown);
  context.state.log.error({ event: 'refused', reason, detail, advice, ...(cause ? { err: cause } : {}) });
  const status = httpStatus[reason];
  return { status, code: reason, detail: `reference ${context.state.reference}`, advice: 'Try again later.' };
}

function sendProblem(context: Context, { status, code, detail, advice }: Problem): void {
  context.status = status;
  if (status === 401) context.set('WWW-Authenticate', 'Bearer');
  if (status === 503) context.set('Retry-After', '30');
  context.state.log.info({ event: 'refused', reason: code, detail });
  context.body = { type: 'about:blank', title: STATUS_CODES[status] ?? '', status, code, detail, advice };
  context.type = 'application/problem+json';
}
