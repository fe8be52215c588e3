import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { beforeEach, describe, expect, test } from 'vitest';
import { rawGet } from '../../support/raw-get.ts';
import { visitBehindFront } from '../../support/shop-front.ts';

let asked: IncomingMessage[] = [];
let shopSide: Duplex[] = [];

/** The shop's end says back what it hears, as it is; the paths beside it do not. */
function upgrade(incoming: IncomingMessage, socket: Duplex): void {
  asked.push(incoming);
  shopSide.push(socket);
  socket.on('error', () => socket.destroy());
  if (incoming.url === '/silent') return;
  if (incoming.url === '/refused')
    return void socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
  const lines = [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Accept: accepted',
    'Set-Cookie: session-=secret-of-the-shop; HttpOnly',
    'X-Internal: 10.0.0.7',
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\nhello `);
  socket.pipe(socket);
}

const { gateway, visit, cookie, enter, shopUrl } = await visitBehindFront({ pages: {}, upgrade });

beforeEach(() => {
  asked = [];
  shopSide = [];
});

type Outcome =
  | { status: number; text: string }
  | { status: 101; answer: IncomingMessage; socket: Socket; head: Buffer };

async function ask(path: string, changes: Record<string, string> = {}, method = 'GET'): Promise<Outcome> {
  const headers = {
    ...{ connection: 'Upgrade', upgrade: 'websocket', origin: gateway.url, cookie: cookie() },
    ...{ 'sec-websocket-key': 'a2V5', 'sec-websocket-version': '13', 'x-forwarded-for': '10.0.0.1' },
    ...changes,
  };
  return await new Promise((resolve, reject) => {
    const sent = request(gateway.url + path, { method, headers, agent: false });
    sent.once('upgrade', (answer, socket, head) => resolve({ status: 101, answer, socket, head }));
    sent.once('response', async (answer) => {
      const text = Buffer.concat(await answer.toArray()).toString();
      resolve({ status: answer.statusCode ?? 0, text });
    });
    sent.once('error', reject).end();
  });
}

async function opened(path = '/notifications') {
  const outcome = await ask(path);
  if (!('socket' in outcome)) throw new Error(`refused with ${outcome.status}`);
  return outcome;
}

async function hear(socket: Socket, heard: string, until: string): Promise<string> {
  let text = heard;
  while (!text.includes(until)) text += (await once(socket, 'data')).toString();
  return text;
}

describe('a WebSocket of the shop', () => {
  test('speaks both ways', async () => {
    const { socket, head } = await opened();
    socket.write('bolts?');
    expect(await hear(socket, head.toString(), 'bolts?')).toBe('hello bolts?');
    socket.destroy();
  });

  test('is asked for under the name of the shop, with its own cookies', async () => {
    const { socket } = await opened();
    const headers = asked[0]?.headers;
    expect(headers).toMatchObject({
      host: new URL(shopUrl).host,
      origin: shopUrl,
      upgrade: 'websocket',
      'sec-websocket-key': 'a2V5',
    });
    expect(headers?.cookie).toContain('session-=');
    expect(headers?.cookie).not.toContain('punchgate');
    expect(headers).not.toHaveProperty('x-forwarded-for');
    socket.destroy();
  });

  test('gives the browser what a handshake needs and no session of the shop', async () => {
    const { answer, socket } = await opened();
    expect(answer.headers['sec-websocket-accept']).toBe('accepted');
    expect(answer.headers).not.toHaveProperty('x-internal');
    expect(JSON.stringify(answer.headers)).not.toContain('secret-of-the-shop');
    socket.destroy();
  });

  test('ends on both sides when one leaves', async () => {
    const first = await opened();
    first.socket.destroy();
    await once(shopSide[0] as Duplex, 'close');
    const second = await opened();
    const closed = once(second.socket.resume(), 'close');
    shopSide[1]?.destroy();
    await closed;
  });
});

describe('another protocol is refused', () => {
  test.each([
    ['to a browser without a visit', { cookie: '' }, 410],
    [
      'to a page of somebody else, whose browser sends the cookie along',
      { origin: 'https://evil.example' },
      403,
    ],
    ['to who is no page', { origin: '' }, 403],
    ['where it is none that we know', { upgrade: 'h2c' }, 404],
  ])('%s', async (_, changes, status) => {
    const outcome = await ask('/notifications', changes);
    expect(outcome.status).toBe(status);
    expect(asked).toEqual([]);
  });

  test.each(['/account/live', '/store-api/live', '/punchgate/live', '/checkout/confirm'])(
    'at %s',
    async (path) => {
      expect((await ask(path)).status).toBe(403);
      expect(asked).toEqual([]);
    },
  );

  test('where the shop refuses it', async () => {
    expect((await ask('/refused')).status).toBe(502);
  });

  test('where the shop does not answer in time', async () => {
    expect((await ask('/silent')).status).toBe(503);
    expect((await rawGet(`${gateway.url}/`, { cookie: cookie() })).status).toBe(200);
  });

  test('after the visit has ended', async () => {
    const other = await enter();
    const of = [...other.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    await other.cancel();
    expect((await ask('/notifications', { cookie: of })).status).toBe(410);
    expect(visit.gateway.reasons().at(-1)).toBe('session_over');
  });
});
