import { hostname } from 'node:os';
import { Command } from 'commander';
import type { Adapters } from '../../adapters.ts';
import { licenseNotices } from '../../license/license-notices.ts';
import { createStandingReader } from '../../license/license-standing.ts';
import type { Notice } from '../../punchout/notice.ts';
import {
  type CommandContext,
  CommandRefusal,
  configOf,
  printList,
  printRecord,
  withAdapters,
} from '../command-context.ts';
import {
  authorityRecord,
  mostShown,
  type SubscriptionRow,
  subscriptionRow,
  subscriptionsShown,
} from './status-rows.ts';

interface Status {
  authority: ReturnType<typeof authorityRecord>;
  subscriptions: SubscriptionRow[];
  /** Whether there are more than are shown. */
  more: boolean;
  notices: Notice[];
}

export function statusCommand(context: CommandContext): Command {
  return new Command('status')
    .description('how licensing stands, from the database alone; exit status 1 where something is critical')
    .option('--json', 'as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const { license } = await configOf(context);
      const status = await withAdapters(context, (adapters) => readStatus(license.server?.url, adapters));
      if (json) context.print(JSON.stringify(status, undefined, 2));
      else printStatus(context, status);
      refuseCritical(status);
    });
}

/** Asks nobody but SQL: it answers while everything else is down. */
async function readStatus(url: string | undefined, adapters: Adapters): Promise<Status> {
  const standing = await createStandingReader(adapters, hostname())();
  const now = adapters.clock.now();
  const notices = licenseNotices(standing, now);
  const shown = await subscriptionsShown(standing, url === undefined ? adapters.licenses : undefined);
  return {
    authority: authorityRecord(url, standing.documents),
    subscriptions: shown.slice(0, mostShown).map((one) => subscriptionRow(one, { standing, now })),
    more: shown.length > mostShown,
    notices: [...(await clockNotices(adapters, notices)), ...notices],
  };
}

/** What gateways have told of clocks: only a process that has run for a while sees that one jumps. */
async function clockNotices({ notices }: Adapters, known: readonly Notice[]): Promise<Notice[]> {
  const told = (await notices.list()).filter(({ code }) => code === 'clock_jumped');
  return told.filter(
    ({ code, subject }) => !known.some((one) => one.code === code && one.subject === subject),
  );
}

function printStatus(context: CommandContext, { authority, subscriptions, more, notices }: Status): void {
  printRecord(context, authority, {});
  context.print('\nSubscriptions');
  printList(context, subscriptions, {});
  if (more) context.print('There are more: punchgate subscription list shows them all.');
  context.print('\nNotices');
  if (notices.length === 0) context.print('none: nothing needs you');
  for (const { severity, code, detail, advice } of notices)
    context.print(`${severity} ${code}: ${detail}\n  ${advice}`);
}

/** @throws CommandRefusal so that a script that watches sees it */
function refuseCritical({ notices }: Status): void {
  const critical = notices.filter(({ severity }) => severity === 'critical').map(({ code }) => code);
  if (critical.length > 0) throw new CommandRefusal(`critical: ${[...new Set(critical)].join(', ')}`);
}
