import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Listening } from '../listen.ts';
import type { CommandContext } from './command-context.ts';

export interface Serving {
  config: Config;
  log: Logger;
  listening: Listening;
  /** From then on readiness is red. */
  turnUnready(): void;
}

/** Serves until the process is told to stop; then a load balancer may notice, and running requests finish. */
export async function serveUntilStopped(context: CommandContext, serving: Serving): Promise<void> {
  const { log, listening, turnUnready } = serving;
  const { unreadySeconds, drainSeconds } = serving.config.server;
  await context.stopRequested();
  turnUnready();
  log.info({ event: 'unready' });
  await pause(unreadySeconds * 1000);
  log.info({ event: 'draining' });
  await listening.drain(drainSeconds * 1000);
  log.info({ event: 'stopped' });
}
