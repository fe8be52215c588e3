import { Command } from 'commander';
import type { Adapters } from '../adapters.ts';
import { issueLicenses } from '../license/issue-licenses.ts';
import type {
  CustomerLicense,
  LicenseQuestion,
  LicenseRecords,
  SystemLicense,
} from '../punchout/license-verdict.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { System } from '../punchout/system.ts';
import {
  type CommandContext,
  CommandRefusal,
  printList,
  purge,
  storedSystem,
  withAdapters,
} from './command-context.ts';

interface IssueOptions {
  customer?: string[];
  holder: string;
  subscription?: string;
  json?: boolean;
}

export function licenseCommand(context: CommandContext): Command {
  const command = new Command('license').description('system licenses and customer licenses');
  command
    .command('issue <system>')
    .description('license the System as it is now, and its customers')
    .option('--customer <id...>', 'ids of shop customers; by default all customers of the System')
    .option('--holder <name>', 'whose subscription it is', 'own')
    .option('--subscription <id>', 'an existing subscription instead of a new one')
    .option('--json', 'as JSON')
    .action((system: string, options: IssueOptions) => issue(context, system, options));
  command
    .command('list')
    .description('all licenses')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) => list(context, options));
  command
    .command('check <system> <customer>')
    .description('the verdict that this customer of the System would get now, past the cache')
    .action((system: string, customer: string) => check(context, system, customer));
  return command;
}

async function issue(context: CommandContext, name: string, options: IssueOptions): Promise<void> {
  await withAdapters(context, async (adapters) => {
    const { system, question } = await licensed(adapters, name);
    const customerIds = options.customer ?? system.customers.map(({ id }) => id);
    assertCustomers(system, customerIds);
    await assertSubscription(adapters, options.subscription);
    const order = { ...question, customerIds, holder: options.holder, subscriptionId: options.subscription };
    const { systemLicense, customerLicenses } = await issueLicenses(order, adapters);
    await purge(context, adapters);
    const seats = customerLicenses.map(({ id, key, customerId }) => ({
      kind: 'customer',
      id,
      key,
      for: customerId,
    }));
    const { id, key, fingerprint } = systemLicense;
    printList(context, [{ kind: 'system', id, key, for: fingerprint }, ...seats], options);
  });
}

function assertCustomers({ name, customers }: System, ids: readonly string[]): void {
  const unknown = ids.filter((id) => !customers.some((customer) => customer.id === id));
  if (unknown.length === 0) return;
  const known = customers.map(({ id, name: title = '' }) => `${id} ${title}`.trim()).join(', ');
  throw new CommandRefusal(
    `System ${name} has no customer ${unknown.join(', ')}. It has: ${known || 'none'}.`,
  );
}

async function assertSubscription({ licenses }: Adapters, id: string | undefined): Promise<void> {
  const { subscriptions } = await licenses.list();
  if (id === undefined || subscriptions.some((subscription) => subscription.id === id)) return;
  throw new CommandRefusal(`There is no subscription "${id}". punchgate subscription list shows them all.`);
}

async function licensed(adapters: Adapters, name: string) {
  const { system, fingerprint } = await storedSystem(adapters, name);
  const { website } = adapters.shops.byName(system.shop);
  const question: Omit<LicenseQuestion, 'customerId'> = { systemId: system.id, fingerprint, website };
  return { system, question };
}

async function list(context: CommandContext, options: { json?: boolean }): Promise<void> {
  await withAdapters(context, async ({ licenses, systems }) => {
    const names = new Map((await systems.list()).map(({ system }) => [system.id, system.name]));
    printList(context, rows(await licenses.list(), names), options);
  });
}

function rows(
  { systemLicenses, customerLicenses, subscriptions }: LicenseRecords,
  names: Map<string, string>,
) {
  const stateOf = ({ subscriptionId }: SystemLicense | CustomerLicense) => ({
    subscription: subscriptionId,
    state: subscriptions.find(({ id }) => id === subscriptionId)?.status,
  });
  return systemLicenses.flatMap((license) => {
    const system = names.get(license.systemId ?? '');
    const seats = customerLicenses.filter(({ systemLicenseId }) => systemLicenseId === license.id);
    return [
      {
        kind: 'system',
        id: license.id,
        system,
        for: license.fingerprint,
        on: license.website,
        ...stateOf(license),
      },
      ...seats.map((seat) => ({
        kind: 'customer',
        id: seat.id,
        system,
        for: seat.customerId,
        on: license.website,
        ...stateOf(seat),
      })),
    ];
  });
}

async function check(context: CommandContext, name: string, customerId: string): Promise<void> {
  await withAdapters(context, async (adapters) => {
    const { system, question } = await licensed(adapters, name);
    assertCustomers(system, [customerId]);
    await adapters.authority.purge();
    const verdict = await adapters.authority.verdict({ ...question, customerId });
    if (!verdict.valid) throw new PunchOutError(verdict.reason, verdict.detail);
    context.print(`valid: ${verdict.detail}`);
  });
}
