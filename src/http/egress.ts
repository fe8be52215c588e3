import { lookup as systemLookup } from 'node:dns';
import { once } from 'node:events';
import http, {
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { EgressError } from './egress-error.ts';
import { isPublicOrigin, lookupPublic } from './public-address.ts';

interface EgressOptions {
  /** Only for a destination that the operator configured: addresses that are not public are good too. */
  allowPrivate?: boolean;
  /** Most connections to one origin. */
  maximumSockets?: number;
  lookup?: LookupFunction;
}

interface EgressRequest {
  method: string;
  url: string;
  headers?: Record<string, string | string[] | undefined>;
  timeoutMilliseconds: number;
  /** Aborts when the one we ask for is gone. */
  signal?: AbortSignal | undefined;
}

/** The deadline holds for the whole answer. */
interface TextRequest extends EgressRequest {
  body?: string | undefined;
  maximumBytes: number;
}

/** The deadline holds until the headers of the answer; after them only silence ends it. */
interface StreamRequest extends EgressRequest {
  body?: AsyncIterable<Uint8Array> | undefined;
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
}

export type TextAnswer = Answer & { text: string };
type StreamAnswer = Answer & { body: Readable };

/** Outgoing HTTP to one destination. Redirects are answers, never followed. All methods throw `EgressError`. */
export interface Egress {
  requestText(request: TextRequest): Promise<TextAnswer>;
  requestStream(request: StreamRequest): Promise<StreamAnswer>;
  close(): void;
}

/** Below the idle time of any usual server, so that we do not write into a connection that is being closed. */
const idleMilliseconds = 4_000;
const silenceMilliseconds = 60_000;

interface Connections {
  http: http.Agent;
  https: https.Agent;
  lookup: LookupFunction;
  allowPrivate: boolean;
}

export function createEgress(options: EgressOptions = {}): Egress {
  const { allowPrivate = false, maximumSockets = 64, lookup = systemLookup } = options;
  const pool = { keepAlive: true, maxSockets: maximumSockets, timeout: idleMilliseconds };
  const agents = { http: new http.Agent(pool), https: new https.Agent(pool) };
  const connections = {
    ...agents,
    allowPrivate,
    lookup: allowPrivate ? lookup : lookupPublic(lookup, forbiddenName),
  };
  return {
    requestText: async (request) => await requestText(request, connections),
    requestStream: async (request) => await requestStream(request, connections),
    close: () => Object.values(agents).forEach((agent) => void agent.destroy()),
  };
}

async function requestText(request: TextRequest, connections: Connections): Promise<TextAnswer> {
  const exchange = openExchange(request, connections);
  try {
    exchange.outgoing.end(request.body);
    const response = await exchange.response;
    const text = await readText(response, request);
    return { status: response.statusCode ?? 0, headers: response.headers, text };
  } catch (error) {
    if (isStale(exchange, error, request)) return await requestText(request, unpooled(connections));
    throw asEgressError(error, request);
  } finally {
    exchange.release();
  }
}

async function requestStream(request: StreamRequest, connections: Connections): Promise<StreamAnswer> {
  const exchange = openExchange({ ...request, headers: framed(request) }, connections);
  try {
    void send(request, exchange.outgoing);
    const response = await exchange.response;
    exchange.endDeadline();
    response.once('close', () => exchange.release());
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: safeBody(response, exchange),
    };
  } catch (error) {
    exchange.release();
    if (isStale(exchange, error, request)) return await requestStream(request, unpooled(connections));
    throw asEgressError(error, request);
  }
}

/** node:http writes a body of DELETE or OPTIONS without any frame: the next request would begin inside it. */
function framed({ headers = {}, body }: StreamRequest): NonNullable<EgressRequest['headers']> {
  const needsFrame = body !== undefined && headers['content-length'] === undefined;
  return needsFrame ? { ...headers, 'transfer-encoding': 'chunked' } : headers;
}

function openExchange(request: EgressRequest, { lookup, allowPrivate, ...agents }: Connections): Exchange {
  const url = permittedUrl(request.url, allowPrivate);
  const headers = Object.entries(request.headers ?? {}).filter(([, value]) => value !== undefined);
  const options = {
    method: request.method,
    lookup,
    headers: Object.fromEntries(headers) as OutgoingHttpHeaders,
  };
  const outgoing =
    url.protocol === 'https:'
      ? https.request(url, { ...options, agent: agents.https })
      : http.request(url, { ...options, agent: agents.http });
  return new Exchange(outgoing, request);
}

