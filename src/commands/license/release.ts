import { Command } from 'commander';
import type { Adapters } from '../../adapters.ts';
import { releaseSystemLicense } from '../../license/bind-license.ts';
import { isLicenseKey, parseLicenseKey } from '../../license/license-key.ts';
import type { KeyedLicense } from '../../punchout/license-store.ts';
import { type CommandContext, withAdapters } from '../command-context.ts';
import { assertIssuer } from '../with-issuer.ts';
import { assertNotImported, findLicense } from './find-licenses.ts';
import { printLicense } from './print-license.ts';

export function releaseCommand(context: CommandContext): Command {
  return new Command('release')
    .description('free a customer license of its customer; for the issuer: a system license of its website')
    .argument('<license>', 'key or id')
    .option('--json', 'as JSON')
    .action((name: string, { json }: { json?: boolean }) =>
      withAdapters(context, async (adapters) => {
        await assertNotImported(name, adapters);
        const released = await release(name, adapters);
        await printLicense(released, adapters, { context, json });
      }),
    );
}

async function release(name: string, adapters: Adapters): Promise<KeyedLicense> {
  if ((await kindOf(name, adapters)) === 'customer')
    return { kind: 'customer', license: await adapters.office.release({ license: name }) };
  assertIssuer(adapters);
  return { kind: 'system', license: await releaseSystemLicense(name, adapters) };
}

/** A key says it, also where a server has licenses that are not known here yet. */
async function kindOf(name: string, adapters: Adapters): Promise<KeyedLicense['kind']> {
  if (!isLicenseKey(name)) return (await findLicense(name, adapters)).kind;
  return parseLicenseKey(name).kind === 'PGS' ? 'system' : 'customer';
}
