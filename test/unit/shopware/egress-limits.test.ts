import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LookupFunction } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { createEgress } from '../../../src/http/egress.ts';
import type { EgressError } from '../../../src/http/egress-error.ts';
import { askShop } from '../../../src/shopware/ask-shop.ts';
import { startServer } from './loopback-server.ts';
import { settings } from './test-shop.ts';

const limits = { method: 'GET', timeoutMilliseconds: 2_000, maximumBytes: 1_000 };
const upgrade = { headers: { connection: 'Upgrade', upgrade: 'websocket' }, timeoutMilliseconds: 2_000 };

function names(addresses: string[]): LookupFunction {
  return (_hostname, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
}

function faultOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'answered',
    (error: EgressError) => error.kind,
  );
}

describe('an address that is not public is never asked', () => {
  test.each([
    ['::ffff:127.0.0.1'],
    ['::ffff:7f00:1'],
    ['fe80::1'],
    ['fd00::1'],
    ['::'],
    ['0.0.0.0'],
    ['192.168.1.1'],
    ['172.16.0.1'],
    ['100.64.0.1'],
    ['2002:7f00:1::'],
    ['64:ff9b::a00:1'],
    ['no address'],
  ])('a name that also means %s', async (address) => {
    const egress = createEgress({ lookup: names(['93.184.215.14', address]) });
    const url = 'http://shop.example/';
    expect(await faultOf(egress.requestText({ ...limits, url }))).toBe('forbidden_address');
    expect(await faultOf(egress.requestTunnel({ ...upgrade, url }))).toBe('forbidden_address');
  });

  test.each(['http://[::ffff:7f00:1]/', 'http://[::]/', 'http://0/', 'http://127.1/', 'http://[fe80::1]/'])(
    'for another protocol either: %s',
    async (url) => {
      expect(await faultOf(createEgress().requestTunnel({ ...upgrade, url }))).toBe('forbidden_address');
    },
  );
});

describe('an answer that pauses', () => {
  /** Everything but its end. */
  function beginning(_request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { 'content-length': 3_000_000 }).write(Buffer.alloc(2_999_999));
  }

  test('ends where somebody waits for more of it', async () => {
    const { origin } = await startServer(beginning);
    const egress = createEgress({ allowPrivate: true, silenceMilliseconds: 100 });
    const { body } = await egress.requestStream({ ...limits, url: origin });
    await expect(text(body)).rejects.toThrow('silence for 100 ms');
  });

  test('lives on where its reader is the slow one', async () => {
    const { origin } = await startServer((_request, response) => void response.end(Buffer.alloc(3_000_000)));
    const egress = createEgress({ allowPrivate: true, silenceMilliseconds: 50 });
    const { body } = await egress.requestStream({ ...limits, url: origin });
    let silences = 0;
    const silent = new Promise<void>((resolve) => {
      (body as IncomingMessage).socket.on('timeout', () => {
        silences += 1;
        if (silences === 3) resolve();
      });
    });
    await once(body, 'readable');
    await silent;
    expect((await text(body)).length).toBe(3_000_000);
  });
});

describe('a connection for another protocol', () => {
  const egress = createEgress({ allowPrivate: true });

  test('is handed over with what came behind the answer', async () => {
    const { origin, server } = await startServer(() => {});
    server.on('upgrade', (_request, socket) =>
      socket.end(
        'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nhello',
      ),
    );
    const { status, upgraded } = await egress.requestTunnel({ ...upgrade, url: origin });
    expect([status, upgraded?.head.toString()]).toEqual([101, 'hello']);
    upgraded?.socket.destroy();
  });

  test('is none where the other side has an ordinary answer', async () => {
    const { origin } = await startServer((_request, response) => void response.writeHead(404).end());
    expect(await egress.requestTunnel({ ...upgrade, url: origin })).toMatchObject({
      status: 404,
      upgraded: undefined,
    });
  });

  test('ends at the deadline', async () => {
    const { origin, server } = await startServer(() => {});
    server.on('upgrade', (_request, socket) => socket.on('error', () => socket.destroy()));
    const asked = egress.requestTunnel({ ...upgrade, timeoutMilliseconds: 100, url: origin });
    expect(await faultOf(asked)).toBe('timeout');
  });
});

test('a shop that drops every connection is asked twice at most, also over kept ones', async () => {
  let asked = 0;
  let drops = false;
  const { origin } = await startServer((request, response) => {
    asked += 1;
    if (drops) request.socket.destroy();
    else response.end('{}');
  });
  const egress = createEgress({ allowPrivate: true });
  const connection = { settings: { ...settings, url: origin }, egress };
  const call = { method: 'GET', path: '/store-api/context', headers: {} };
  await askShop(call, connection);
  drops = true;
  asked = 0;
  await expect(askShop(call, connection)).rejects.toMatchObject({ reason: 'shop_unreachable' });
  expect(asked).toBe(2);
});
