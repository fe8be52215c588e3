import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { Adapters } from '../../adapters.ts';
import { exportDocument } from '../../license/export-document.ts';
import { publishedKeys } from '../../license/signing-keys.ts';
import { type CommandContext, printRecord } from '../command-context.ts';
import { readCount } from '../option-readers.ts';
import { findSubscription } from '../subscription/find-subscriptions.ts';
import { withIssuer } from '../with-issuer.ts';

interface ExportOptions {
  days: number;
  json?: boolean;
}

export function exportCommand(context: CommandContext): Command {
  return new Command('export')
    .description('sign all licenses of a subscription, for a gateway without network')
    .argument('<subscription>', 'id or reference')
    .argument('[file]', 'where to; by default to standard output')
    .option('--days <n>', 'how long the document counts', readCount(1, 3_660), 30)
    .option('--json', 'what is told of the file, as JSON')
    .action((subscription: string, file: string | undefined, options: ExportOptions) =>
      withIssuer(context, async (adapters) => {
        const { id } = await findSubscription(subscription, adapters);
        const exported = await exportSubscription(id, options.days, adapters);
        const text = JSON.stringify(exported, undefined, 2);
        if (file === undefined) return context.print(text);
        await writeFile(file, `${text}\n`);
        printRecord(context, { file, subscription: id, signedBy: exported.keys.at(-1)?.id }, options);
      }),
    );
}

async function exportSubscription(subscriptionId: string, days: number, adapters: Adapters) {
  const document = await exportDocument({ subscriptionId, days }, adapters);
  return { document, keys: await publishedKeys(adapters) };
}
