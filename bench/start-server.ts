import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { secondsOf } from './measure.ts';
import { messageOf } from './message-of.ts';

export interface Server {
  port: number;
  /** Seconds of processor time since its start. */
  processorSeconds(): Promise<number>;
  /** Largest size of the process so far. */
  peakMegabytes(): Promise<number>;
  stop(): Promise<void>;
}

const startedSchema = z.object({ port: z.int() });
const usageSchema = z.object({ user: z.number(), system: z.number(), peakKilobytes: z.number() });

/** Starts a server of this folder in a process of its own. */
export async function startServer(module: URL, ...parameters: string[]): Promise<Server> {
  const child = fork(module, parameters, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const { port } = startedSchema.parse(await messageOf(child));
  async function usage() {
    child.send('usage');
    return usageSchema.parse(await messageOf(child));
  }
  return {
    port,
    async processorSeconds() {
      return secondsOf(await usage());
    },
    async peakMegabytes() {
      return (await usage()).peakKilobytes / 1024;
    },
    async stop() {
      const exit = once(child, 'exit');
      child.disconnect();
      await exit;
    },
  };
}
