import { Command } from 'commander';
import type { CommandContext } from './command-context.ts';
import { findCommand } from './unit/find.ts';
import { forgetCommand } from './unit/forget.ts';
import { listCommand } from './unit/list.ts';

export function unitCommand(context: CommandContext): Command {
  const command = new Command('unit').description(
    'units of measure that Systems have no code for, and codes',
  );
  for (const create of [listCommand, forgetCommand, findCommand]) command.addCommand(create(context));
  return command;
}