/** One request on its way: ends at its deadline, or when nobody waits for it any more. */
class Exchange {
  readonly outgoing: ClientRequest;
  readonly response: Promise<IncomingMessage>;
  readonly #signal: AbortSignal | undefined;
  readonly #deadline: NodeJS.Timeout;
  readonly #abort = () => this.end(new EgressError('aborted', 'nobody waits for the answer any more'));
  #incoming: IncomingMessage | undefined;

  constructor(outgoing: ClientRequest, { signal, timeoutMilliseconds }: EgressRequest) {
    this.outgoing = outgoing;
    this.response = new Promise((resolve, reject) => {
      // Both error listeners stay: a late error without one would end the process.
      outgoing.on('error', reject);
      outgoing.once('response', (incoming) => {
        this.#incoming = incoming.on('error', reject);
        resolve(incoming);
      });
    });
    const late = () => this.end(new EgressError('timeout', `no answer within ${timeoutMilliseconds} ms`));
    this.#deadline = setTimeout(late, timeoutMilliseconds);
    this.#signal = signal;
    signal?.addEventListener('abort', this.#abort, { once: true });
    if (signal?.aborted) this.#abort();
  }

  end(error: EgressError): void {
    (this.#incoming ?? this.outgoing).destroy(error);
  }

  endDeadline(): void {
    clearTimeout(this.#deadline);
  }

  release(): void {
    this.endDeadline();
    this.#signal?.removeEventListener('abort', this.#abort);
  }
}

async function readText(response: IncomingMessage, { maximumBytes }: TextRequest): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > maximumBytes) throw new EgressError('too_large', `more than ${maximumBytes} bytes came`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Without `for await`, which would close the sender's connection where the shop fails and an answer is still due. */
async function send({ body }: StreamRequest, outgoing: ClientRequest): Promise<void> {
  if (!body) return void outgoing.end();
  const parts = body[Symbol.asyncIterator]();
  try {
    for (let part = await parts.next(); !part.done && !outgoing.destroyed; part = await parts.next()) {
      if (!outgoing.write(part.value)) await once(outgoing, 'drain');
    }
    outgoing.end();
  } catch (error) {
    outgoing.destroy(new EgressError('aborted', 'the sender of the body went away', { cause: error }));
  }
}

function safeBody(response: IncomingMessage, exchange: Exchange): Readable {
  const silent = () => exchange.end(new EgressError('timeout', `silence for ${silenceMilliseconds} ms`));
  exchange.outgoing.setTimeout(silenceMilliseconds, silent);
  const bodiless = exchange.outgoing.method === 'HEAD' || [204, 304].includes(response.statusCode ?? 0);
  // Nobody reads a body that cannot be there, and an unread one would keep its connection.
  return bodiless ? response.resume() : response;
}

/** A kept connection that the server closed before our request arrived; only what changes nothing is asked again. */
function isStale({ outgoing }: Exchange, error: unknown, request: TextRequest | StreamRequest): boolean {
  const reset = error instanceof Error && 'code' in error && error.code === 'ECONNRESET';
  return reset && outgoing.reusedSocket && ['GET', 'HEAD'].includes(request.method) && !request.body;
}

function unpooled(connections: Connections): Connections {
  return { ...connections, http: new http.Agent(), https: new https.Agent() };
}

function asEgressError(error: unknown, request: EgressRequest): unknown {
  if (error instanceof EgressError || !(error instanceof Error) || !('code' in error)) return error;
  return new EgressError('unreachable', `${URL.parse(request.url)?.host}: ${error.code}`, { cause: error });
}

function forbiddenName(hostname: string): EgressError {
  return new EgressError('forbidden_address', `${hostname} resolves to an address that is not public`);
}

function permittedUrl(text: string, allowPrivate: boolean): URL {
  const url = URL.parse(text);
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password) {
    throw new EgressError('forbidden_address', 'only http and https addresses without credentials are asked');
  }
  if (!allowPrivate && !isPublicOrigin(url)) {
    throw new EgressError('forbidden_address', `${url.host} is not a public web address`);
  }
  return url;
}
