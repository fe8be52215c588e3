import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterAll } from 'vitest';
import { startDemoShop } from '../../src/demo/shop/start-demo-shop.ts';
import { seedDemoSystems, startGateway, type TestGateway } from './gateway.ts';
import { type ShopVisit, visitByOci } from './visit.ts';

export type Behaviour = (incoming: IncomingMessage, answer: ServerResponse) => void;

export interface FrontedVisit {
  gateway: TestGateway;
  visit: ShopVisit;
  /** Another buyer goes in. */
  enter(): Promise<ShopVisit>;
  /** What reached the shop. */
  seen: { line: string; headers: IncomingMessage['headers'] }[];
  /** The `Cookie` header of the visit. */
  cookie(): string;
  /** Sends bytes of the buyer's own making on the visit's connection, and answers all that comes back. */
  raw(head: string): Promise<string>;
  /** Origin of the shop. */
  shopUrl: string;
}

interface FrontOptions {
  /** Pages of the server before the shop, by path. */
  pages: Record<string, Behaviour>;
  upgrade?: (incoming: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/** A visit to a shop whose pages come through another server, with pages of its own; for all tests of a file. */
export async function visitBehindFront({ pages, upgrade }: FrontOptions): Promise<FrontedVisit> {
  const shop = await startDemoShop({ port: 0, host: '127.0.0.1' });
  const seen: FrontedVisit['seen'] = [];
  const front = createServer((incoming, answer) => {
    seen.push({ line: `${incoming.method} ${incoming.url}`, headers: incoming.headers });
    const page = pages[incoming.url ?? ''];
    if (page) page(incoming, answer);
    else passOn(incoming, answer, shop.url);
  });
  if (upgrade) front.on('upgrade', upgrade);
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${(front.address() as AddressInfo).port}`;
  const gateway = await startGateway({ shop: { ...shop, url } });
  await seedDemoSystems(gateway, shop);
  afterAll(async () => {
    await gateway.close();
    front.closeAllConnections();
    front.close();
    await shop.close();
  });
  const visit = await visitByOci(gateway, shop);
  const cookie = () => [...visit.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return {
    gateway,
    visit,
    seen,
    shopUrl: url,
    cookie,
    enter: () => visitByOci(gateway, shop),
    raw: (head) =>
      raw(gateway.url, head.replace('\r\n\r\n', `\r\nHost: localhost\r\nCookie: ${cookie()}\r\n\r\n`)),
  };
}

function passOn(incoming: IncomingMessage, answer: ServerResponse, shopUrl: string): void {
  const options = { method: incoming.method, headers: { ...incoming.headers, host: new URL(shopUrl).host } };
  const passed = request(shopUrl + incoming.url, options, (response) => {
    answer.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(answer);
  });
  incoming.pipe(passed);
}

async function raw(gatewayUrl: string, text: string): Promise<string> {
  return await new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(new URL(gatewayUrl).port), '127.0.0.1');
    socket.write(text);
    socket.setTimeout(1_000, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('close', () => resolve(answer));
  });
}
