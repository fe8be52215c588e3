import { existsSync, readFileSync } from 'node:fs';
import type { LookupFunction } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { createEgress } from '../../../src/http/egress.ts';
import type { EgressError } from '../../../src/http/egress-error.ts';
import { startServer } from './loopback-server.ts';

const urlsFile = join(process.env.PAYLOADS ?? '../shared/payloads', 'urls.json');
const limits = { method: 'GET', timeoutMilliseconds: 2_000, maximumBytes: 1_000 };
const noNames: LookupFunction = (hostname, _options, callback) =>
  callback(Object.assign(new Error(hostname), { code: 'ENOTFOUND' }), []);

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
  const literals = [
    'http://127.0.0.1/',
    'http://0x7f000001/',
    'http://2130706433/',
    'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://100.64.0.1/',
    'http://user@93.184.215.14/',
    'http://93.184.215.14:22/',
    'ftp://93.184.215.14/',
    'no address at all',
  ];
  test.each(literals)('%s', async (url) => {
    const egress = createEgress({ lookup: noNames });
    expect(await faultOf(egress.requestText({ ...limits, url }))).toBe('forbidden_address');
    expect(await faultOf(egress.requestStream({ ...limits, url }))).toBe('forbidden_address');
  });

  test.each([[['127.0.0.1']], [['10.0.0.7']], [['93.184.215.14', '127.0.0.1']], [['::1']], [[]]])(
    'a name with the addresses %j',
    async (addresses) => {
      const egress = createEgress({ lookup: names(addresses) });
      const asked = egress.requestText({ ...limits, url: 'http://shop.example/' });
      expect(await faultOf(asked)).toBe('forbidden_address');
    },
  );

  test('a name that cannot be resolved is unreachable, not permitted', async () => {
    const egress = createEgress({ lookup: noNames });
    const asked = egress.requestText({ ...limits, url: 'http://shop.example/' });
    expect(await faultOf(asked)).toBe('unreachable');
  });

  test.skipIf(!existsSync(urlsFile))('every server-side target among the hostile addresses', async () => {
    const entries: { url: string; ctx: string; expect: string }[] = JSON.parse(
      readFileSync(urlsFile, 'utf8'),
    );
    const targets = entries.filter(({ ctx, expect: verdict }) => ctx === 'ssrf' && verdict === 'reject');
    expect(targets.length).toBeGreaterThan(20);
    const egress = createEgress({ lookup: names(['127.0.0.1']) });
    for (const { url } of targets) {
      expect([url, await faultOf(egress.requestText({ ...limits, url }))]).toEqual([
        url,
        'forbidden_address',
      ]);
    }
  });
});

