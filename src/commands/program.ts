import { Command } from 'commander';
import { auditCommand } from './audit.ts';
import type { CommandContext } from './command-context.ts';
import { customerCommand } from './customer.ts';
import { licenseCommand } from './license.ts';
import { licenseServerCommand } from './license-server.ts';
import { lintCommand } from './lint.ts';
import { previewCommand } from './preview.ts';
import { profileCommand } from './profile.ts';
import { sessionCommand } from './session.ts';
import { shopCommand } from './shop.ts';
import { signingKeyCommand } from './signing-key.ts';
import { simulateCommand } from './simulate.ts';
import { startCommand } from './start.ts';
import { subscriptionCommand } from './subscription.ts';
import { systemCommand } from './system.ts';
import { trustedKeyCommand } from './trusted-key.ts';
import { unitCommand } from './unit.ts';

/** The command line. Exit status: 0 done, 1 refused, 2 wrong usage. */
export function createProgram(context: CommandContext, version: string): Command {
  const program = new Command('punchgate')
    .description('Punchout gateway (OCI, cXML) for Shopware 6')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.print(text.trimEnd()),
      writeErr: (text) => context.warn(text.trimEnd()),
    });
  const commands = [
    startCommand,
    shopCommand,
    customerCommand,
    systemCommand,
    licenseCommand,
    licenseServerCommand,
    subscriptionCommand,
    auditCommand,
    signingKeyCommand,
    trustedKeyCommand,
    sessionCommand,
    unitCommand,
    lintCommand,
    simulateCommand,
    profileCommand,
    previewCommand,
  ];
  for (const create of commands) program.addCommand(inherit(create(context, version), program));
  return program;
}

/** Commander passes these settings on only to commands that it makes itself. */
function inherit(command: Command, program: Command): Command {
  command.copyInheritedSettings(program);
  for (const child of command.commands) inherit(child, program);
  return command;
}
