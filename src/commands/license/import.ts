import { Command } from 'commander';
import type { Adapters } from '../../adapters.ts';
import { believableKeys } from '../../license/signing-keys.ts';
import { type CommandContext, configOf, printRecord, withAdapters } from '../command-context.ts';
import { readKeyId } from '../option-readers.ts';
import { documentRecord } from './document-record.ts';
import { type LicenseFile, readLicenseFile } from './license-file.ts';

interface ImportOptions {
  trust?: string;
  json?: boolean;
}

export function importCommand(context: CommandContext): Command {
  return new Command('import')
    .description('take the licenses of a file that whoever issues them has exported')
    .argument('<file>')
    .option('--trust <key id>', 'believe this key from now on, as the issuer names it', readKeyId)
    .option('--json', 'as JSON')
    .action((path: string, { trust, json }: ImportOptions) =>
      withAdapters(context, async (adapters) => {
        const file = await readLicenseFile(path);
        const { server } = (await configOf(context)).license;
        await trustKeys(file, { trust, pinned: server?.key }, adapters);
        const document = await adapters.keeper.take(file.document, { actor: adapters.actor });
        printRecord(context, documentRecord(document), { json });
      }),
    );
}

/** A key that was forgotten comes back only where it is named. */
async function trustKeys(
  { keys }: LicenseFile,
  { trust, pinned }: { trust: string | undefined; pinned: string | undefined },
  { trustedKeys, actor }: Adapters,
): Promise<void> {
  const [before, forgotten] = await Promise.all([trustedKeys.list(), trustedKeys.forgotten()]);
  const named = [trust, pinned].filter((id) => id !== undefined);
  const offered = keys.filter(({ id }) => named.includes(id) || !forgotten.includes(id));
  const believable = await believableKeys(offered, before, named);
  const added = believable.filter(({ id }) => !before.some((key) => key.id === id));
  await trustedKeys.trust(added, actor);
}