describe('a destination of the operator', () => {
  const egress = createEgress({ allowPrivate: true });

  test('is asked at the very address that its name was resolved to', async () => {
    const { origin } = await startServer((request, response) => response.end(request.headers.host));
    const { port } = new URL(origin);
    const pinned = createEgress({ allowPrivate: true, lookup: names(['127.0.0.1']) });
    const answer = await pinned.requestText({ ...limits, url: `http://shop.example:${port}/` });
    expect(answer).toMatchObject({ status: 200, text: `shop.example:${port}` });
  });

  test('that redirects is answered with the redirect', async () => {
    const { origin } = await startServer((_request, response) =>
      response.writeHead(302, { location: '/other' }).end(),
    );
    const answer = await egress.requestText({ ...limits, url: origin });
    expect(answer).toMatchObject({ status: 302, headers: { location: '/other' } });
  });

  test('that accepts and stays silent ends at the deadline', async () => {
    const { origin } = await startServer(() => {});
    const request = { ...limits, timeoutMilliseconds: 100, url: origin };
    expect(await faultOf(egress.requestText(request))).toBe('timeout');
    expect(await faultOf(egress.requestStream(request))).toBe('timeout');
  });

  test('that stops in the middle of its answer ends at the deadline', async () => {
    const { origin } = await startServer((_request, response) => void response.write('half'));
    expect(await faultOf(egress.requestText({ ...limits, timeoutMilliseconds: 100, url: origin }))).toBe(
      'timeout',
    );
  });

  test('that answers more than is allowed is cut off', async () => {
    const { origin } = await startServer((_request, response) => void response.end('x'.repeat(1_001)));
    expect(await faultOf(egress.requestText({ ...limits, url: origin }))).toBe('too_large');
  });

  test('that nobody listens at is unreachable', async () => {
    const { origin, server } = await startServer(() => {});
    await new Promise((resolve) => server.close(resolve));
    expect(await faultOf(egress.requestText({ ...limits, url: origin }))).toBe('unreachable');
  });

  test('is asked once more when it has closed the kept connection', async () => {
    let connections = 0;
    const { origin, server } = await startServer((request, response) => {
      if (connections === 1 && request.url === '/second') return void request.socket.destroy();
      return void response.end(request.url);
    });
    server.on('connection', () => {
      connections += 1;
    });
    await egress.requestText({ ...limits, url: `${origin}/first` });
    expect(await egress.requestText({ ...limits, url: `${origin}/second` })).toMatchObject({
      text: '/second',
    });
    expect(connections).toBe(2);
  });

  test('is not asked twice for what changes something', async () => {
    let asked = 0;
    const { origin } = await startServer((request, response) => {
      if (request.method === 'GET') return void response.end();
      asked += 1;
      return void request.socket.destroy();
    });
    await egress.requestText({ ...limits, url: origin });
    expect(await faultOf(egress.requestText({ ...limits, method: 'POST', body: 'order', url: origin }))).toBe(
      'unreachable',
    );
    expect(asked).toBe(1);
  });
});

describe('a streamed answer', () => {
  const egress = createEgress({ allowPrivate: true });

  test('comes while the body is still being sent', async () => {
    const { origin } = await startServer((request, response) => void request.pipe(response));
    const body = Readable.from([Buffer.from('ham'), Buffer.from('mer')]);
    const answer = await egress.requestStream({ ...limits, method: 'POST', url: origin, body });
    expect(await text(answer.body)).toBe('hammer');
  });

  test('ends with the browser, before and after its headers, and the process lives on', async () => {
    const { origin } = await startServer((request, response) => {
      if (request.url === '/page') response.write('half a page');
    });
    const early = new AbortController();
    const asked = faultOf(egress.requestStream({ ...limits, url: origin, signal: early.signal }));
    early.abort();
    expect(await asked).toBe('aborted');

    const late = new AbortController();
    const answer = await egress.requestStream({ ...limits, url: `${origin}/page`, signal: late.signal });
    const closed = new Promise((resolve) => answer.body.once('close', resolve));
    late.abort();
    await closed;
    expect(answer.body.destroyed).toBe(true);
  });

  test('ends when the sender of the body goes away', async () => {
    const { origin } = await startServer(() => {});
    const body = Readable.from(
      (async function* () {
        yield Buffer.from('half a form');
        throw new Error('connection reset');
      })(),
    );
    const asked = egress.requestStream({ ...limits, method: 'POST', url: origin, body });
    expect(await faultOf(asked)).toBe('aborted');
  });

  test('that breaks off is an error of the stream, not of the process', async () => {
    const { origin } = await startServer((request, response) => {
      response.write('half a page', () => request.socket.destroy());
    });
    const answer = await egress.requestStream({ ...limits, url: origin });
    await expect(text(answer.body)).rejects.toThrow();
  });

  test('without a body frees its connection though nobody reads it', async () => {
    const ports = new Set<number | undefined>();
    const { origin } = await startServer((request, response) => {
      ports.add(request.socket.remotePort);
      response.writeHead(304).end();
    });
    const single = createEgress({ allowPrivate: true, maximumSockets: 1 });
    for (let visit = 0; visit < 3; visit += 1) {
      expect(await single.requestStream({ ...limits, url: origin })).toMatchObject({ status: 304 });
    }
    expect(ports.size).toBe(1);
  });
});
