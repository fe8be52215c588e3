import type { Adapters } from '../../adapters.ts';
import type { KeyedLicense } from '../../punchout/license-store.ts';
import { type CommandContext, printRecord } from '../command-context.ts';
import { licenseDetails, licenseRows } from './license-rows.ts';

/** Shows what a command has made of a license. */
export async function printLicense(
  keyed: KeyedLicense,
  adapters: Adapters,
  { context, json }: { context: CommandContext; json?: boolean | undefined },
): Promise<void> {
  const [row] = await licenseRows([keyed], adapters);
  printRecord(context, { ...row, ...licenseDetails(keyed) }, { json });
}
