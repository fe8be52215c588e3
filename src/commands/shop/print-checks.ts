import type { ShopCheck } from '../../shopware/check/shop-checks.ts';
import type { ShopSurvey } from '../../shopware/check/shop-survey.ts';
import type { CommandContext } from '../command-context.ts';
import { printable } from '../printable.ts';

interface Checked {
  survey: ShopSurvey;
  checks: readonly ShopCheck[];
}

/** What programs read of it. */
export function checksRecord({ survey: { target, calls }, checks }: Checked) {
  return { shop: target.name, url: target.settings.url, checks, calls };
}

/** A line for each check, and one below it where there is something to do. */
export function printChecks(context: CommandContext, { survey: { calls }, checks }: Checked): void {
  const width = Math.max(...checks.map(({ id }) => id.length));
  for (const { outcome, id, sentence, seen, mend } of checks) {
    context.print(printable(`${outcome.padEnd(7)}  ${id.padEnd(width)}  ${sentence} (${seen})`));
    if (mend) context.print(`${' '.repeat(9)}${' '.repeat(width)}  > ${printable(mend)}`);
  }
  for (const { call, milliseconds } of calls)
    context.print(`${String(milliseconds).padStart(6)} ms  ${call}`);
  context.print(summary(checks));
}

function summary(checks: readonly ShopCheck[]): string {
  const count = (wanted: ShopCheck['outcome']) => checks.filter(({ outcome }) => outcome === wanted).length;
  return `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`;
}
