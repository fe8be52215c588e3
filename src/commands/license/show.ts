import { Command } from 'commander';
import type { Adapters } from '../../adapters.ts';
import type { KeyedLicense } from '../../punchout/license-store.ts';
import { type CommandContext, printList, printRecord, withAdapters } from '../command-context.ts';
import { historyForPeople, historyRow } from '../history-rows.ts';
import { isoTime } from '../iso-time.ts';
import { findLicense, findLicenses } from './find-licenses.ts';
import { forPeople, licenseDetails, licenseRows } from './license-rows.ts';

/** Of its history and of its customer licenses, so many are shown. */
const mostLines = 100;

export function showCommand(context: CommandContext): Command {
  return new Command('show')
    .description('everything of one license, with its history')
    .argument('<license>', 'key or id')
    .option('--json', 'as JSON')
    .action((name: string, options: { json?: boolean }) => show(context, name, options));
}

async function show(context: CommandContext, name: string, { json }: { json?: boolean }): Promise<void> {
  await withAdapters(context, async (adapters) => {
    const keyed = await findLicense(name, adapters);
    const [row] = await licenseRows([keyed], adapters);
    const record = { ...row, ...licenseDetails(keyed) };
    const seats = await licenseRows(await seatsOf(keyed, adapters), adapters);
    const history = await adapters.history.list({ subjectId: keyed.license.id, limit: mostLines });
    if (json) {
      const shown = {
        ...record,
        ...formerOf(keyed),
        customerLicenses: seats,
        history: history.map(historyRow),
      };
      return context.print(JSON.stringify(shown, undefined, 2));
    }
    printRecord(context, record, {});
    if (keyed.kind === 'system') context.print('\ncustomer licenses');
    if (keyed.kind === 'system') printList(context, seats.map(forPeople), {});
    context.print('\nhistory, newest first');
    printList(context, history.map(historyForPeople), {});
  });
}

function formerOf({ kind, license }: KeyedLicense) {
  if (kind === 'customer') return {};
  return { former: license.former.map(({ fingerprint, until }) => ({ fingerprint, until: isoTime(until) })) };
}

async function seatsOf({ kind, license }: KeyedLicense, adapters: Adapters): Promise<KeyedLicense[]> {
  if (kind === 'customer') return [];
  return (await findLicenses({ systemLicenseId: license.id, limit: mostLines }, adapters)).licenses;
}
