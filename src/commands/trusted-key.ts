import { Command } from 'commander';
import {
  type CommandContext,
  CommandRefusal,
  configOf,
  printList,
  printRecord,
  withAdapters,
} from './command-context.ts';
import { readKeyId } from './option-readers.ts';

export function trustedKeyCommand(context: CommandContext): Command {
  const command = new Command('trusted-key').description(
    'the keys of license issuers that are believed here',
  );
  command
    .command('list')
    .description('all of them')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      withAdapters(context, async ({ trustedKeys }) => {
        const keys = await trustedKeys.list();
        printList(
          context,
          keys.map(({ id, endorsement }) => ({ id, endorsed: endorsement !== undefined })),
          options,
        );
      }),
    );
  command
    .command('forget')
    .description(
      'believe a key no more: what it has signed counts for nothing, until license import --trust names it',
    )
    .argument('<key id>', 'as punchgate trusted-key list shows it', readKeyId)
    .option('--json', 'as JSON')
    .action((id: string, options: { json?: boolean }) => forget(context, id, options));
  return command;
}

async function forget(context: CommandContext, id: string, output: { json?: boolean }): Promise<void> {
  const { server } = (await configOf(context)).license;
  if (server?.key === id)
    throw new CommandRefusal(`${id} is license.server.key: it would be believed again. Change that first.`);
  await withAdapters(context, async ({ trustedKeys, actor }) => {
    if (!(await trustedKeys.forget(id, actor))) throw new CommandRefusal(`The key ${id} is not believed.`);
    printRecord(context, { id, believed: false }, output);
  });
}
