import type { Check } from '../../simulator/check.ts';
import { type CommandContext, CommandRefusal } from '../command-context.ts';
import type { ReturnAddress } from './return-address.ts';

/** One line for each check. */
export function tellChecks(context: CommandContext, checks: readonly Check[]): void {
  const width = Math.max(...checks.map(({ id }) => id.length));
  for (const { outcome, id, sentence, seen } of checks)
    context.print(`${outcome.padEnd(7)}  ${id.padEnd(width)}  ${sentence} (${seen})`);
}

/** @throws CommandRefusal when a check has failed */
export function conclude(
  context: CommandContext,
  checks: readonly Check[],
  { json, returnAddress }: { json: boolean; returnAddress: ReturnAddress },
): void {
  const count = (wanted: Check['outcome']) => checks.filter(({ outcome }) => outcome === wanted).length;
  if (json) context.print(JSON.stringify({ returnAddress, checks }, undefined, 2));
  else context.print(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`);
  if (count('failed') > 0) throw new CommandRefusal(`${count('failed')} of ${checks.length} checks failed`);
}
