import { once } from 'node:events';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { begin, rawGet } from '../../support/raw-get.ts';
import { type Behaviour, visitBehindFront } from '../../support/shop-front.ts';

const css = Buffer.from('.card { color: red }\n'.repeat(200));
const large = Buffer.alloc(4_000_000, 'manual ');

const cached = {
  'cache-control': 'public, max-age=3600',
  etag: '"v1"',
  'last-modified': 'Mon, 01 Jan 2024 00:00:00 GMT',
};

const pages: Record<string, Behaviour> = {
  '/theme/all.css': (incoming, answer) => {
    if (incoming.headers['if-none-match'] === '"v1"') return void answer.writeHead(304, cached).end();
    const isCompressed = incoming.headers['accept-encoding']?.includes('gzip');
    const coding = isCompressed ? { 'content-encoding': 'gzip', vary: 'Accept-Encoding' } : {};
    const body = isCompressed ? gzipSync(css) : css;
    return void answer
      .writeHead(200, { 'content-type': 'text/css', ...cached, ...coding, 'content-length': body.length })
      .end(body);
  },
  '/media/manual.pdf': (incoming, answer) => {
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(incoming.headers.range ?? '') ?? [];
    const headers = { 'content-type': 'application/pdf', 'accept-ranges': 'bytes' };
    if (from === undefined)
      return void answer.writeHead(200, { ...headers, 'content-length': large.length }).end(large);
    const part = large.subarray(Number(from), Number(to) + 1);
    const range = { 'content-range': `bytes ${from}-${to}/${large.length}`, 'content-length': part.length };
    return void answer.writeHead(206, { ...headers, ...range }).end(part);
  },
  '/media/tracked.png': (_, answer) =>
    answer.writeHead(200, { 'content-type': 'image/png', ...cached, 'set-cookie': 'seen=1' }).end('png'),
  '/media/breaks.zip': (_, answer) => {
    answer.writeHead(200, { 'content-type': 'application/zip', 'content-length': 1_000 });
    answer.write('half', () => answer.destroy());
  },
  '/media/page.html': (incoming, answer) =>
    answer
      .writeHead(incoming.headers.range ? 206 : 200, { 'content-type': 'text/html', ...cached })
      .end('<body></body>'),
  '/js/gone.js': (_, answer) =>
    answer.writeHead(404, { 'content-type': 'text/html' }).end('<body>Not found</body>'),
};

const { gateway, cookie, seen, shopUrl } = await visitBehindFront({ pages });

beforeEach(() => {
  seen.length = 0;
});

function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return rawGet(gateway.url + path, { cookie: cookie(), ...headers }, method);
}

describe('a file of the shop', () => {
  test('comes as the shop has compressed it for the browser', async () => {
    const { headers, body } = await get('/theme/all.css', { 'accept-encoding': 'gzip, br' });
    expect(seen[0]?.headers['accept-encoding']).toBe('gzip, br');
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', 'content-length': String(body.length) });
    expect(gunzipSync(body).equals(css)).toBe(true);
  });

  test('is kept by caches as the shop says, and found unchanged', async () => {
    expect((await get('/theme/all.css')).headers).toMatchObject(cached);
    const again = await get('/theme/all.css', { 'if-none-match': '"v1"' });
    expect(again).toMatchObject({ status: 304, headers: { etag: '"v1"' } });
  });

  test('is kept by nobody where it brings a cookie', async () => {
    const { headers } = await get('/media/tracked.png');
    expect(headers['cache-control']).toBe('private, no-store');
    expect(headers['set-cookie']?.[0]).toContain('seen=1');
  });

  test('comes in ranges', async () => {
    const { status, headers, body } = await get('/media/manual.pdf', { range: 'bytes=7-13' });
    expect({ status, text: body.toString() }).toEqual({ status: 206, text: 'manual ' });
    expect(headers['content-range']).toBe(`bytes 7-13/${large.length}`);
  });

  test('tells its length before it is fetched', async () => {
    const { headers, body } = await get('/media/manual.pdf', {}, 'HEAD');
    expect({ length: headers['content-length'], body: body.length }).toEqual({ length: '4000000', body: 0 });
  });

  test('waits for a browser that reads slowly, and comes whole', async () => {
    const answer = await begin(`${gateway.url}/media/manual.pdf`, { cookie: cookie() });
    const [first] = await once(answer, 'data');
    answer.pause();
    expect((await get('/theme/all.css')).status).toBe(200);
    const rest = Buffer.concat(await answer.toArray());
    expect(first.length + rest.length).toBe(large.length);
  });

  test('that breaks off is cut, and told', async () => {
    await expect(get('/media/breaks.zip')).rejects.toThrow('aborted');
    await expect.poll(() => gateway.reasons().at(-1)).toBe('shop_unreachable');
  });
});

test('a script that would stay in the browser as a service worker is not given', async () => {
  const { status } = await get('/js/gone.js', { 'service-worker': 'script' });
  expect(status).toBe(403);
  expect(seen).toEqual([]);
});

describe('a page is a page wherever it lies', () => {
  test('it is asked for whole, and answered without the marks of what the shop has', async () => {
    const headers = {
      accept: 'text/html',
      range: 'bytes=0-3',
      'if-none-match': '"v1"',
      'accept-encoding': 'br',
    };
    const answer = await get('/media/page.html', headers);
    expect(answer.status).toBe(200);
    for (const name of ['range', 'if-none-match']) expect(seen[0]?.headers).not.toHaveProperty(name);
    for (const name of ['etag', 'last-modified']) expect(answer.headers).not.toHaveProperty(name);
    expect(answer.headers['cache-control']).toBe('private, no-store');
  });

  test('and refused in parts: half a token could not be found', async () => {
    expect((await get('/media/page.html', { range: 'bytes=0-3' })).status).toBe(502);
  });

  test('one that tells of a missing file has the bar, and no address of the shop', async () => {
    const { status, body } = await get('/js/gone.js', { accept: '*/*' });
    expect(status).toBe(404);
    expect(body.toString()).toContain('id="punchgate-bar"');
    expect(body.toString()).not.toContain(shopUrl);
  });
});
