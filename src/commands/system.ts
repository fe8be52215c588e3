import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import type { Config } from '../config.ts';
import type { StoredSystem } from '../punchout/ports.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import { fingerprintSource } from '../punchout/system-fingerprint.ts';
import { applySystemFile, readSystemFile, type SystemFile } from '../system-file.ts';
import { ConfigurationError } from '../yaml-file.ts';
import { type CommandContext, configOf, printList, withAdapters } from './command-context.ts';

const usualFolder = 'config/systems';

export function systemCommand(context: CommandContext): Command {
  const command = new Command('system').description(
    'the Systems: one agreed configuration of a punchout each',
  );
  command
    .command('apply [files...]')
    .description(`bring Systems into the store, by default every file of ${usualFolder}`)
    .action((files: string[]) => apply(context, files));
  command
    .command('list')
    .description('all Systems')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      withAdapters(context, async ({ systems }) =>
        printList(context, (await systems.list()).map(row), options),
      ),
    );
  command
    .command('show <name>')
    .description('one System with what its fingerprint is made of; secrets are hashes')
    .action((name: string) => show(context, name));
  return command;
}

/** All files are read, and all their faults told, before the first one is applied. */
async function apply(context: CommandContext, files: string[]): Promise<void> {
  const paths = files.length > 0 ? files : await usualFiles();
  const read = await Promise.allSettled(paths.map((path) => readSystemFile(path, context.environment)));
  const faults = read.flatMap((result) => (result.status === 'rejected' ? faultsOf(result.reason) : []));
  if (faults.length > 0) throw new ConfigurationError(faults);
  const systems = read.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const { shops } = await configOf(context);
  const together = systems.flatMap((file, index) =>
    faultsBeside(file, { path: paths[index], systems, shops }),
  );
  if (together.length > 0) throw new ConfigurationError(together);
  await withAdapters(context, async (adapters) => {
    for (const file of systems) context.print(await applyOne(file, adapters));
  });
}

/** What a file alone cannot tell. */
function faultsBeside(
  { name, shop }: SystemFile,
  { path, systems, shops }: { path: string | undefined; systems: SystemFile[]; shops: Config['shops'] },
): string[] {
  const twice = systems.filter((file) => file.name === name).length > 1;
  return [
    ...(Object.hasOwn(shops, shop) ? [] : [`${path}: shop: punchgate.yaml has no shop "${shop}"`]),
    ...(twice ? [`${path}: name: several files are for "${name}"`] : []),
  ];
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

function row({ system, revision, fingerprint }: StoredSystem) {
  const { name, protocol, active, shop, customers } = system;
  return { name, protocol, active, shop, customers: customers.length, revision, fingerprint };
}

async function show(context: CommandContext, name: string): Promise<void> {
  await withAdapters(context, async ({ systems }) => {
    const stored = await systems.byName(name);
    if (!stored) throw new PunchOutError('unknown_system', name);
    const fingerprinted = JSON.parse(fingerprintSource(stored.system));
    context.print(JSON.stringify({ ...stored, fingerprinted }, undefined, 2));
  });
}
