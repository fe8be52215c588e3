import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

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

export async function listen(
  handler: RequestListener,
  at: { port: number; host: string },
): Promise<Listening> {
  const server = createServer(limits, handler);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, resolve);
  });
  return { port: portOf(server), drain: (milliseconds) => drain(server, milliseconds) };
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function drain(server: Server, milliseconds: number): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), milliseconds);
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeIdleConnections();
  });
  clearTimeout(timer);
}
