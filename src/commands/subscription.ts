import { Command } from 'commander';
import type { CommandContext } from './command-context.ts';
import { createCommand } from './subscription/create.ts';
import { cancelCommand, renewCommand, resumeCommand } from './subscription/life-commands.ts';
import { listCommand } from './subscription/list.ts';
import { showCommand } from './subscription/show.ts';

const commands = [createCommand, listCommand, showCommand, renewCommand, cancelCommand, resumeCommand];

export function subscriptionCommand(context: CommandContext): Command {
  const command = new Command('subscription').description(
    'subscriptions: licenses are valid only while theirs is',
  );
  for (const create of commands) command.addCommand(create(context));
  return command;
}
