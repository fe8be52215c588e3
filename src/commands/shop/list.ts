import { Command } from 'commander';
import { type CommandContext, configOf, printList } from '../command-context.ts';

export function listCommand(context: CommandContext): Command {
  return new Command('list')
    .description('all shops of punchgate.yaml')
    .option('--json', 'as JSON')
    .action(async (options: { json?: boolean }) => {
      const { shops } = await configOf(context);
      const rows = Object.entries(shops).map(([name, { url, salesChannelId, languageId, ...shop }]) => ({
        name,
        url,
        salesChannelId,
        languageId,
        timeoutMilliseconds: shop.timeoutMilliseconds,
        allowPrivate: shop.allowPrivate,
      }));
      printList(context, rows, options);
    });
}
