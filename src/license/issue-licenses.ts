import type { CustomerLicense, SystemLicense } from '../punchout/license.ts';
import type { LicenseChange } from '../punchout/license-store.ts';
import { ownSeat } from './assign-customer.ts';
import { addSeat, addSystemLicense } from './buy-licenses.ts';
import type { ChangePorts } from './change-ports.ts';
import { isRunning, runningSubscription } from './find-license.ts';
import { createSubscription } from './subscription-life.ts';
import { isWebsiteOf } from './website.ts';

/** What is to be licensed, as an operator who issues licenses to himself says it. */
export interface IssueLicenses {
  systemId: string;
  fingerprint: string;
  website: string;
  customerIds: readonly string[];
  /** An existing subscription; without it a new one is begun for the holder. */
  subscriptionId?: string | undefined;
  holder: string;
}

/** A license that the configuration now has; the key only where it is new. */
export interface Licensed<License> {
  license: License;
  key: string | undefined;
}

export interface IssuedLicenses {
  systemLicense: Licensed<SystemLicense>;
  customerLicenses: Licensed<CustomerLicense>[];
}

/**
 * Sees to it that the configuration has a system license and each customer a customer license. What is there already
 * stays as it is; the customer license that a system license includes is used up first.
 * @throws LicenseError `subscription_unknown`, `subscription_over`
 */
export async function issueLicenses(order: IssueLicenses, ports: ChangePorts): Promise<IssuedLicenses> {
  return await ports.licenses.change(ports.actor, async (change) => {
    if (order.subscriptionId !== undefined) await runningSubscription(order.subscriptionId, change);
    const existing = await existingLicense(order, change);
    const issued = existing
      ? { system: { license: existing, key: undefined } }
      : await issueNew(order, change, ports);
    const customerLicenses: Licensed<CustomerLicense>[] = [];
    for (const customerId of order.customerIds) {
      customerLicenses.push(await licenseCustomer(customerId, { order, issued, change, ports }));
    }
    return { systemLicense: issued.system, customerLicenses };
  });
}

interface Issued {
  system: Licensed<SystemLicense>;
  /** The customer license that a new system license includes. */
  included?: Licensed<CustomerLicense>;
}

async function existingLicense(
  { fingerprint, website }: IssueLicenses,
  change: LicenseChange,
): Promise<SystemLicense | undefined> {
  for (const license of await change.boundTo(fingerprint)) {
    const subscription = await change.subscription(license.subscriptionId);
    const runs = subscription !== undefined && isRunning(subscription, change.at);
    if (isWebsiteOf(license, website) && license.status === 'active' && runs) return license;
  }
  return undefined;
}

async function issueNew(
  order: IssueLicenses,
  change: LicenseChange,
  { surroundings }: ChangePorts,
): Promise<Issued> {
  const { holder, systemId, fingerprint, website } = order;
  const subscriptionId =
    order.subscriptionId ?? (await createSubscription({ holder }, change, surroundings)).id;
  const given = { subscriptionId, systemId, fingerprint, website };
  return await addSystemLicense(given, change, surroundings);
}

async function licenseCustomer(
  customerId: string,
  {
    order,
    issued,
    change,
    ports,
  }: {
    order: IssueLicenses;
    issued: Issued;
    change: LicenseChange;
    ports: ChangePorts;
  },
): Promise<Licensed<CustomerLicense>> {
  const { license: system } = issued.system;
  const own = await ownSeat(system.id, customerId, change);
  if (own) return { license: own, key: undefined };
  const holder = { systemLicenseId: system.id, customerId };
  const free = await change.freeSeat(system);
  if (!free) {
    const subscriptionId = order.subscriptionId ?? system.subscriptionId;
    return await addSeat({ subscriptionId, ...holder }, change, ports.surroundings);
  }
  const assigned = { ...free, ...holder };
  await change.saveCustomerLicense('assigned', assigned);
  return {
    license: assigned,
    key: free.id === issued.included?.license.id ? issued.included.key : undefined,
  };
}
