import { Command } from 'commander';
import { createSubscription } from '../../license/subscription-life.ts';
import { type CommandContext, printRecord } from '../command-context.ts';
import { dateHelp, readEnd, readName } from '../option-readers.ts';
import { withIssuer } from '../with-issuer.ts';
import { subscriptionRow } from './subscription-row.ts';

interface CreateOptions {
  holder: string;
  reference?: string;
  paidUntil?: number;
  json?: boolean;
}

export function createCommand(context: CommandContext): Command {
  return new Command('create')
    .description('begin a subscription, without licenses yet')
    .requiredOption('--holder <name>', 'who pays for it', readName)
    .option(
      '--reference <text>',
      "what the vendor's shop calls it, e.g. the number of an order; unique",
      readName,
    )
    .option('--paid-until <date>', `end of the period that is paid for: ${dateHelp}`, readEnd)
    .option('--json', 'as JSON')
    .action(({ json, ...order }: CreateOptions) =>
      withIssuer(context, async ({ licenses, actor, surroundings }) => {
        const subscription = await licenses.change(actor, (change) =>
          createSubscription(order, change, surroundings),
        );
        printRecord(context, subscriptionRow(subscription), { json });
      }),
    );
}
