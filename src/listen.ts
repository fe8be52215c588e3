import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** What answers requests, and requests for another protocol on the same connection. */
export interface Service {
  request: RequestListener;
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

export interface Listening {
  port: number;
  /** Takes no new connection, lets running requests finish for so long, then closes what is left. */
  drain(milliseconds: number): Promise<void>;
}

/** Limits that end slow and idle clients long before Node's own would. */
const limits = {
  headersTimeout: 8_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16 * 1024,
};

/** A reader who takes nothing for so long has gone, and would keep a connection to the shop. */
const stallMilliseconds = 120_000;

export async function listen(
  service: RequestListener | Service,
  at: { port: number; host: string },
): Promise<Listening> {
  const { request, upgrade } = typeof service === 'function' ? { request: service } : service;
  const server = createServer(limits, request).setTimeout(stallMilliseconds);
  const upgraded = upgrade ? trackUpgrades(server, upgrade) : new Set<Duplex>();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, resolve);
  });
  return { port: portOf(server), drain: (milliseconds) => drain(server, upgraded, milliseconds) };
}

/** Node forgets a connection that has another protocol: it has to be ended by hand. */
function trackUpgrades(server: Server, upgrade: Service['upgrade']): Set<Duplex> {
  const upgraded = new Set<Duplex>();
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head) => {
    upgraded.add(socket.setTimeout(0));
    socket.once('close', () => upgraded.delete(socket));
    upgrade(request, socket, head);
  });
  return upgraded;
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function drain(server: Server, upgraded: ReadonlySet<Duplex>, milliseconds: number): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), milliseconds);
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeIdleConnections();
    // They have no end of their own; a browser opens a new one, of another process.
    for (const socket of upgraded) socket.destroy();
  });
  clearTimeout(timer);
}
