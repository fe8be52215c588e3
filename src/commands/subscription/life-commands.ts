import { Command, Option } from 'commander';
import {
  type CancellationTime,
  cancelSubscription,
  renewSubscription,
  resumeSubscription,
} from '../../license/subscription-life.ts';
import type { Subscription } from '../../punchout/license.ts';
import type { LicenseChange } from '../../punchout/license-store.ts';
import { type CommandContext, printRecord } from '../command-context.ts';
import { dateHelp, readEnd } from '../option-readers.ts';
import { withIssuer } from '../with-issuer.ts';
import { subscriptionNamed } from './find-subscriptions.ts';
import { subscriptionRow } from './subscription-row.ts';

export function renewCommand(context: CommandContext): Command {
  return lifeCommand('renew', 'record that a further period is paid for; the licenses need nothing')
    .requiredOption('--paid-until <date>', dateHelp, readEnd)
    .action((name: string, options: Output & { paidUntil: number }) =>
      change(context, { name, ...options }, (id, within) => renewSubscription(id, options.paidUntil, within)),
    );
}

export function cancelCommand(context: CommandContext): Command {
  return lifeCommand('cancel', 'end a subscription; its licenses count until the end takes effect')
    .addOption(
      new Option('--ends <date>', `when; by default with the paid period, else now: ${dateHelp}`)
        .argParser(readEnd)
        .conflicts('now'),
    )
    .option('--now', 'now, although a period is paid for')
    .action((name: string, { ends, now, json }: Output & { ends?: number; now?: boolean }) => {
      const time: CancellationTime = { at: ends, now };
      return change(context, { name, json }, (id, within) => cancelSubscription(id, time, within));
    });
}

export function resumeCommand(context: CommandContext): Command {
  return lifeCommand('resume', 'let a cancelled or ended subscription run on').action(
    (name: string, options: Output) => change(context, { name, ...options }, resumeSubscription),
  );
}

interface Output {
  json?: boolean | undefined;
}

function lifeCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .argument('<subscription>', 'id or reference')
    .option('--json', 'as JSON');
}

async function change(
  context: CommandContext,
  { name, json }: Output & { name: string },
  work: (id: string, change: LicenseChange) => Promise<Subscription>,
): Promise<void> {
  await withIssuer(context, async ({ licenses, actor }) => {
    const changed = await licenses.change(actor, async (within) =>
      work((await subscriptionNamed(name, within)).id, within),
    );
    printRecord(context, subscriptionRow(changed), { json });
  });
}
