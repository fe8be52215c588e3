import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import type { Config } from '../config.ts';
import type { StoredSystem } from '../punchout/ports.ts';
import { applySystemFile, readSystemFile, type SystemFile } from '../system-file.ts';
import { ConfigurationError } from '../yaml-file.ts';
import { type CommandContext, configOf, withAdapters } from './command-context.ts';

export const usualFolder = 'config/systems';

/** All files are read, and all their faults told, before the first one is applied. */
export async function applySystems(context: CommandContext, files: string[]): Promise<void> {
  const paths = files.length > 0 ? files.map(pathOf) : await usualFiles();
  const read = await Promise.allSettled(paths.map((path) => readSystemFile(path, context.environment)));
  const faults = read.flatMap((result) => (result.status === 'rejected' ? faultsOf(result.reason) : []));
  if (faults.length > 0) throw new ConfigurationError(faults);
  const systems = read.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const { shops } = await configOf(context);
  await withAdapters(context, async (adapters) => {
    const known = await adapters.systems.list();
    const beside = { systems, shops, known };
    const together = systems.flatMap((file, index) => faultsBeside(file, paths[index] ?? '', beside));
    if (together.length > 0) throw new ConfigurationError(together);
    for (const file of systems) context.print(await applyOne(file, adapters));
    if (files.length === 0) tellOfOrphans(context, known, systems);
  });
}

interface Beside {
  systems: SystemFile[];
  shops: Config['shops'];
  known: StoredSystem[];
}

/** What a file alone cannot tell. */
function faultsBeside(
  { name, shop, protocol }: SystemFile,
  path: string,
  { systems, shops, known }: Beside,
): string[] {
  const twice = systems.filter((file) => file.name === name).length > 1;
  const before = known.find(({ system }) => system.name === name)?.system.protocol ?? protocol;
  const misnamed = dirname(path) === usualFolder && parse(path).name !== name;
  return [
    ...(Object.hasOwn(shops, shop) ? [] : [`${path}: shop: punchgate.yaml has no shop "${shop}"`]),
    ...(twice ? [`${path}: name: several files are for "${name}"`] : []),
    ...(before === protocol ? [] : [`${path}: protocol: the System "${name}" is one of ${before}`]),
    ...(misnamed ? [`${path}: name: must be "${parse(path).name}", as the file is called`] : []),
  ];
}

/** A file that is gone does not end its System; the operator does. */
function tellOfOrphans(context: CommandContext, known: StoredSystem[], files: SystemFile[]): void {
  for (const { system } of known) {
    if (!system.active || files.some(({ name }) => name === system.name)) continue;
    context.print(
      `${system.name}: has no file and stays as it is; to end it: punchgate system disable ${system.name}`,
    );
  }
}

async function applyOne(file: SystemFile, adapters: Parameters<typeof applySystemFile>[1]): Promise<string> {
  const before = await adapters.systems.byName(file.name);
  const after = await applySystemFile(file, adapters);
  return `${file.name}: ${change(before, after)}, ${after.fingerprint}`;
}

function change(before: StoredSystem | undefined, after: StoredSystem): string {
  if (!before) return 'new';
  if (before.revision === after.revision) return 'unchanged';
  const license =
    before.fingerprint === after.fingerprint ? 'same license' : 'another fingerprint: check its license';
  return `revision ${after.revision}, ${license}`;
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
