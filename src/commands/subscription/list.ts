import { Command, Option } from 'commander';
import type { Subscription } from '../../punchout/license.ts';
import { type CommandContext, printList, withAdapters } from '../command-context.ts';
import { readBorder, readCount } from '../option-readers.ts';
import { findSubscriptions } from './find-subscriptions.ts';
import { subscriptionRow } from './subscription-row.ts';

interface ListOptions {
  holder?: string;
  reference?: string;
  status?: Subscription['status'];
  endingBefore?: number;
  after?: string;
  limit: number;
  json?: boolean;
}

const statuses: Subscription['status'][] = ['active', 'cancelled', 'ended'];

export function listCommand(context: CommandContext): Command {
  return new Command('list')
    .description('subscriptions in the order of their ids; all given conditions must hold')
    .option('--holder <name>', "how the holder's name begins")
    .option('--reference <text>', 'that has this reference')
    .addOption(new Option('--status <status>', 'that has this status').choices(statuses))
    .option(
      '--ending-before <date>',
      'that ends, or is paid for, only until before then: 2027-03-31 (its beginning, UTC) or 2027-03-31T12:00:00Z',
      readBorder,
    )
    .option('--after <id>', 'only those after this subscription: the next page')
    .option('--limit <n>', 'how many at most', readCount(1, 10_000), 100)
    .option('--json', 'as JSON')
    .action(({ json, ...filter }: ListOptions) =>
      withAdapters(context, async (adapters) => {
        const { subscriptions, next } = await findSubscriptions(filter, adapters);
        printList(context, subscriptions.map(subscriptionRow), { json });
        if (next !== undefined) context.warn(`There are more. The next page: the same with --after ${next}`);
      }),
    );
}
