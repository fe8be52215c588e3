import type { IncomingHttpHeaders } from 'node:http';
import type { Egress } from '../http/egress.ts';
import { EgressError } from '../http/egress-error.ts';
import { readAll } from '../http/read-body.ts';
import { asPunchOutError } from '../punchout/punchout-error.ts';

/** What came of a request. Where nothing came, `status` is 0 and `fault` says why: that is a finding too. */
export interface Answer {
  url: string;
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  fault: string;
}

export interface Question {
  url: string;
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: Buffer;
}

export type Ask = (question: Question) => Promise<Answer>;

const maximumBytes = 20_000_000;

/** Asks a gateway; redirects are answers. */
export function asking(egress: Egress, timeoutMilliseconds: number): Ask {
  return async (question) => {
    try {
      return await exchange(question, egress, timeoutMilliseconds);
    } catch (thrown) {
      return { url: question.url, status: 0, headers: {}, bytes: Buffer.alloc(0), fault: faultOf(thrown) };
    }
  };
}

async function exchange(
  { url, method = 'GET', headers = {}, body }: Question,
  egress: Egress,
  timeoutMilliseconds: number,
): Promise<Answer> {
  const length = body ? { 'content-length': String(body.length) } : {};
  const answer = await egress.requestStream({
    url,
    method,
    headers: { ...headers, ...length },
    timeoutMilliseconds,
    signal: AbortSignal.timeout(timeoutMilliseconds),
    ...(body && { body: once(body) }),
  });
  const bytes = await readAll(answer.body, maximumBytes, 'document_too_large');
  return { url, status: answer.status, headers: answer.headers, bytes, fault: '' };
}

async function* once(body: Buffer): AsyncGenerator<Uint8Array> {
  yield body;
}

function faultOf(thrown: unknown): string {
  if (!(thrown instanceof EgressError)) return asPunchOutError(thrown).detail;
  const isPrivate = thrown.kind === 'forbidden_address' && /\bpublic\b/.test(thrown.message);
  return isPrivate ? `${thrown.message}; --allow-private asks it all the same` : thrown.message;
}

/** Status of an answer in words. */
export function statusSeen({ status, fault }: Answer): string {
  return status === 0 ? `no answer: ${fault}` : `HTTP ${status}`;
}

/** The body as text, in the charset that the answer names. */
export function bodyText({ headers, bytes }: Answer): string {
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  return decoderOf(charset).decode(bytes);
}

function decoderOf(charset: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder('utf-8');
  }
}
