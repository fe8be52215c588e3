import { Command } from 'commander';
import type { Adapters } from '../../adapters.ts';
import type { SeatUsage } from '../../punchout/license-store.ts';
import { type CommandContext, printList, printRecord, withAdapters } from '../command-context.ts';
import { documentRecords, findLicenses } from '../license/find-licenses.ts';
import { forPeople, licenseRows } from '../license/license-rows.ts';
import { findSubscription } from './find-subscriptions.ts';
import { subscriptionRow } from './subscription-row.ts';

/** So many licenses are shown. */
const mostLicenses = 100;

export function showCommand(context: CommandContext): Command {
  return new Command('show')
    .description('one subscription with its licenses, and how many are assigned')
    .argument('<subscription>', 'id or reference')
    .option('--json', 'as JSON')
    .action((name: string, options: { json?: boolean }) => show(context, name, options));
}

async function show(context: CommandContext, name: string, { json }: { json?: boolean }): Promise<void> {
  await withAdapters(context, async (adapters) => {
    const subscription = await findSubscription(name, adapters);
    const filter = { subscriptionId: subscription.id, limit: mostLicenses };
    const { licenses, next } = await findLicenses(filter, adapters);
    const rows = await licenseRows(licenses, adapters);
    const record = { ...subscriptionRow(subscription), ...(await usageOf(subscription.id, adapters)) };
    if (json) context.print(JSON.stringify({ ...record, licenses: rows }, undefined, 2));
    else {
      printRecord(context, record, {});
      context.print('');
      printList(context, rows.map(forPeople), {});
    }
    if (next === undefined) return;
    context.warn(`There are more: punchgate license list --subscription ${subscription.id} --after ${next}`);
  });
}

/** Of active licenses. */
async function usageOf(subscriptionId: string, adapters: Adapters): Promise<SeatUsage> {
  const { licenses, refresher } = adapters;
  const isOwn = !refresher && (await licenses.byIds([subscriptionId])).subscriptions.length > 0;
  if (isOwn) return await licenses.usage(subscriptionId);
  const { systemLicenses, customerLicenses } = await documentRecords(adapters);
  const active = { subscriptionId, status: 'active' };
  const isCounted = (license: { subscriptionId: string; status: string }) =>
    license.subscriptionId === active.subscriptionId && license.status === active.status;
  const seats = customerLicenses.filter(isCounted);
  return {
    systemLicenses: systemLicenses.filter(isCounted).length,
    customerLicenses: seats.length,
    assigned: seats.filter(({ customerId }) => customerId !== undefined).length,
  };
}
