import { Command } from 'commander';
import { setStagingWebsites } from '../../license/bind-license.ts';
import type { CommandContext } from '../command-context.ts';
import { withIssuer } from '../with-issuer.ts';
import { assertNotImported } from './find-licenses.ts';
import { printLicense } from './print-license.ts';

interface StagingOptions {
  none?: boolean;
  json?: boolean;
}

export function stagingCommand(context: CommandContext): Command {
  const command = new Command('staging')
    .description('set the staging and test hosts that a system license counts for besides its website')
    .argument('<license>', 'key or id')
    .argument('[origins...]', 'all of them; they replace those of before')
    .option('--none', 'there are none any more')
    .option('--json', 'as JSON');
  return command.action(async (name: string, websites: string[], { none = false, json }: StagingOptions) => {
    if (none === websites.length > 0) command.error('error: give the origins, or --none');
    await withIssuer(context, async (adapters) => {
      await assertNotImported(name, adapters);
      const license = await setStagingWebsites({ license: name, websites }, adapters);
      await printLicense({ kind: 'system', license }, adapters, { context, json });
    });
  });
}
