import { Command } from 'commander';
import { type FoundCustomer, findCustomers } from '../../shopware/setup/find-customers.ts';
import { type CommandContext, configOf, printList } from '../command-context.ts';
import { readCount, readSought } from '../option-readers.ts';
import { knownShop } from '../shop/known-shop.ts';
import { withShopAccess } from '../with-shop-access.ts';

interface SearchOptions {
  shop: string;
  limit: number;
  json?: boolean;
}

export function searchCommand(context: CommandContext): Command {
  const command = new Command('search')
    .description(
      'customers who have every word (the first five) in number, e-mail, name or company, and who can punch out',
    )
    .argument('<words...>', 'or an id', (word: string, words: string[] = []) => [...words, readSought(word)])
    .option('--shop <name>', 'under shops in punchgate.yaml', 'main')
    .option('--limit <count>', 'most of them', readCount(1, 500), 20)
    .option('--json', 'as JSON');
  return command.action(async (words: string[], { shop, limit, json }: SearchOptions) => {
    const { settings } = knownShop(shop, await configOf(context), command);
    const { salesChannelId } = settings;
    const { customers, more, missing } = await withShopAccess(settings, (access) =>
      findCustomers(words.join(' '), { access, salesChannelId, limit }),
    );
    if (json) context.print(JSON.stringify(customers.map(record), undefined, 2));
    else printList(context, customers.map(row), {});
    if (more) context.warn(`There are more than ${limit}: ask for more words, or with a higher --limit.`);
    for (const privilege of missing)
      context.warn(`Some names are not shown: the integration lacks the privilege ${privilege}.`);
  });
}

function record({ fault, ...customer }: FoundCustomer) {
  return { ...customer, usable: fault === undefined, fault };
}

function row({ fault, active, guest, ...customer }: FoundCustomer) {
  const state = [active ? 'active' : 'inactive', ...(guest ? ['guest'] : [])].join(', ');
  return { ...customer, state, punchout: fault === undefined ? 'yes' : `no: ${fault}` };
}
