import { existsSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
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
  const adapters = await openAdapters(await configOf(context), { log, actor: operatorOf(context) });
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

/** Who gives the command, as the history of licenses shall name it. */
function operatorOf({ environment }: CommandContext): string {
  const { SUDO_USER, USER, LOGNAME } = environment;
  return `operator ${SUDO_USER ?? USER ?? LOGNAME ?? userInfo().username}@${hostname()}`;
}

type Cell = string | number | boolean | undefined;

/** Prints a list: as JSON for programs, as aligned columns for people. */
export function printList(
  context: CommandContext,
  rows: readonly Record<string, Cell>[],
  { json }: { json?: boolean | undefined },
): void {
  context.print(json ? JSON.stringify(rows, undefined, 2) : aligned(rows));
}

/** Prints one thing: as JSON for programs, as a line for each of its properties for people. */
export function printRecord(
  context: CommandContext,
  record: Record<string, Cell | readonly string[]>,
  { json }: { json?: boolean | undefined },
): void {
  const lines = Object.entries(record).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(' ') : value,
  ]);
  context.print(json ? JSON.stringify(record, undefined, 2) : columns(lines.map((line) => line.map(shown))));
}

function aligned(rows: readonly Record<string, Cell>[]): string {
  const names = Object.keys(rows[0] ?? {});
  if (names.length === 0) return 'none';
  return columns([names, ...rows.map((row) => names.map((name) => shown(row[name])))]);
}

/** What somebody else has named must not move the cursor of a terminal. */
function shown(value: unknown): string {
  return String(value ?? '-').replaceAll(/\p{Cc}/gu, ' ') || '-';
}

function columns(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => (line[column] ?? '').length)),
  );
  const padded = lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return padded.map((line) => line.trimEnd()).join('\n');
}
