import { Command } from 'commander';
import type { CommandContext } from './command-context.ts';
import { searchCommand } from './customer/search.ts';

export function customerCommand(context: CommandContext): Command {
  const command = new Command('customer').description('customers of a shop, to choose from for a System');
  command.addCommand(searchCommand(context));
  return command;
}
