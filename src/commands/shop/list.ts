import { Command } from 'commander';
import type { Config } from '../../config.ts';
import { type CommandContext, configOf, printList } from '../command-context.ts';

export function listCommand(context: CommandContext): Command {
  return new Command('list')
    .description('all shops of punchgate.yaml')
    .option('--json', 'as JSON')
    .action(async (options: { json?: boolean }) => {
      const { shops, connectors } = await configOf(context);
      const rows = Object.entries(shops).map(([name, { url, salesChannelId, languageId, ...shop }]) => ({
        name,
        url,
        salesChannelId,
        languageId,
        timeoutMilliseconds: shop.timeoutMilliseconds,
        allowPrivate: shop.allowPrivate,
      }));
      printList(context, [...rows, ...connectorRows(connectors)], options);
    });
}

/** They have nothing of Shopware; every row of a list has the columns of the first. */
function connectorRows(connectors: Config['connectors']) {
  return Object.entries(connectors).map(([name, { url, cxmlUrl, timeoutMilliseconds, allowPrivate }]) => ({
    name,
    url: url ?? cxmlUrl,
    salesChannelId: undefined,
    languageId: undefined,
    timeoutMilliseconds,
    allowPrivate,
  }));
}
