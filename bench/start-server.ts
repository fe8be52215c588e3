import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { secondsOf } from './measure.ts';

export interface Server {
  port: number;
  /** Seconds of processor time since its start. */
  processorSeconds(): Promise<number>;
  stop(): Promise<void>;
}

const startedSchema = z.object({ port: z.int() });
const usageSchema = z.object({ user: z.number(), system: z.number() });

/** Starts a server of this folder in a process of its own. */
export async function startServer(module: URL, ...parameters: string[]): Promise<Server> {
  const child = fork(module, parameters, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const exit = once(child, 'exit');
  const { port } = startedSchema.parse(await messageOf(child, exit));
  return {
    port,
    async processorSeconds() {
      child.send('usage');
      return secondsOf(usageSchema.parse(await messageOf(child, exit)));
    },
    async stop() {
      child.disconnect();
      await exit;
    },
  };
}

async function messageOf(child: ChildProcess, exit: Promise<unknown>): Promise<unknown> {
  const end = exit.then(() => Promise.reject(new Error(`${child.spawnargs.join(' ')} has ended`)));
  const [message] = await Promise.race([once(child, 'message'), end]);
  return message;
}
