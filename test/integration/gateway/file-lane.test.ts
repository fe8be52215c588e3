import { once } from 'node:events';
import { beforeEach, describe, expect, test } from 'vitest';
import { begin, rawGet } from '../../support/raw-get.ts';
import { type Behaviour, visitBehindFront } from '../../support/shop-front.ts';

const pages: Record<string, Behaviour> = {
  '/theme/all.css': (_, answer) => answer.writeHead(200, { 'content-type': 'text/css' }).end('a{}'),
  '/theme/named.css': (incoming, answer) =>
    answer
      .writeHead(200, {
        'content-type': 'text/css',
        'sw-context-token': 'secret',
        sourcemap: `http://${incoming.headers.host}/theme/named.css.map`,
      })
      .end('a{}'),
  '/theme/untyped': (_, answer) => answer.end('bytes'),
  '/media/token.json': (_, answer) =>
    answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ tokens })),
  '/theme/down.css': (_, answer) => answer.writeHead(502, { 'content-type': 'text/css' }).end('down'),
  '/theme/stalls.css': () => undefined,
  '/js/missing.js': (_, answer) => answer.writeHead(404, { 'content-type': 'text/plain' }).end('none'),
  '/media/never.zip': (_, answer) => {
    answer.writeHead(200, { 'content-type': 'application/zip', 'content-length': 1_000_000 });
    answer.write('begun');
    answer.once('close', () => {
      closed += 1;
    });
  },
  '/account/theme/own.css': (_, answer) => answer.end('own'),
};

let closed = 0;

const { gateway, cookie, seen, raw, enter } = await visitBehindFront({ pages });

/** Those that the shop gave when the visit began. */
const tokens = seen.flatMap(({ headers }) => headers['sw-context-token'] ?? []).map(String);

beforeEach(() => {
  seen.length = 0;
  gateway.log.length = 0;
});

function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return rawGet(gateway.url + path, { cookie: cookie(), ...headers }, method);
}

function requestLines() {
  return gateway.log
    .filter(({ event }) => event === 'request')
    .map(({ status, level }) => ({ status, level }));
}

describe('a file of the shop in an open visit', () => {
  test('is told in one line, for whoever looks closely', async () => {
    expect((await get('/theme/all.css')).body.toString()).toBe('a{}');
    expect(requestLines()).toEqual([{ status: 200, level: 20 }]);
  });

  test('that is missing is told as any request', async () => {
    expect((await get('/js/missing.js')).status).toBe(404);
    expect(requestLines()).toEqual([{ status: 404, level: 30 }]);
  });

  test('comes without the context token and without the address of the shop', async () => {
    const { headers } = await get('/theme/named.css');
    expect(headers).not.toHaveProperty('sw-context-token');
    expect(headers.sourcemap).toBe(`${gateway.url}/theme/named.css.map`);
    expect(headers['content-security-policy']).toContain('frame-ancestors');
  });

  test('has a type that no browser takes for a page where the shop tells none', async () => {
    expect((await get('/theme/untyped')).headers['content-type']).toBe('application/octet-stream');
  });

  test('is asked for with the cookies of the visit alone, opened', async () => {
    await get('/theme/all.css');
    const shown = String(seen[0]?.headers.cookie);
    expect(shown).toContain('session-=');
    expect(shown).not.toContain('punchgate');
  });
});

describe('what comes in place of a file', () => {
  test('is asked for once, and rewritten where it could hold the token', async () => {
    const answer = await get('/media/token.json');
    expect(JSON.parse(answer.body.toString()).tokens).toContain('');
    expect(answer.headers['cache-control']).toBe('private, no-store');
    expect(seen.map(({ line }) => line)).toEqual(['GET /media/token.json']);
    expect(requestLines()).toHaveLength(1);
  });

  test('is a refusal where the shop is down, which is asked once', async () => {
    const { status, body } = await get('/theme/down.css');
    expect(status).toBe(503);
    expect(body.toString()).not.toContain('down');
    expect(gateway.reasons()).toEqual(['shop_unreachable']);
    expect(seen).toHaveLength(1);
  });

  test('is a refusal where the shop stalls, within its patience', { timeout: 5_000 }, async () => {
    expect((await get('/theme/stalls.css')).status).toBe(503);
    expect(seen).toHaveLength(1);
  });
});

describe('a browser that leaves', () => {
  test('in the middle of a file ends the request to the shop, and nobody is blamed', async () => {
    const before = closed;
    const answer = await begin(`${gateway.url}/media/never.zip`, { cookie: cookie() });
    await once(answer, 'data');
    answer.destroy();
    await expect.poll(() => closed).toBe(before + 1);
    expect(gateway.reasons()).toEqual([]);
  });

  test('before the shop has answered is no fault of the shop', async () => {
    await raw('GET /theme/stalls.css HTTP/1.1\r\n\r\n');
    await expect.poll(requestLines).toEqual([{ status: 499, level: 30 }]);
    expect(gateway.reasons()).toEqual([]);
  });
});

describe('no file is given', () => {
  test('to a visit that has ended, as soon as a page has shown it', async () => {
    const other = await enter();
    expect((await other.open('/theme/all.css')).status).toBe(200);
    await other.cancel();
    expect((await other.open('/')).status).toBe(410);
    expect((await other.open('/theme/all.css')).status).toBe(410);
  });

  test('to a browser with another key, or none', async () => {
    expect((await get('/theme/all.css')).status).toBe(200);
    expect((await get('/theme/all.css', { cookie: 'punchgate=guessed' })).status).toBe(410);
    expect((await get('/theme/all.css', { cookie: 'a=b' })).status).toBe(410);
  });

  test('to a request that names two hosts', async () => {
    expect(await raw('GET /theme/all.css HTTP/1.1\r\nHost: other\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /);
    expect(seen).toEqual([]);
  });

  test('from a closed part of the shop', async () => {
    expect((await get('/account/theme/own.css')).status).toBe(403);
    expect((await get('/theme/../account/theme/own.css'.replace('..', '%2e%2e'))).status).toBe(403);
    expect(seen).toEqual([]);
  });

  test('in place of what is the gateway’s own', async () => {
    const { body } = await get('/punchgate/bar.css');
    expect(body.toString()).toContain('#punchgate-bar');
    expect(seen).toEqual([]);
  });
});
