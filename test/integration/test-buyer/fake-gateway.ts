import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface FakeGateway {
  url: string;
  /** What it answers to POST /cxml next. */
  answer: { status: number; body: string };
  /** Bodies it received, oldest first. */
  received: string[];
  close(): Promise<void>;
}

/** Answers every request as told: for what a gateway may answer, not for what ours does. */
export async function startFakeGateway(): Promise<FakeGateway> {
  const gateway = { answer: { status: 200, body: '' }, received: [] as string[] };
  const server = createServer(async (request, response) => {
    gateway.received.push(await text(request));
    response.writeHead(gateway.answer.status, { 'content-type': 'text/xml' }).end(gateway.answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(gateway, { url: `http://localhost:${port}`, close: () => close(server) });
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
