import { Command } from 'commander';
import type { CommandContext } from './command-context.ts';
import { appCommand } from './shop/app.ts';
import { checkCommand } from './shop/check.ts';
import { connectCommand } from './shop/connect.ts';
import { listCommand } from './shop/list.ts';

export function shopCommand(context: CommandContext): Command {
  const command = new Command('shop').description('the shops behind the gateway, as punchgate.yaml has them');
  for (const create of [listCommand, connectCommand, checkCommand, appCommand])
    command.addCommand(create(context));
  return command;
}
