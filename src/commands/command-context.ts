import { existsSync } from 'node:fs';
import { type Logger, pino } from 'pino';
import { type Adapters, openAdapters } from '../adapters.ts';
import { type Config, readConfig } from '../config.ts';
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

/** After a license has changed: running gateways shall know at once, or the operator that they do not. */
export async function purge(context: CommandContext, { authority }: Adapters): Promise<void> {
  if (await authority.purge()) return;
  context.warn(
    'Saved. Redis could not be reached: running gateways notice when their cached verdicts run out.',
  );
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
