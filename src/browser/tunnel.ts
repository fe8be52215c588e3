import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Context } from '../http/context.ts';
import { httpStatus } from '../http/http-status.ts';
import { logRefusal } from '../http/request-log.ts';
import { asPunchOutError, PunchOutError } from '../punchout/punchout-error.ts';
import type { ShopTunnel } from '../punchout/shop-tunnel.ts';
import { assertOpen, type Visit, visitOfBrowser } from '../punchout/visit.ts';
import { joinSockets } from './join-sockets.ts';
import type { BrowserPorts } from './ports.ts';
import { shopPathKind } from './shop-path.ts';
import { visitCookies } from './visit-cookies.ts';
import { assertOwnHost, browserKeyOf } from './visit-host.ts';

/** A shop keeps few of them open for one page; more are no use of it. */
const mostTunnels = 256;
const visitCheckMilliseconds = 15_000;

interface Upgrade {
  socket: Duplex;
  /** What came right behind the request. */
  head: Buffer;
}

/** Serves WebSockets of the shop to browsers in an open visit; refuses whatever else asks for another protocol. */
export function tunnels(ports: BrowserPorts): (context: Context, upgrade: Upgrade) => Promise<void> {
  const open = new Set<Duplex>();
  return async (context, upgrade) => {
    const { socket } = upgrade;
    // The socket is ours now, with its errors.
    socket.on('error', () => socket.destroy());
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    try {
      if (open.size > mostTunnels)
        throw new PunchOutError('shop_unreachable', `${mostTunnels} WebSockets are open`);
      await openTunnel(context, upgrade, ports);
    } catch (thrown) {
      refuse(context, socket, asPunchOutError(thrown));
    }
  };
}

async function openTunnel(context: Context, upgrade: Upgrade, ports: BrowserPorts): Promise<void> {
  const { socket } = upgrade;
  const leaving = new AbortController();
  socket.once('close', () => leaving.abort());
  const visit = await visitOf(context, ports);
  const { cookie, ...headers } = context.headers;
  const cookies = visitCookies(visit, ports);
  const tunnel = await ports.shops.byName(visit.system.shop).openTunnel({
    target: context.originalUrl,
    headers: { ...headers, cookie: await cookies.forShop(cookie) },
    signal: leaving.signal,
  });
  if (socket.destroyed) return void tunnel.socket.destroy();
  const lines = await cookies.fromShop([tunnel.headers['set-cookie'] ?? []].flat());
  socket.write(acceptance(tunnel, lines));
  joinSockets(upgrade, tunnel);
  endWithVisit(socket, visit, ports);
  context.state.log.debug({ event: 'tunnel_opened', session: visit.session.id });
}

/** The cookie comes with requests of foreign pages too, and a WebSocket needs no permission of theirs: RFC 6455, 10.2. */
async function visitOf(context: Context, ports: BrowserPorts): Promise<Visit> {
  if (context.method !== 'GET' || context.get('Upgrade').toLowerCase() !== 'websocket')
    throw new PunchOutError('not_found', 'another protocol than WebSocket');
  const visit = await visitOfBrowser(browserKeyOf(context, ports), ports);
  assertOwnHost(context, visit, ports);
  assertOpen(visit.session, ports.surroundings.now());
  const { publicUrl } = ports.shops.byName(visit.system.shop);
  const isOwn = context.get('Origin') === publicUrl;
  const isPage = shopPathKind(context.path) === 'page' && !context.path.startsWith('/punchgate/');
  if (!isOwn || !isPage)
    throw new PunchOutError('page_not_available', `WebSocket ${context.path.slice(0, 200)}`);
  if (visit.session.operation === 'inspect') throw new PunchOutError('visit_read_only', 'WebSocket');
  return visit;
}

const passedOn = ['sec-websocket-accept', 'sec-websocket-extensions', 'sec-websocket-protocol'];

function acceptance({ headers }: ShopTunnel, cookieLines: readonly string[]): string {
  const own = passedOn.flatMap((name) => (headers[name] ? [`${name}: ${headers[name]}`] : []));
  const cookies = cookieLines.map((line) => `Set-Cookie: ${line}`);
  const lines = [
    'HTTP/1.1 101 Switching Protocols',
    'Connection: Upgrade',
    'Upgrade: websocket',
    ...own,
    ...cookies,
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function endWithVisit(socket: Duplex, { session }: Visit, { sessions, surroundings }: BrowserPorts): void {
  const check = async () => {
    const isOver =
      surroundings.now() >= session.expiresAt || (await sessions.endOf(session.id)) !== undefined;
    if (isOver) socket.destroy();
  };
  const timer = setInterval(() => void check().catch(() => socket.destroy()), visitCheckMilliseconds);
  socket.once('close', () => clearInterval(timer));
}

function refuse({ state }: Context, socket: Duplex, error: PunchOutError): void {
  if (socket.destroyed) return;
  logRefusal(state.log, error);
  const status = httpStatus[error.reason];
  const body = `${error.buyerText}\n`;
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Type: text/plain`;
  socket.end(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`, () => socket.destroy());
}
