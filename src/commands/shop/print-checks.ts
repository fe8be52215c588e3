import type { ShopCheck } from '../../shopware/check/shop-checks.ts';
import type { ShopSurvey } from '../../shopware/check/shop-survey.ts';
import type { CommandContext } from '../command-context.ts';

interface Checked {
  survey: ShopSurvey;
  checks: readonly ShopCheck[];
  json: boolean;
}

/** A line for each check, and one below it where there is something to do. */
export function printChecks(context: CommandContext, { survey, checks, json }: Checked): void {
  const { target, calls } = survey;
  if (json) {
    const shop = { shop: target.name, url: target.settings.url };
    context.print(JSON.stringify({ ...shop, checks, calls }, undefined, 2));
    return;
  }
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

/** What the shop says must not move the cursor of a terminal. */
function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, ' ');
}
