import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DemoShop, startDemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import { seedDemoSystems, startGateway, type TestGateway } from '../../support/gateway.ts';
import { type ShopVisit, visitByOci } from '../../support/visit.ts';

type Misbehaviour = (incoming: IncomingMessage, answer: ServerResponse) => void;

/** Pages on which the server before the shop misbehaves. */
const misbehaviour: Record<string, Misbehaviour> = {
  '/early': (_, answer) => answer.end('<body>early</body>'),
  '/stall': (_, answer) => answer.writeHead(200, { 'content-type': 'text/html' }).write('<body>'),
  '/break': (_, answer) => {
    answer.writeHead(200, { 'content-type': 'text/html', 'content-disposition': 'attachment' });
    answer.write('<body>');
    setTimeout(() => answer.destroy(), 50);
  },
  '/gzip': (_, answer) =>
    answer
      .writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
      .end(Buffer.from([31, 139])),
  '/json': (_, answer) =>
    answer.writeHead(200, { 'content-type': 'application/json' }).end('{"html":"<body>a</body>"}'),
  '/policy': (incoming, answer) => {
    answer.setHeader('content-security-policy', [
      "script-src 'self'",
      `img-src http://${incoming.headers.host}, frame-ancestors 'none'`,
    ]);
    answer.writeHead(200, { 'content-type': 'text/html' }).end('<body></body>');
  },
  '/cookie': (_, answer) =>
    answer
      .writeHead(200, { 'set-cookie': ['punchgate=stolen; Path=/', 'pgs_session-=stolen', 'theirs=1'] })
      .end(),
};

let shop: DemoShop;
let front: Server;
let gateway: TestGateway;
let visit: ShopVisit;
let seen: { line: string; headers: IncomingMessage['headers'] }[];

beforeAll(async () => {
  shop = await startDemoShop({ port: 0, host: '127.0.0.1' });
  front = createServer(misbehaveOrPass);
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${(front.address() as AddressInfo).port}`;
  gateway = await startGateway({ shop: { ...shop, url } });
  await seedDemoSystems(gateway, shop);
  visit = await visitByOci(gateway, shop);
});

beforeEach(() => {
  seen = [];
});

afterAll(async () => {
  await gateway.close();
  front.closeAllConnections();
  front.close();
  await shop.close();
});

function misbehaveOrPass(incoming: IncomingMessage, answer: ServerResponse): void {
  seen?.push({ line: `${incoming.method} ${incoming.url}`, headers: incoming.headers });
  const misbehave = misbehaviour[incoming.url ?? ''];
  if (misbehave) {
    misbehave(incoming, answer);
    return;
  }
  const options = { method: incoming.method, headers: { ...incoming.headers, host: new URL(shop.url).host } };
  const passed = request(shop.url + incoming.url, options, (response) => {
    answer.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(answer);
  });
  incoming.pipe(passed);
}

/** Bytes of the buyer's own making on the visit's connection. */
async function raw(head: string): Promise<string> {
  const cookie = [...visit.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return await new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    socket.write(head.replace('\r\n\r\n', `\r\nHost: localhost\r\nCookie: ${cookie}\r\n\r\n`));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer));
  });
}

describe('what a buyer sends to the shop through the gateway', () => {
  test('a length without a body cannot make the shop take the next request for it', async () => {
    await raw('GET /early HTTP/1.1\r\nContent-Length: 21\r\n\r\n');
    await raw('GET / HTTP/1.1\r\nX-A: GET /account HTTP/1.1\r\n\r\n');
    expect(seen.map(({ line }) => line)).toEqual(['GET /early', 'GET /']);
    expect(seen[0]?.headers).not.toHaveProperty('content-length');
  });

  test.each(['DELETE', 'OPTIONS', 'POST', 'PUT'])(
    'the body of a chunked %s stays the body of that request',
    async (method) => {
      const inner = 'GET /account HTTP/1.1\r\n\r\n';
      const body = `${inner.length.toString(16)}\r\n${inner}\r\n0\r\n\r\n`;
      await raw(`${method} /early HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n${body}`);
      await raw('GET / HTTP/1.1\r\n\r\n');
      expect(seen.map(({ line }) => line)).toEqual([`${method} /early`, 'GET /']);
    },
  );

  test('nothing but the headers of a browser reaches the shop', async () => {
    const headers = {
      'x-original-url': '/account',
      'x-http-method-override': 'DELETE',
      'x-forwarded-host': 'evil.example',
      'sw-currency-id': 'x',
      'client-ip': '127.0.0.1',
      authorization: 'Bearer x',
    };
    await visit.browser.open(`${gateway.url}/early`, { headers });
    expect(Object.keys(seen[0]?.headers ?? {}).toSorted()).toEqual(
      ['accept', 'accept-encoding', 'connection', 'cookie', 'host'].toSorted(),
    );
  });
});

describe('what comes back from a shop that misbehaves', () => {
  test('a page that stalls is given up within the patience of the shop', { timeout: 5_000 }, async () => {
    const answer = await visit.open('/stall');
    expect(answer.status).toBe(503);
    expect(gateway.reasons().at(-1)).toBe('shop_unreachable');
  });

  test('a page that breaks off is refused, with none of its headers', async () => {
    const answer = await visit.open('/break');
    expect(answer.status).toBe(503);
    expect(answer.headers).not.toHaveProperty('content-disposition');
  });

  test('stalled pages of buyers who have left keep nobody from entering', { timeout: 10_000 }, async () => {
    const left = Array.from({ length: 100 }, () => raw('GET /stall HTTP/1.1\r\n\r\n'));
    await Promise.all(left);
    expect(gateway.reasons()).not.toContain('internal_error');
    expect(gateway.log.filter(({ event }) => event === 'response_failed')).toEqual([]);
    expect((await (await visitByOci(gateway, shop)).open('/')).status).toBe(200);
  });

  test('a page in an encoding that we did not ask for is refused', async () => {
    expect((await visit.open('/gzip')).status).toBe(502);
  });

  test('JSON stays JSON', async () => {
    expect(JSON.parse((await visit.open('/json')).text)).toEqual({ html: '<body>a</body>' });
  });

  test('its policies hold on the gateway, all but their word on frames', async () => {
    const policy = String((await visit.open('/policy')).headers['content-security-policy']);
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain(`img-src ${gateway.url}`);
    expect(policy).not.toContain("'none'");
    expect(policy).toContain("frame-ancestors 'self' https://buyer.example");
  });

  test('its cookies cannot take the place of ours', async () => {
    const { headers } = await visit.open('/cookie');
    expect(headers['set-cookie']?.map((line) => line.split('=')[0])).toEqual(['theirs']);
    expect((await visit.open('/')).status).toBe(200);
  });
});
