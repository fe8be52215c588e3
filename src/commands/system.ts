import { Command } from 'commander';
import type { CommandContext } from './command-context.ts';
import { applyCommand } from './system/apply.ts';
import { diffCommand } from './system/diff.ts';
import { disableCommand } from './system/disable.ts';
import { discardCommand } from './system/discard.ts';
import { draftCommand } from './system/draft.ts';
import { draftsCommand } from './system/drafts.ts';
import { listCommand } from './system/list.ts';
import { newCommand } from './system/new.ts';
import { publishCommand } from './system/publish.ts';
import { showCommand } from './system/show.ts';

const commands = [
  newCommand,
  applyCommand,
  draftCommand,
  diffCommand,
  publishCommand,
  discardCommand,
  draftsCommand,
  disableCommand,
  listCommand,
  showCommand,
];

export function systemCommand(context: CommandContext): Command {
  const command = new Command('system').description(
    'the Systems: one agreed configuration of a punchout each',
  );
  for (const create of commands) command.addCommand(create(context));
  return command;
}
