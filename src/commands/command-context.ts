import { existsSync } from 'node:fs';
import { type Logger, pino } from 'pino';
import { type Adapters, openAdapters } from '../adapters.ts';
import { type Config, readConfig } from '../config.ts';
import type { StoredSystem } from '../punchout/ports.ts';
import type { Environment } from '../yaml-file.ts';

/** A demo that `start` can put beside the gateway. */
export interface Demo {
  /** The configuration with the demo's shop. */
  config: Config;
  seed(adapters: Adapters): Promise<void>;
  /** Addresses and calls to try, for the terminal. */
  description: string;
  close(): Promise<void>;
}

/** The process around a command. */
export interface CommandContext {
  environment: Environment;
  print(text: string): void;
  /** To standard error, beside the output. */
  warn(text: string): void;
  /** Resolves when the process is told to stop. */
  stopRequested(): Promise<void>;
  startDemo(config: Config): Promise<Demo>;
}

const usualConfig = 'config/punchgate.yaml';

export async function configOf({ environment }: CommandContext): Promise<Config> {
  const usual = existsSync(usualConfig) ? usualConfig : undefined;
  return await readConfig(environment.PUNCHGATE_CONFIG || usual, environment);
}

/** Lines are written behind the back of requests: a slow reader of the log holds up no buyer. */
export function createLog({ log }: Config): Logger {
  const options = { level: log.level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return pino(options, pino.destination({ dest: 1, sync: false }));
}

/** Runs a command over the store of the configured gateway. Its log goes to standard error, away from its output. */
export async function withAdapters<T>(
  context: CommandContext,
  run: (adapters: Adapters) => Promise<T>,
): Promise<T> {
  const log = pino({ level: 'warn', base: null }, pino.destination({ dest: 2, sync: true }));
  const adapters = await openAdapters(await configOf(context), log);
  try {
    return await run(adapters);
  } finally {
    await adapters.close();
  }
}

/** A command that cannot do what it was asked; told as it is, with exit status 1. */
export class CommandRefusal extends Error {
  override readonly name = 'CommandRefusal';
}

/** @throws CommandRefusal when there is no System of that name */
export async function storedSystem({ systems }: Adapters, name: string): Promise<StoredSystem> {
  const stored = await systems.byName(name);
  if (!stored)
    throw new CommandRefusal(`There is no System "${name}". punchgate system list shows them all.`);
  return stored;
}

/** After a license has changed: running gateways shall know at once, or the operator that they do not. */
export async function purge(context: CommandContext, { authority }: Adapters): Promise<void> {
  const { license, data } = await configOf(context);
  const taken = await authority.purge();
  if (taken && data.redisUrl) return;
  const why = data.redisUrl ? 'Redis could not be reached' : 'There is no Redis';
  const lives = `${license.validSeconds} s, refusals within ${license.invalidSeconds} s`;
  context.warn(`Saved. ${why}: a running gateway notices within ${lives}.`);
}

/** Prints a list: as JSON for programs, as aligned columns for people. */
export function printList(
  context: CommandContext,
  rows: readonly Record<string, string | number | boolean | undefined>[],
  { json }: { json?: boolean | undefined },
): void {
  context.print(json ? JSON.stringify(rows, undefined, 2) : aligned(rows));
}

function aligned(rows: readonly Record<string, string | number | boolean | undefined>[]): string {
  const names = Object.keys(rows[0] ?? {});
  if (names.length === 0) return 'none';
  const cells = [names, ...rows.map((row) => names.map((name) => String(row[name] ?? '-')))];
  const widths = names.map((_, column) => Math.max(...cells.map((line) => (line[column] ?? '').length)));
  const lines = cells.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return lines.join('\n');
}
