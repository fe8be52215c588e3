import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requiredProgram } from './availability.ts';
import { freePort } from './free-port.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

export interface RunningRedis extends ServerProcess {
  url: string;
  port: number;
}

/** An empty Redis of its own on 127.0.0.1. Give it the port of one that was killed to bring that one back, empty. */
export async function startRedis(options: { port?: number } = {}): Promise<RunningRedis> {
  const port = options.port ?? (await freePort());
  const directory = await mkdtemp(join(tmpdir(), 'punchgate-redis-'));
  const removeDirectory = () => rm(directory, { recursive: true, force: true });
  try {
    const redis = await startServerProcess({
      path: requiredProgram('redis'),
      args: redisArguments(port, directory),
      readyText: 'Ready to accept connections',
      stopSignal: 'SIGTERM',
    });
    const kill = () => redis.kill().then(removeDirectory);
    const stop = () => redis.stop().then(removeDirectory);
    return { ...redis, port, url: `redis://127.0.0.1:${port}`, kill, stop };
  } catch (error) {
    await removeDirectory();
    throw error;
  }
}

function redisArguments(port: number, directory: string): string[] {
  const settings = { port, bind: '127.0.0.1', save: '', appendonly: 'no', dir: directory };
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
}
