import { Command } from 'commander';
import type { CommandContext } from './command-context.ts';
import { simulateCxmlCommand } from './simulate/cxml.ts';
import { simulateOciCommand } from './simulate/oci.ts';

/** No configuration and no store is opened: it works on any machine, against any gateway. */
export function simulateCommand(context: CommandContext): Command {
  const command = new Command('simulate').description(
    'play a procurement system against a gateway and judge its answers',
  );
  for (const create of [simulateOciCommand, simulateCxmlCommand]) command.addCommand(create(context));
  return command;
}
