import { Command } from 'commander';
import { type CommandContext, CommandRefusal, storedSystem, withAdapters } from '../command-context.ts';

export function forgetCommand(context: CommandContext): Command {
  return new Command('forget')
    .description('takes a unit off the list; it is back with the next cart that has it')
    .argument('<system>')
    .argument('<unit>', 'as the list has it')
    .action((name: string, unit: string) => forget(context, name, unit));
}

/** @throws CommandRefusal when the list does not have it */
async function forget(context: CommandContext, name: string, unit: string): Promise<void> {
  await withAdapters(context, async (adapters) => {
    const { system } = await storedSystem(adapters, name);
    const recorded = await adapters.unitInbox.list();
    if (!recorded.some(({ systemId, unit: known }) => systemId === system.id && known === unit))
      throw new CommandRefusal(`${name} has no unit "${unit}" on the list: punchgate unit list`);
    await adapters.unitInbox.forget({ systemId: system.id, unit });
    context.print(`${name}: "${unit}" is forgotten`);
  });
}
