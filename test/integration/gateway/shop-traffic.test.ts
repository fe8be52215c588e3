import { beforeEach, describe, expect, test } from 'vitest';
import { type Behaviour, visitBehindFront } from '../../support/shop-front.ts';

/** Pages on which the server before the shop misbehaves. */
const pages: Record<string, Behaviour> = {
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
  '/coded': (_, answer) =>
    answer.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'rot13' }).end('<obql>'),
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

const { gateway, visit, enter, raw, seen } = await visitBehindFront({ pages });

beforeEach(() => {
  seen.length = 0;
});

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
    expect((await (await enter()).open('/')).status).toBe(200);
  });

  test('a page in a coding that nobody knows is refused', async () => {
    expect((await visit.open('/coded')).status).toBe(502);
  });

  test('a compressed page that breaks off before its first bytes is refused', async () => {
    expect((await visit.open('/gzip')).status).toBe(503);
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
