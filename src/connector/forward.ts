import { Readable } from 'node:stream';
import type { Egress } from '../http/egress.ts';
import { EgressError } from '../http/egress-error.ts';
import type { PassedAnswer, PassedCall } from '../punchout/connector.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { Reason } from '../punchout/reasons.ts';
import { passedCallHeaders, relayedHeaders } from './relayed-headers.ts';

const mostBytes = 8 * 1024 * 1024;

export interface ForwardConnection {
  address: URL;
  /** Path and query on the wire. */
  target: string;
  egress: Egress;
  timeoutMilliseconds: number;
}

/**
 * Passes a call to the shop and waits for its whole answer.
 * @throws PunchOutError `shop_unreachable`, `shop_answer_invalid`
 */
export async function forward(call: PassedCall, connection: ForwardConnection): Promise<PassedAnswer> {
  const { address, target, egress, timeoutMilliseconds } = connection;
  const { method, body } = call;
  const late = AbortSignal.timeout(timeoutMilliseconds);
  const signal = AbortSignal.any([call.signal, late]);
  const headers = passedCallHeaders(call);
  const asked = {
    method,
    url: address.origin,
    target,
    headers,
    signal,
    timeoutMilliseconds,
    body: body && Readable.from([body]),
  };
  try {
    const answer = await egress.requestStream(asked);
    return {
      status: answer.status,
      headers: relayedHeaders(answer.headers, address),
      body: await readAnswer(answer.body),
      lostCookies: answer.headers['set-cookie']?.length ?? 0,
    };
  } catch (error) {
    const what = `${method} ${address.host}${address.pathname}`;
    throw refusalOf(error, late.aborted ? `${what}: no answer within ${timeoutMilliseconds} ms` : what);
  }
}

async function readAnswer(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > mostBytes) throw new EgressError('too_large', `more than ${mostBytes} bytes came`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const reasons = {
  timeout: 'shop_unreachable',
  unreachable: 'shop_unreachable',
  forbidden_address: 'shop_unreachable',
  aborted: 'shop_unreachable',
  too_large: 'shop_answer_invalid',
} as const satisfies Record<EgressError['kind'], Reason>;

/** A connection that broke off in the middle of an answer is an error of the stream itself. */
function refusalOf(error: unknown, what: string): unknown {
  if (!(error instanceof Error)) return error;
  const reason = error instanceof EgressError ? reasons[error.kind] : 'shop_unreachable';
  return new PunchOutError(reason, `${what}: ${error.message}`, { cause: error });
}
