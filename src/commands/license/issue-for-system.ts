import type { Adapters } from '../../adapters.ts';
import { issueLicenses, type Licensed } from '../../license/issue-licenses.ts';
import type { CustomerLicense, SystemLicense } from '../../punchout/license.ts';
import type { CommandContext } from '../command-context.ts';
import { findSubscription } from '../subscription/find-subscriptions.ts';
import { printIssued } from './print-issued.ts';
import { assertCustomers, systemQuestion } from './system-question.ts';

export interface SystemIssue {
  system: string;
  customer?: string[];
  subscription?: string;
  holder?: string;
}

/** What an operator does who issues licenses to himself: a license for the configuration and for each customer. */
export async function issueForSystem(
  { system: name, customer, subscription, holder = 'own' }: SystemIssue,
  adapters: Adapters,
  output: { context: CommandContext; json?: boolean | undefined },
): Promise<void> {
  const { system, question } = await systemQuestion(name, adapters);
  const customerIds = customer ?? system.customers.map(({ id }) => id);
  assertCustomers(system, customerIds);
  const subscriptionId = subscription && (await findSubscription(subscription, adapters)).id;
  const order = { ...question, customerIds, holder, subscriptionId };
  const { systemLicense, customerLicenses } = await issueLicenses(order, adapters);
  printIssued([systemRow(systemLicense), ...customerLicenses.map(customerRow)], output);
}

function systemRow({ key, license }: Licensed<SystemLicense>) {
  const { id, keyHint, subscriptionId, fingerprint } = license;
  return { kind: 'system', id, key, keyHint, subscription: subscriptionId, fingerprint } as const;
}

function customerRow({ key, license }: Licensed<CustomerLicense>) {
  const { id, keyHint, subscriptionId, customerId } = license;
  return { kind: 'customer', id, key, keyHint, subscription: subscriptionId, customer: customerId } as const;
}
