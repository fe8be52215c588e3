import { Command } from 'commander';
import type { CommandContext } from './command-context.ts';
import { assignCommand } from './license/assign.ts';
import { checkCommand } from './license/check.ts';
import { connectCommand } from './license/connect.ts';
import { exportCommand } from './license/export.ts';
import { forgetCommand } from './license/forget.ts';
import { importCommand } from './license/import.ts';
import { issueCommand } from './license/issue.ts';
import { listCommand } from './license/list.ts';
import { moveCommand } from './license/move.ts';
import { rekeyCommand } from './license/rekey.ts';
import { releaseCommand } from './license/release.ts';
import { showCommand } from './license/show.ts';
import { stagingCommand } from './license/staging.ts';
import { statusCommand } from './license/status.ts';
import { reinstateCommand, revokeCommand, suspendCommand } from './license/status-commands.ts';
import { verifyCommand } from './license/verify.ts';

/** The life of a license, in its order. */
const commands = [
  issueCommand,
  listCommand,
  showCommand,
  connectCommand,
  assignCommand,
  releaseCommand,
  moveCommand,
  suspendCommand,
  reinstateCommand,
  revokeCommand,
  rekeyCommand,
  stagingCommand,
  exportCommand,
  importCommand,
  verifyCommand,
  forgetCommand,
  checkCommand,
  statusCommand,
];

export function licenseCommand(context: CommandContext): Command {
  const command = new Command('license').description('system licenses and customer licenses');
  for (const create of commands) command.addCommand(create(context));
  return command;
}
