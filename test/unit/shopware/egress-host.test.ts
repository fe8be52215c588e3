import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import { createEgress } from '../../../src/http/egress.ts';

let server: Server;

afterEach(() => new Promise((resolve) => server.close(resolve)));

/** The names that a server is asked for before any certificate is shown. */
async function namesAskedFor(hostname: string): Promise<string[]> {
  const names: string[] = [];
  server = createServer({
    SNICallback: (name, done) => {
      names.push(name);
      done(new Error('no certificate'));
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const egress = createEgress({ allowPrivate: true });
  const url = `https://${hostname}:${port}/`;
  const headers = { host: 'punchout.example' };
  const asked = egress.requestText({
    method: 'GET',
    url,
    headers,
    timeoutMilliseconds: 2_000,
    maximumBytes: 1,
  });
  await expect(asked).rejects.toMatchObject({ kind: 'unreachable' });
  egress.close();
  return names;
}

test('a shop that is asked under another host shows the certificate of its own', async () => {
  expect(await namesAskedFor('localhost')).toEqual(['localhost']);
});

test('an address is asked for no name', async () => {
  expect(await namesAskedFor('127.0.0.1')).toEqual([]);
});
