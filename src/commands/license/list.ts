import { Command } from 'commander';
import { type CommandContext, printList, storedSystem, withAdapters } from '../command-context.ts';
import {
  readCount,
  readFingerprint,
  readKeyHint,
  readSought,
  readUuid,
  readWebsite,
} from '../option-readers.ts';
import { findLicenses } from './find-licenses.ts';
import { forPeople, licenseRows } from './license-rows.ts';

interface ListOptions {
  subscription?: string;
  website?: string;
  system?: string;
  fingerprint?: string;
  customer?: string;
  keyHint?: string;
  after?: string;
  limit: number;
  json?: boolean;
}

export function listCommand(context: CommandContext): Command {
  return new Command('list')
    .description('licenses in the order of their ids; all given conditions must hold')
    .option('--subscription <id>', 'of this subscription', readUuid)
    .option('--website <origin>', 'connected to this website', readWebsite)
    .option('--system <name>', 'of this System', readSought)
    .option('--fingerprint <fingerprint>', 'bound to this configuration', readFingerprint)
    .option('--customer <id>', 'assigned to this customer', readSought)
    .option('--key-hint <group>', 'whose key ends in this group', readKeyHint)
    .option('--after <id>', 'only those after this license: the next page', readUuid)
    .option('--limit <n>', 'how many at most', readCount(1, 10_000), 100)
    .option('--json', 'as JSON')
    .action((options: ListOptions) => list(context, options));
}

async function list(context: CommandContext, options: ListOptions): Promise<void> {
  await withAdapters(context, async (adapters) => {
    const { subscription, website, system, fingerprint, customer, keyHint, after, limit, json } = options;
    const filter = {
      subscriptionId: subscription,
      website,
      systemId: system && (await storedSystem(adapters, system)).system.id,
      fingerprint,
      customerId: customer,
      keyHint,
      after,
      limit,
    };
    const { licenses, next } = await findLicenses(filter, adapters);
    const rows = await licenseRows(licenses, adapters);
    printList(context, json ? rows.map((row) => ({ ...row })) : rows.map(forPeople), { json });
    if (next !== undefined) context.warn(`There are more. The next page: the same with --after ${next}`);
  });
}
