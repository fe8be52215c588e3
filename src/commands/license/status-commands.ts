import { Command } from 'commander';
import { setLicenseStatus } from '../../license/license-status.ts';
import type { LicenseStatus } from '../../punchout/license.ts';
import type { CommandContext } from '../command-context.ts';
import { withIssuer } from '../with-issuer.ts';
import { assertNotImported } from './find-licenses.ts';
import { printLicense } from './print-license.ts';

/** Of a system license and of a customer license; all three are for the issuer. */

export function suspendCommand(context: CommandContext): Command {
  return statusCommand('suspend', 'suspended', context).description(
    'let a license rest until it is reinstated',
  );
}

export function reinstateCommand(context: CommandContext): Command {
  return statusCommand('reinstate', 'active', context).description('let a suspended license count again');
}

export function revokeCommand(context: CommandContext): Command {
  return statusCommand('revoke', 'revoked', context).description('end a license for good');
}

function statusCommand(name: string, status: LicenseStatus, context: CommandContext): Command {
  return new Command(name)
    .argument('<license>', 'key or id')
    .option('--json', 'as JSON')
    .action((license: string, { json }: { json?: boolean }) =>
      withIssuer(context, async (adapters) => {
        await assertNotImported(license, adapters);
        const changed = await setLicenseStatus({ license, status }, adapters);
        await printLicense(changed, adapters, { context, json });
      }),
    );
}
