import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { createEgress } from '../../../src/http/egress.ts';
import type { ShopRequest } from '../../../src/punchout/shop.ts';
import { createShop } from '../../../src/shopware/shop.ts';
import { startServer } from './loopback-server.ts';
import { settings } from './test-shop.ts';

const publicUrl = 'https://punchout.example';

function shopAt(origin: string, timeoutMilliseconds = 2_000) {
  const local = { ...settings, url: `${origin}/de`, timeoutMilliseconds };
  const egress = createEgress({ allowPrivate: true });
  return createShop(local, { egress, pageEgress: egress, now: () => 0, publicUrl });
}

function get(target: string, headers: ShopRequest['headers'] = {}): ShopRequest {
  return { method: 'GET', target, headers, body: undefined, signal: new AbortController().signal };
}

async function seenBy(
  headers: ShopRequest['headers'],
): Promise<IncomingMessage['headers'] & { origin: string }> {
  let seen: IncomingMessage['headers'] = {};
  const { origin } = await startServer((request, response) => {
    seen = request.headers;
    response.end();
  });
  await shopAt(origin).forward(get('/', headers));
  return { ...seen, shop: origin } as IncomingMessage['headers'] & { origin: string };
}

describe('what the shop sees of a browser', () => {
  test('path, query and cookies as they are, and its own host', async () => {
    const { origin } = await startServer((request, response) =>
      response.end(`${request.method} ${request.url} ${request.headers.host} ${request.headers.cookie}`),
    );
    const answer = await shopAt(origin).forward(
      get('//search?p=2&search=a%20b', { host: 'punchout.example', cookie: 'session-=1' }),
    );
    expect(await text(answer.body)).toBe(`GET //search?p=2&search=a%20b ${new URL(origin).host} session-=1`);
  });

  test('the body of a form', async () => {
    const { origin } = await startServer((request, response) => void request.pipe(response));
    const body = Readable.from([Buffer.from('lineItems[0]='), Buffer.from('1')]);
    const answer = await shopAt(origin).forward({
      method: 'POST',
      target: '/',
      headers: { 'content-length': '14' },
      body,
      signal: new AbortController().signal,
    });
    expect(await text(answer.body)).toBe('lineItems[0]=1');
  });

  test('nothing of the way to us, and no context of its own choice', async () => {
    const seen = await seenBy({
      connection: 'keep-alive, x-custom-hop',
      'x-custom-hop': '1',
      'transfer-encoding': 'chunked',
      'accept-encoding': 'gzip, br',
      forwarded: 'for=10.0.0.1',
      'x-forwarded-for': '10.0.0.1',
      'x-forwarded-host': 'punchout.example',
      'x-real-ip': '10.0.0.1',
      'sw-context-token': 'chosen-by-the-browser',
      authorization: 'Basic Zm9vOmJhcg==',
      accept: 'text/html',
    });
    expect(Object.keys(seen).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'shop']);
    expect(seen['accept-encoding']).toBe('identity');
  });

  const parts = {
    range: 'bytes=0-9',
    'if-none-match': '"1"',
    'if-range': '"1"',
    'if-modified-since': 'yesterday',
  };

  test.each<ShopRequest['headers']>([
    { accept: 'text/html,*/*' },
    { 'sec-fetch-mode': 'navigate', accept: '*/*' },
  ])('no wish for a part of what may be a page: %j', async (headers) => {
    const seen = await seenBy({ ...headers, ...parts });
    for (const name of Object.keys(parts)) expect(seen).not.toHaveProperty(name);
  });

  test('a wish for a part of anything else', async () => {
    expect(await seenBy({ accept: 'image/png', ...parts })).toMatchObject(parts);
  });

  test('how the browser wants a file compressed', async () => {
    let seen: unknown;
    const { origin } = await startServer((request, response) => {
      seen = request.headers['accept-encoding'];
      response.end();
    });
    await shopAt(origin).forward({ ...get('/a.css', { 'accept-encoding': 'br, zstd' }), isFile: true });
    expect(seen).toBe('br, zstd');
    await shopAt(origin).forward({ ...get('/a.css'), isFile: true });
    expect(seen).toBe('identity');
  });

  test('itself where the browser names the gateway', async () => {
    const seen = await seenBy({ origin: publicUrl, referer: `${publicUrl}/detail/1?x=2` });
    expect(seen).toMatchObject({ origin: seen.shop, referer: `${seen.shop}/detail/1?x=2` });
  });

  test('foreign origins as they are', async () => {
    const foreign = { origin: 'null', referer: `${publicUrl}.evil.example/` };
    expect(await seenBy(foreign)).toMatchObject(foreign);
  });
});

describe('what a browser gets of the shop', () => {
  test('status, cookies and redirects as they are, but no context token', async () => {
    const { origin } = await startServer((_request, response) => {
      const cookies = ['a=1; path=/', 'b=2; path=/'];
      response
        .writeHead(302, { location: '/de/x', 'set-cookie': cookies, 'sw-context-token': 'secret' })
        .end('moved');
    });
    const answer = await shopAt(origin).forward(get('/'));
    expect(answer.status).toBe(302);
    expect(answer.headers).toMatchObject({ location: '/de/x', 'set-cookie': ['a=1; path=/', 'b=2; path=/'] });
    expect(answer.headers).not.toHaveProperty('sw-context-token');
    expect(answer.headers).not.toHaveProperty('connection');
    expect(await text(answer.body)).toBe('moved');
  });

  test('a large page as a stream', async () => {
    const { origin } = await startServer((_request, response) => void response.end('x'.repeat(5_000_000)));
    expect((await text((await shopAt(origin).forward(get('/'))).body)).length).toBe(5_000_000);
  });

  test('a refusal when the shop stays silent', async () => {
    const { origin } = await startServer(() => {});
    await expect(shopAt(origin, 100).forward(get('/page?token=1'))).rejects.toMatchObject({
      reason: 'shop_unreachable',
      detail: 'GET /page: no answer within 100 ms',
    });
  });

  test('a refusal for an address that is no path', async () => {
    const { origin } = await startServer((_request, response) => void response.end());
    const forwarded = shopAt(origin).forward(get('@evil.example/'));
    await expect(forwarded).rejects.toMatchObject({ reason: 'shop_answer_invalid' });
  });
});
