import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { secondsOf } from './measure.ts';
import { messageOf } from './message-of.ts';

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
  const { port } = startedSchema.parse(await messageOf(child));
  return {
    port,
    async processorSeconds() {
      child.send('usage');
      return secondsOf(usageSchema.parse(await messageOf(child)));
    },
    async stop() {
      const exit = once(child, 'exit');
      child.disconnect();
      await exit;
    },
  };
}
