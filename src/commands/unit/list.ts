import { Command } from 'commander';
import type { Adapters } from '../../adapters.ts';
import type { System } from '../../punchout/system.ts';
import type { UnitInbox } from '../../punchout/unit-inbox.ts';
import { isMapped, unitOfContent } from '../../punchout/unit-of-measure.ts';
import { type CommandContext, printList, withAdapters } from '../command-context.ts';
import { isoTime } from '../iso-time.ts';

type RecordedUnit = Awaited<ReturnType<UnitInbox['list']>>[number];

export function listCommand(context: CommandContext): Command {
  return new Command('list')
    .description('units of returned carts for which a System has no code but its default, newest first')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nA unit that is mapped meanwhile, and one of a System that is gone, is left out.')
    .action((options: { json?: boolean }) =>
      withAdapters(context, async (adapters) => printList(context, await openUnits(adapters), options)),
    );
}

async function openUnits({ unitInbox, systems, standardUnits }: Adapters) {
  const stored = await systems.list();
  const newest = new Map(stored.map(({ system }) => [system.id, system]));
  const recorded = await unitInbox.list();
  return recorded.flatMap((unit) => {
    const system = newest.get(unit.systemId);
    return system && !isMapped(unit.unit, system.units, standardUnits) ? [row(unit, system)] : [];
  });
}

function row({ unit, article, firstSeen, at, times }: RecordedUnit, { name, units }: System) {
  return {
    unit,
    system: name,
    article,
    first: isoTime(firstSeen),
    last: isoTime(at),
    times,
    'sent as': units.unmapped === 'warn' ? makeshift(unit, units) : undefined,
    write: entryText(unit),
  };
}

/** What goes to the buyer as long as nothing better is known. */
function makeshift(unit: string, { table, default: fallback }: System['units']): string | undefined {
  const content = unitOfContent(unit) ?? '';
  const ofContent = Object.hasOwn(table, content) ? table[content] : undefined;
  return typeof ofContent === 'string' ? ofContent : fallback;
}

/** `5 kg` is a box of five kilograms: the buyer may count boxes or kilograms. */
function entryText(unit: string): string {
  const whole = `units: { table: { ${JSON.stringify(unit)}: <code> } }`;
  const content = unitOfContent(unit);
  if (content === undefined) return whole;
  return `${whole}, or { ${JSON.stringify(content)}: { code: <code>, factor: product.content } }`;
}
