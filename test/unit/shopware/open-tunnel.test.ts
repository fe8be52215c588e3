import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createEgress } from '../../../src/http/egress.ts';
import { createShop } from '../../../src/shopware/shop.ts';
import { settings } from './test-shop.ts';

const publicUrl = 'https://punchout.example';
const seen: IncomingMessage['headers'][] = [];
const server = createServer().on('upgrade', (request, socket) => {
  seen.push(request.headers);
  socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
});

afterEach(() => void server.close());

async function askedWith(hostHeader: 'shop' | 'gateway') {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const egress = createEgress({ allowPrivate: true });
  const shop = createShop(
    { ...settings, url, hostHeader },
    { egress, pageEgress: egress, now: () => 0, publicUrl },
  );
  const headers = { origin: publicUrl, 'sec-websocket-key': 'a2V5' };
  const { socket } = await shop.openTunnel({ target: '/', headers, signal: new AbortController().signal });
  socket.destroy();
  return { headers: seen.pop(), url };
}

describe('a WebSocket of the shop', () => {
  test('is asked for under its own host, with its own origin', async () => {
    const { headers, url } = await askedWith('shop');
    expect(headers).toMatchObject({ host: new URL(url).host, origin: url });
  });

  test('is asked for under the host of the gateway where its pages are', async () => {
    const { headers } = await askedWith('gateway');
    expect(headers).toMatchObject({
      host: 'punchout.example',
      origin: publicUrl,
      'x-forwarded-host': 'punchout.example',
      'x-forwarded-proto': 'https',
    });
  });
});
