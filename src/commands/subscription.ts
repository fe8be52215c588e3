import { Command, InvalidArgumentError } from 'commander';
import type { Subscription } from '../punchout/license-verdict.ts';
import { type CommandContext, CommandRefusal, printList, purge, withAdapters } from './command-context.ts';

export function subscriptionCommand(context: CommandContext): Command {
  const command = new Command('subscription').description(
    'subscriptions: licenses are valid only while theirs is',
  );
  command
    .command('list')
    .description('all subscriptions')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      withAdapters(context, async ({ licenses }) =>
        printList(context, (await licenses.list()).subscriptions.map(row), options),
      ),
    );
  command
    .command('cancel <id>')
    .description(
      'cancel a subscription; its licenses stay valid until the end date, without one they end now',
    )
    .option('--ends <date>', 'e.g. 2027-03-31T23:59:59Z', readTime)
    .action((id: string, { ends }: { ends?: number }) =>
      change(context, id, { status: 'cancelled', endsAt: ends ?? Date.now() }),
    );
  command
    .command('resume <id>')
    .description('let a cancelled subscription run on')
    .action((id: string) => change(context, id, { status: 'active', endsAt: undefined }));
  return command;
}

function readTime(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new InvalidArgumentError('not a date');
  return time;
}

function row({ id, holder, status, endsAt }: Subscription) {
  return { id, holder, status, ends: endsAt === undefined ? undefined : new Date(endsAt).toISOString() };
}

async function change(context: CommandContext, id: string, state: Pick<Subscription, 'status' | 'endsAt'>) {
  await withAdapters(context, async (adapters) => {
    const { licenses } = adapters;
    const subscription = (await licenses.list()).subscriptions.find((candidate) => candidate.id === id);
    if (!subscription)
      throw new CommandRefusal(
        `There is no subscription "${id}". punchgate subscription list shows them all.`,
      );
    await licenses.saveSubscription({ ...subscription, ...state });
    await purge(context, adapters);
    printList(context, [row({ ...subscription, ...state })], {});
  });
}
