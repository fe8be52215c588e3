import { Command } from 'commander';
import { rekeyLicense } from '../../license/buy-licenses.ts';
import { type CommandContext, printRecord } from '../command-context.ts';
import { withIssuer } from '../with-issuer.ts';
import { assertNotImported } from './find-licenses.ts';
import { warnOfKeys } from './warn-of-keys.ts';

export function rekeyCommand(context: CommandContext): Command {
  return new Command('rekey')
    .description('give a license a new key, because the old one was lost or has leaked; the old one ends')
    .argument('<license>', 'id, or the old key')
    .option('--json', 'as JSON')
    .action((name: string, options: { json?: boolean }) =>
      withIssuer(context, async (adapters) => {
        await assertNotImported(name, adapters);
        const { kind, key, license } = await rekeyLicense(name, adapters);
        const { id, keyHint, subscriptionId: subscription } = license;
        printRecord(context, { kind, id, key, keyHint, subscription }, options);
        warnOfKeys(context, [key]);
      }),
    );
}
