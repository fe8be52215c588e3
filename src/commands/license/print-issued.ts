import { type CommandContext, printList } from '../command-context.ts';
import { warnOfKeys } from './warn-of-keys.ts';

interface IssuedRow {
  kind: 'system' | 'customer';
  id: string;
  /** Only where it is new. */
  key: string | undefined;
  keyHint: string;
  subscription: string;
  customer?: string | undefined;
  fingerprint?: string | undefined;
}

/** Keys are shown whole here, and nowhere again. */
export function printIssued(
  rows: readonly IssuedRow[],
  { context, json }: { context: CommandContext; json?: boolean | undefined },
): void {
  printList(context, json ? rows.map((row) => ({ ...row })) : rows.map(forPeople), { json });
  warnOfKeys(
    context,
    rows.map(({ key }) => key),
  );
}

function forPeople({ kind, id, key, keyHint, subscription, customer }: IssuedRow) {
  return { kind, id, key: key ?? `…${keyHint}`, customer, subscription };
}
