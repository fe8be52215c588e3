import { Command } from 'commander';
import { type CommandContext, CommandRefusal, printRecord, withAdapters } from '../command-context.ts';

export function forgetCommand(context: CommandContext): Command {
  return new Command('forget')
    .description('forget the signed document of a subscription: its licenses are unknown here from then on')
    .argument('<subscription>', 'id of the subscription, as punchgate license status shows it')
    .option('--json', 'as JSON')
    .action((subscription: string, options: { json?: boolean }) =>
      withAdapters(context, async ({ documents, actor }) => {
        if (!(await documents.forget(subscription, actor)))
          throw new CommandRefusal(
            `There is no document of the subscription ${subscription}. Licenses of the own record are ended by punchgate subscription cancel.`,
          );
        printRecord(context, { subscription, known: false }, options);
      }),
    );
}
