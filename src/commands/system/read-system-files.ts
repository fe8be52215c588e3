import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import type { StoredSystem, SystemStore } from '../../punchout/ports.ts';
import type { Protocol } from '../../punchout/system.ts';
import { readSystemFile } from '../../read-system-file.ts';
import { shopProblem } from '../../shop-names.ts';
import type { SystemFile } from '../../system-file.ts';
import { ConfigurationError } from '../../yaml-file.ts';
import { type CommandContext, configOf } from '../command-context.ts';

export const usualFolder = 'config/systems';

export interface ReadFile {
  path: string;
  file: SystemFile;
}

/**
 * Reads System files, all those of the usual folder where none is named. All faults of all files are told at once.
 * @throws ConfigurationError
 */
export async function readSystemFiles(
  context: CommandContext,
  names: readonly string[],
): Promise<ReadFile[]> {
  const paths = names.length > 0 ? names.map(pathOf) : await usualFiles();
  const config = await configOf(context);
  const problem = (shop: string, protocol?: Protocol) => shopProblem(shop, protocol, config);
  const results = await Promise.allSettled(
    paths.map(async (path) => ({ path, file: await readSystemFile(path, context.environment, problem) })),
  );
  const faults = results.flatMap((result) => (result.status === 'rejected' ? faultsOf(result.reason) : []));
  if (faults.length > 0) throw new ConfigurationError(faults);
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

/**
 * Finds the faults that a file alone cannot tell.
 * @throws ConfigurationError with all of them
 */
export async function assertFit(files: readonly ReadFile[], systems: SystemStore): Promise<void> {
  const known = await Promise.all(files.map(({ file }) => systems.byName(file.name)));
  const faults = files.flatMap((read, index) => faultsBeside(read, { files, known: known[index] }));
  if (faults.length > 0) throw new ConfigurationError(faults);
}

interface Beside {
  files: readonly ReadFile[];
  known: StoredSystem | undefined;
}

function faultsBeside({ path, file: { name, protocol } }: ReadFile, { files, known }: Beside): string[] {
  const twice = files.filter(({ file }) => file.name === name).length > 1;
  const before = known?.system.protocol ?? protocol;
  const misnamed = dirname(path) === usualFolder && parse(path).name !== name;
  return [
    ...(twice ? [`${path}: name: several files are for "${name}"`] : []),
    ...(before === protocol ? [] : [`${path}: protocol: the System "${name}" is one of ${before}`]),
    ...(misnamed ? [`${path}: name: must be "${parse(path).name}", as the file is called`] : []),
  ];
}

/** A System may be called by its name, as everywhere else. */
function pathOf(file: string): string {
  const usual = join(usualFolder, `${file}.yaml`);
  return !existsSync(file) && existsSync(usual) ? usual : file;
}

async function usualFiles(): Promise<string[]> {
  const names = await readdir(usualFolder);
  return names
    .filter((name) => /\.ya?ml$/.test(name))
    .toSorted()
    .map((name) => join(usualFolder, name));
}

function faultsOf(reason: unknown): readonly string[] {
  return reason instanceof ConfigurationError ? reason.faults : [String(reason)];
}
