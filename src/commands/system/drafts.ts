import { Command } from 'commander';
import { type CommandContext, printList, withAdapters } from '../command-context.ts';
import { isoTime } from '../iso-time.ts';

export function draftsCommand(context: CommandContext): Command {
  return new Command('drafts')
    .description('all Systems that have a draft')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      withAdapters(context, async ({ systems }) => {
        const rows = (await systems.drafts()).map(({ system, fingerprint, basedOn, savedAt }) => {
          const { name, protocol } = system;
          return { name, protocol, basedOn, saved: isoTime(savedAt), fingerprint };
        });
        printList(context, rows, options);
      }),
    );
}
