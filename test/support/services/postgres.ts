import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { requiredProgram } from './availability.ts';
import { freePort } from './free-port.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

const run = promisify(execFile);

export interface RunningPostgres extends ServerProcess {
  url: string;
}

/** A PostgreSQL of its own on 127.0.0.1, without durability: what it holds is thrown away. */
export async function startPostgres(): Promise<RunningPostgres> {
  const directory = await mkdtemp(join(tmpdir(), 'punchgate-postgres-'));
  const removeDirectory = () => rm(directory, { recursive: true, force: true });
  try {
    await makeCluster(directory);
    const port = await freePort();
    const postgres = await startServer(directory, port);
    const kill = () => postgres.kill().then(removeDirectory);
    const stop = () => postgres.stop().then(removeDirectory);
    return { ...postgres, url: `postgres://postgres@127.0.0.1:${port}/postgres`, kill, stop };
  } catch (error) {
    await removeDirectory();
    throw error;
  }
}

/**
 * Makes an empty database on the server of `serverUrl`, in place of one of that name, and answers its URL.
 * @param icuLocale whose rules its texts are compared by; without it, byte by byte
 */
export async function createDatabase(serverUrl: string, name: string, icuLocale?: string): Promise<string> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
    const locale =
      icuLocale === undefined
        ? ''
        : `TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE ${client.escapeLiteral(icuLocale)}`;
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} ${locale}`);
  } finally {
    await client.end();
  }
  return new URL(`/${encodeURIComponent(name)}`, serverUrl).href;
}

async function makeCluster(directory: string): Promise<void> {
  const options = ['--auth=trust', '--username=postgres', '--encoding=UTF8', '--locale=C', '--no-sync'];
  const initdb = [postgresProgram('initdb'), `--pgdata=${directory}/data`, ...options] as const;
  if (isRoot()) {
    await run('chown', ['postgres', directory]);
    await run('/usr/sbin/runuser', ['-u', 'postgres', '--', ...initdb], { cwd: '/' });
  } else {
    const [command, ...args] = initdb;
    await run(command, args);
  }
}

function startServer(directory: string, port: number): Promise<ServerProcess> {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: directory,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return startServerProcess({
    path: postgresProgram('postgres'),
    args: ['-D', join(directory, 'data'), ...options],
    // It refuses to run as root.
    ...(isRoot() && { account: 'postgres' }),
    readyText: 'ready to accept connections',
    // Its fast shutdown: open connections are cut.
    stopSignal: 'SIGINT',
  });
}

function postgresProgram(name: 'initdb' | 'postgres'): string {
  return join(dirname(requiredProgram('postgres')), name);
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
