import type {
  CustomerLicense,
  LicenseRecords,
  Subscription,
  SystemLicense,
} from '../punchout/license-verdict.ts';
import type { LicenseStore, Surroundings } from '../punchout/ports.ts';
import { licenseKey } from './license-key.ts';

export interface IssueLicensesPorts {
  licenses: LicenseStore;
  surroundings: Surroundings;
}

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

export interface IssuedLicenses {
  systemLicense: SystemLicense;
  customerLicenses: CustomerLicense[];
}

/**
 * Sees to it that the configuration has a system license and each customer a customer license. What is there already
 * stays as it is; the customer license that a system license includes is used up first.
 */
export async function issueLicenses(
  order: IssueLicenses,
  ports: IssueLicensesPorts,
): Promise<IssuedLicenses> {
  const known = await ports.licenses.list();
  const existing = known.systemLicenses.find((license) => fits(license, order));
  const systemLicense = existing ?? (await issueSystemLicense(order, ports));
  const { customerLicenses } = existing ? known : await ports.licenses.list();
  const seats = seatsOf(systemLicense, customerLicenses);
  const issued: CustomerLicense[] = [];
  for (const customerId of order.customerIds) {
    const subscriptionId = order.subscriptionId ?? systemLicense.subscriptionId;
    issued.push(
      await issueCustomerLicense(customerId, {
        systemLicense: { ...systemLicense, subscriptionId },
        seats,
        ports,
      }),
    );
  }
  return { systemLicense, customerLicenses: issued };
}

function fits(license: SystemLicense, { fingerprint, website }: IssueLicenses): boolean {
  return license.fingerprint === fingerprint && license.website === website;
}

function seatsOf({ id }: SystemLicense, licenses: LicenseRecords['customerLicenses']): CustomerLicense[] {
  return licenses.filter(({ systemLicenseId }) => systemLicenseId === id);
}

async function issueSystemLicense(order: IssueLicenses, ports: IssueLicensesPorts): Promise<SystemLicense> {
  const { licenses, surroundings } = ports;
  const subscriptionId = order.subscriptionId ?? (await beginSubscription(order.holder, ports)).id;
  const license = {
    id: surroundings.uuid(),
    key: licenseKey('PGS', surroundings.token()),
    subscriptionId,
    systemId: order.systemId,
    fingerprint: order.fingerprint,
    website: order.website,
  };
  await licenses.saveSystemLicense(license);
  await licenses.saveCustomerLicense(newSeat(license, ports));
  return license;
}

async function beginSubscription(
  holder: string,
  { licenses, surroundings }: IssueLicensesPorts,
): Promise<Subscription> {
  const subscription = { id: surroundings.uuid(), holder, status: 'active', endsAt: undefined } as const;
  await licenses.saveSubscription(subscription);
  return subscription;
}

function newSeat(
  { id, subscriptionId }: SystemLicense,
  { surroundings }: IssueLicensesPorts,
): CustomerLicense {
  const key = licenseKey('PGC', surroundings.token());
  return { id: surroundings.uuid(), key, subscriptionId, systemLicenseId: id, customerId: undefined };
}

async function issueCustomerLicense(
  customerId: string,
  {
    systemLicense,
    seats,
    ports,
  }: { systemLicense: SystemLicense; seats: CustomerLicense[]; ports: IssueLicensesPorts },
): Promise<CustomerLicense> {
  const own = seats.find((seat) => seat.customerId === customerId);
  if (own) return own;
  const free = seats.find((seat) => seat.customerId === undefined);
  const seat = { ...(free ?? newSeat(systemLicense, ports)), customerId };
  await ports.licenses.saveCustomerLicense(seat);
  seats.splice(free ? seats.indexOf(free) : seats.length, free ? 1 : 0, seat);
  return seat;
}
