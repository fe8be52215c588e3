import { lookup as systemLookup } from 'node:dns';
import http, { type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { EgressError } from './egress-error.ts';
import { Exchange, readText, send, type Upgraded, type Waiting, watchedBody } from './egress-exchange.ts';
import { isPublicOrigin, lookupPublic } from './public-address.ts';

interface EgressOptions {
  /** Only for a destination that the operator configured: addresses that are not public are good too. */
  allowPrivate?: boolean;
  /** Most connections to one origin. */
  maximumSockets?: number;
  /** How long an answer may pause while somebody waits for more of it. */
  silenceMilliseconds?: number;
  lookup?: LookupFunction;
}

interface EgressRequest extends Waiting {
  method: string;
  url: string;
  /** Path and query byte for byte; without it those of `url`, as a browser would write them. */
  target?: string | undefined;
  headers?: Record<string, string | string[] | undefined>;
}

/** The deadline holds for the whole answer. */
interface TextRequest extends EgressRequest {
  body?: string | undefined;
  maximumBytes: number;
  /**
   * Where the caller asks again himself: `kept-once` takes a kept connection but asks no second time where it turns out to
   * be closed, `new` opens one of its own.
   */
  connection?: 'kept-once' | 'new' | undefined;
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
/** Without `upgraded` the other side has refused; its reasons are not read. */
type TunnelAnswer = Answer & { upgraded: Upgraded | undefined };

/** Outgoing HTTP to one destination. Redirects are answers, never followed. All methods throw `EgressError`. */
export interface Egress {
  requestText(request: TextRequest): Promise<TextAnswer>;
  requestStream(request: StreamRequest): Promise<StreamAnswer>;
  /** A GET that asks for another protocol on its connection (RFC 9110, 7.8), which is then nobody else's. */
  requestTunnel(request: Omit<EgressRequest, 'method'>): Promise<TunnelAnswer>;
  close(): void;
}

/** Below the idle time of any usual server, so that we do not write into a connection that is being closed. */
const idleMilliseconds = 4_000;
const usualSilenceMilliseconds = 60_000;

interface Connections {
  http: http.Agent;
  https: https.Agent;
  lookup: LookupFunction;
  allowPrivate: boolean;
  silenceMilliseconds: number;
}

export function createEgress(options: EgressOptions = {}): Egress {
  const { allowPrivate = false, maximumSockets = 64, lookup = systemLookup } = options;
  const { silenceMilliseconds = usualSilenceMilliseconds } = options;
  const pool = { keepAlive: true, maxSockets: maximumSockets, timeout: idleMilliseconds };
  const agents = { http: new http.Agent(pool), https: new https.Agent(pool) };
  const connections = {
    ...agents,
    allowPrivate,
    silenceMilliseconds,
    lookup: allowPrivate ? lookup : lookupPublic(lookup, forbiddenName),
  };
  return {
    requestText: (request) => requestText(request, connections),
    requestStream: (request) => requestStream(request, connections),
    requestTunnel: (request) => requestTunnel(request, unpooled(connections)),
    close: () => Object.values(agents).forEach((agent) => void agent.destroy()),
  };
}

async function requestText(request: TextRequest, connections: Connections): Promise<TextAnswer> {
  const isNew = request.connection === 'new';
  const exchange = openExchange(request, isNew ? unpooled(connections) : connections);
  try {
    exchange.outgoing.end(request.body);
    const response = await exchange.response;
    const text = await readText(response, request.maximumBytes);
    return { status: response.statusCode ?? 0, headers: response.headers, text };
  } catch (error) {
    const mayAskAgain = request.connection === undefined && isStale(exchange, error, request);
    if (mayAskAgain) return await requestText({ ...request, connection: 'new' }, connections);
    throw asEgressError(error, request);
  } finally {
    exchange.release();
  }
}

async function requestStream(request: StreamRequest, connections: Connections): Promise<StreamAnswer> {
  const exchange = openExchange({ ...request, headers: framed(request) }, connections);
  try {
    void send(request.body, exchange.outgoing);
    const response = await exchange.response;
    exchange.endDeadline();
    response.once('close', () => exchange.release());
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: watchedBody(response, exchange, connections.silenceMilliseconds),
    };
  } catch (error) {
    exchange.release();
    if (isStale(exchange, error, request)) return await requestStream(request, unpooled(connections));
    throw asEgressError(error, request);
  }
}

async function requestTunnel(
  request: Omit<EgressRequest, 'method'>,
  connections: Connections,
): Promise<TunnelAnswer> {
  const exchange = openExchange({ ...request, method: 'GET' }, connections);
  try {
    exchange.outgoing.end();
    const response = await exchange.response;
    const { upgraded } = exchange;
    if (!upgraded) response.destroy();
    return { status: response.statusCode ?? 0, headers: response.headers, upgraded };
  } catch (error) {
    throw asEgressError(error, request);
  } finally {
    exchange.release();
  }
}

/** node:http writes a body of DELETE or OPTIONS without any frame: the next request would begin inside it. */
function framed({ headers = {}, body }: StreamRequest): NonNullable<EgressRequest['headers']> {
  const needsFrame = body !== undefined && headers['content-length'] === undefined;
  return needsFrame ? { ...headers, 'transfer-encoding': 'chunked' } : headers;
}

function openExchange(request: EgressRequest, { lookup, allowPrivate, ...agents }: Connections): Exchange {
  const url = permittedUrl(request.url, allowPrivate);
  const options = {
    method: request.method,
    lookup,
    headers: definedHeaders(request.headers),
    ...(request.target === undefined ? {} : { path: request.target }),
  };
  const outgoing =
    url.protocol === 'https:'
      ? https.request(url, { ...options, agent: agents.https, servername: serverNameOf(url) })
      : http.request(url, { ...options, agent: agents.http });
  return new Exchange(outgoing, request);
}

function definedHeaders(headers: EgressRequest['headers'] = {}): OutgoingHttpHeaders {
  const defined: OutgoingHttpHeaders = {};
  for (const name in headers) if (headers[name] !== undefined) defined[name] = headers[name];
  return defined;
}

/** The name on its certificate; node:https would take that of a Host header. RFC 6066 has none for addresses. */
function serverNameOf({ hostname }: URL): string {
  return isIP(hostname.replaceAll(/[[\]]/g, '')) === 0 ? hostname : '';
}

/** A kept connection that the server closed before our request arrived; only what changes nothing is asked again. */
function isStale({ outgoing }: Exchange, error: unknown, request: TextRequest | StreamRequest): boolean {
  const reset = error instanceof Error && 'code' in error && error.code === 'ECONNRESET';
  return reset && outgoing.reusedSocket && ['GET', 'HEAD'].includes(request.method) && !request.body;
}

function unpooled(connections: Connections): Connections {
  return { ...connections, http: new http.Agent(), https: new https.Agent() };
}

function asEgressError(error: unknown, request: Pick<EgressRequest, 'url'>): unknown {
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
