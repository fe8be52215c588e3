import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import {
  brotliCompressSync,
  brotliDecompressSync,
  deflateSync,
  gunzipSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { begin, rawGet } from '../../support/raw-get.ts';
import { type Behaviour, visitBehindFront } from '../../support/shop-front.ts';

const text = 'Größe '.repeat(300);
const whole = (host: string | undefined) => `<body><a href="http://${host}/x">${text}</a></body>`;

/** Pages whose answer is kept open for the test to go on with. */
const kept = new Map<string, ServerResponse>();
const keep: Behaviour = (incoming, answer) => {
  answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  answer.write(`<body>${'first '.repeat(100)}`);
  kept.set(incoming.url ?? '', answer);
};

const coded =
  (coding: string, encode: (bytes: Buffer) => Buffer): Behaviour =>
  (incoming, answer) =>
    answer
      .writeHead(200, { 'content-type': 'text/html', 'content-encoding': coding })
      .end(encode(Buffer.from(whole(incoming.headers.host))));

const pages: Record<string, Behaviour> = {
  '/slow': keep,
  '/breaks': keep,
  '/token': keep,
  '/gzip': coded('gzip', gzipSync),
  '/deflate': coded('deflate', deflateSync),
  '/br': coded('br', brotliCompressSync),
  '/zstd': coded('zstd', zstdCompressSync),
  '/plain': coded('identity', (bytes) => bytes),
};

const { gateway, visit, cookie, seen, shopUrl } = await visitBehindFront({ pages });

beforeEach(() => {
  kept.clear();
  seen.length = 0;
});

function open(path: string, headers: Record<string, string> = {}) {
  return begin(gateway.url + path, { accept: 'text/html', cookie: cookie(), ...headers });
}

function get(path: string, headers: Record<string, string> = {}) {
  return rawGet(gateway.url + path, { accept: 'text/html', cookie: cookie(), ...headers });
}

function shopAnswer(path: string): ServerResponse {
  const answer = kept.get(path);
  if (!answer) throw new Error(`the shop was not asked for ${path}`);
  return answer;
}

describe('a page that the shop is still writing', () => {
  test.each(['identity', 'gzip', 'br'])('is seen as far as it has come, in %s', async (coding) => {
    const answer = await open('/slow', { 'accept-encoding': coding });
    await once(answer, 'data');
    expect(shopAnswer('/slow').writableEnded).toBe(false);
    shopAnswer('/slow').end('last</body>');
    answer.resume();
    await once(answer, 'end');
    expect(answer.complete).toBe(true);
  });

  test('is cut where the shop breaks it off: half a page is not taken for a whole one', async () => {
    const answer = await open('/breaks');
    await once(answer, 'data');
    shopAnswer('/breaks').destroy();
    answer.resume();
    const [error] = await once(answer, 'error');
    expect(error.message).toBe('aborted');
    expect(gateway.reasons().at(-1)).toBe('shop_unreachable');
  });

  test('never shows the context token, though the shop cuts it in two', async () => {
    await visit.open('/checkout/cart');
    const tokens = () => seen.flatMap(({ headers }) => headers['sw-context-token'] ?? []);
    await expect.poll(() => tokens().length).toBeGreaterThan(0);
    const token = String(tokens()[0]);
    const answer = await open('/token');
    for (const part of [`x${token.slice(0, 9)}`, token.slice(9, 20), `${token.slice(20)}y`]) {
      await new Promise((resolve) => shopAnswer('/token').write(part, resolve));
      await turn();
    }
    shopAnswer('/token').end('</body>');
    const page = Buffer.concat(await answer.toArray()).toString();
    expect(page).toContain('xy');
    expect(page).not.toContain(token);
  });
});

describe('a page that comes compressed all the same', () => {
  test.each(['/gzip', '/deflate', '/br', '/zstd'])('is read and rewritten: %s', async (path) => {
    const { status, headers, body } = await get(path);
    expect(status).toBe(200);
    expect(headers).not.toHaveProperty('content-encoding');
    expect(body.toString()).toContain(`<a href="${gateway.url}/x">${text}</a>`);
    expect(body.toString()).not.toContain(shopUrl);
    expect(body.toString()).toContain('id="punchgate-bar"');
  });
});

describe('a page on its way to the buyer', () => {
  test.each([
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip;q=1, br;q=0.5', 'gzip', gunzipSync],
    ['*', 'br', brotliDecompressSync],
  ])('is compressed as the browser accepts: %s', async (accepted, coding, decode) => {
    const { headers, body } = await get('/plain', { 'accept-encoding': accepted });
    expect(headers['content-encoding']).toBe(coding);
    expect(headers.vary).toContain('Accept-Encoding');
    expect(headers).not.toHaveProperty('content-length');
    expect(decode(body).toString()).toContain(`<a href="${gateway.url}/x">`);
  });

  test.each(['', 'identity', 'br;q=0, gzip;q=0', 'deflate'])(
    'is not where it does not: "%s"',
    async (accepted) => {
      const { headers, body } = await get('/plain', { 'accept-encoding': accepted });
      expect(headers).not.toHaveProperty('content-encoding');
      expect(body.toString()).toContain(`<a href="${gateway.url}/x">`);
    },
  );
});
