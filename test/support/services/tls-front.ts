import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { requiredProgram } from './availability.ts';

const run = promisify(execFile);

export interface TlsFront {
  port: number;
  close(): Promise<void>;
}

/** Stands before several servers by https, as a proxy does: the host of a request says which one gets it. */
export async function startTlsFront(targets: Readonly<Record<string, string>>): Promise<TlsFront> {
  const server = createServer(await selfSigned(), (incoming, answer) => {
    const target = targets[incoming.headers.host ?? ''];
    if (target) pass(incoming, answer, target);
    else answer.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function pass(incoming: IncomingMessage, answer: ServerResponse, target: string): void {
  const { method = 'GET', url = '/', headers } = incoming;
  const { hostname, port } = new URL(target);
  const outgoing = request({ host: hostname, port, path: url, method, headers, agent: false }, (response) => {
    answer.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(answer);
  });
  outgoing.on('error', () => answer.destroy());
  incoming.pipe(outgoing);
}

async function selfSigned(): Promise<{ key: string; cert: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'punchgate-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const made = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '2',
  ];
  try {
    await run(requiredProgram('openssl'), [...made, '-subj', '/CN=test', '-keyout', key, '-out', cert]);
    return { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') };
  } finally {
    await rm(folder, { recursive: true });
  }
}
