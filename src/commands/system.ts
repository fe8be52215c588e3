import { Command } from 'commander';
import type { StoredSystem } from '../punchout/ports.ts';
import { fingerprintSource } from '../punchout/system-fingerprint.ts';
import { saveSystem } from '../system-file.ts';
import { applySystems, usualFolder } from './apply-systems.ts';
import { type CommandContext, printList, storedSystem, withAdapters } from './command-context.ts';

export function systemCommand(context: CommandContext): Command {
  const command = new Command('system').description(
    'the Systems: one agreed configuration of a punchout each',
  );
  command
    .command('apply [files...]')
    .description(`bring Systems into the store, by default every file of ${usualFolder}`)
    .action((files: string[]) => applySystems(context, files));
  command
    .command('disable <name>')
    .description('let nobody in by this System; applying its file with active: true ends that')
    .action((name: string) =>
      withAdapters(context, async (adapters) => {
        await saveSystem({ ...(await storedSystem(adapters, name)).system, active: false }, adapters);
        context.print(`${name}: disabled`);
      }),
    );
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

function row({ system, revision, fingerprint }: StoredSystem) {
  const { name, protocol, active, shop, customers } = system;
  return { name, protocol, active, shop, customers: customers.length, revision, fingerprint };
}

async function show(context: CommandContext, name: string): Promise<void> {
  await withAdapters(context, async (adapters) => {
    const stored = await storedSystem(adapters, name);
    const fingerprinted = JSON.parse(fingerprintSource(stored.system));
    context.print(JSON.stringify({ ...stored, fingerprinted }, undefined, 2));
  });
}
