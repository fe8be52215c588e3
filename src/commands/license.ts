import { Command } from 'commander';
import type { Adapters } from '../adapters.ts';
import { issueLicenses } from '../license/issue-licenses.ts';
import type { LicenseQuestion } from '../punchout/license-verdict.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { System } from '../punchout/system.ts';
import { type CommandContext, printList, purge, withAdapters } from './command-context.ts';

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
  if (unknown.length > 0)
    throw new PunchOutError('customer_unknown', `${unknown.join(', ')} in System ${name}`);
}

async function assertSubscription({ licenses }: Adapters, id: string | undefined): Promise<void> {
  const { subscriptions } = await licenses.list();
  if (id !== undefined && !subscriptions.some((subscription) => subscription.id === id)) {
    throw new PunchOutError('subscription_unknown', id);
  }
}

async function licensed(adapters: Adapters, name: string) {
  const stored = await adapters.systems.byName(name);
  if (!stored) throw new PunchOutError('unknown_system', name);
  const { system, fingerprint } = stored;
  const { website } = adapters.shops.byName(system.shop);
  const question: Omit<LicenseQuestion, 'customerId'> = { systemId: system.id, fingerprint, website };
  return { system, question };
}

async function list(context: CommandContext, options: { json?: boolean }): Promise<void> {
  await withAdapters(context, async ({ licenses }) => {
    const { systemLicenses, customerLicenses, subscriptions } = await licenses.list();
    const state = (id: string) => subscriptions.find((subscription) => subscription.id === id)?.status;
    const rows = systemLicenses.flatMap((license) => [
      {
        kind: 'system',
        id: license.id,
        for: license.fingerprint,
        on: license.website,
        state: state(license.subscriptionId),
      },
      ...customerLicenses
        .filter(({ systemLicenseId }) => systemLicenseId === license.id)
        .map((seat) => ({
          kind: 'customer',
          id: seat.id,
          for: seat.customerId,
          on: license.website,
          state: state(seat.subscriptionId),
        })),
    ]);
    printList(context, rows, options);
  });
}

async function check(context: CommandContext, name: string, customerId: string): Promise<void> {
  await withAdapters(context, async (adapters) => {
    const { question } = await licensed(adapters, name);
    await adapters.authority.purge();
    const verdict = await adapters.authority.verdict({ ...question, customerId });
    if (!verdict.valid) throw new PunchOutError(verdict.reason, verdict.detail);
    context.print(`valid: ${verdict.detail}`);
  });
}
