import { Command } from 'commander';
import { createStandardUnits } from '../../units/standard-units.ts';
import { type CommandContext, configOf, printList } from '../command-context.ts';
import { readSought } from '../option-readers.ts';

export function findCommand(context: CommandContext): Command {
  return new Command('find')
    .description('codes of UN/ECE Recommendations 20 and 21 by code, name or symbol, best first')
    .argument('<text>', 'e.g. kilogram, m², Karton or H87', readSought)
    .option('--json', 'as JSON')
    .action((text: string, options: { json?: boolean }) => find(context, text, options));
}

/** No store is opened. What the configuration has for the very text stands first. */
async function find(context: CommandContext, text: string, options: { json?: boolean }): Promise<void> {
  const { units } = await configOf(context);
  const configured = { code: units[text], name: `units.${text} of the configuration`, symbol: undefined };
  const own = Object.hasOwn(units, text) ? [configured] : [];
  const listed = createStandardUnits(units).find(text);
  printList(context, [...own, ...listed.map((unit) => ({ ...unit }))], options);
}
