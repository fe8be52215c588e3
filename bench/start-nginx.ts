import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Server } from './start-server.ts';

const ticksPerSecond = 100;

/** One worker with connections that are kept, as its handbook has it for a reverse proxy. */
function configuration(directory: string, port: number, shopPort: number): string {
  return `daemon off; worker_processes 1; pid ${directory}/pid; error_log ${directory}/error.log;
events { worker_connections 4096; }
http {
  access_log off; keepalive_requests 10000000;
  client_body_temp_path ${directory}/body; proxy_temp_path ${directory}/proxy; fastcgi_temp_path ${directory}/f;
  uwsgi_temp_path ${directory}/u; scgi_temp_path ${directory}/s;
  upstream shop { server 127.0.0.1:${shopPort}; keepalive 256; keepalive_requests 10000000; }
  server {
    listen 127.0.0.1:${port};
    location / { proxy_max_temp_file_size 0; proxy_pass http://shop; proxy_http_version 1.1; proxy_set_header Connection ""; }
  }
}
`;
}

/** @param program path of nginx */
export async function startNginx(program: string, shopPort: number): Promise<Server> {
  const directory = mkdtempSync(join(tmpdir(), 'punchgate-bench-nginx-'));
  const port = await freePort();
  const file = join(directory, 'nginx.conf');
  writeFileSync(file, configuration(directory, port, shopPort));
  const child = spawn(program, ['-p', directory, '-c', file], { stdio: 'ignore' });
  // Also where the bench fails.
  process.once('exit', () => {
    child.kill('SIGTERM');
    rmSync(directory, { recursive: true, force: true });
  });
  const worker = await workerOf(child.pid ?? 0);
  return {
    port,
    processorSeconds: async () => processorSecondsOf(worker),
    peakMegabytes: async () => peakMegabytesOf(worker),
    async stop() {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function workerOf(parent: number): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const worker = readdirSync('/proc').find((entry) => /^\d+$/.test(entry) && parentOf(entry) === parent);
    if (worker) return Number(worker);
    await wait(50);
  }
  throw new Error('nginx has no worker');
}

function parentOf(process: string): number | undefined {
  try {
    return Number(statOf(Number(process))[1]);
  } catch {
    return undefined; // it has just ended
  }
}

/** proc(5): the fields behind the name of the program, which may hold anything. */
function statOf(process: number): string[] {
  return (readFileSync(`/proc/${process}/stat`, 'utf8').split(') ').at(-1) ?? '').split(' ');
}

function processorSecondsOf(process: number): number {
  const fields = statOf(process);
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

function peakMegabytesOf(process: number): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${process}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
