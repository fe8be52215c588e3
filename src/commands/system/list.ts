import { Command } from 'commander';
import type { StoredSystem } from '../../punchout/ports.ts';
import { type CommandContext, printList, withAdapters } from '../command-context.ts';

export function listCommand(context: CommandContext): Command {
  return new Command('list')
    .description('all Systems')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      withAdapters(context, async ({ systems }) =>
        printList(context, (await systems.list()).map(row), options),
      ),
    );
}

function row({ system, revision, fingerprint }: StoredSystem) {
  const { name, protocol, active, shop, customers } = system;
  return { name, protocol, active, shop, customers: customers.length, revision, fingerprint };
}
