import type { CustomerLicense, SystemLicense } from '../punchout/license.ts';
import { LicenseError } from '../punchout/license-error.ts';
import type { LicenseChange } from '../punchout/license-store.ts';
import type { ChangePorts } from './change-ports.ts';
import { assertActive, customerLicenseNamed, isRunning, runningSubscription } from './find-license.ts';
import { isWebsiteOf } from './website.ts';

export interface AssignOrder {
  website: string;
  fingerprint: string;
  customerId: string;
  /** Key or id of the customer license to use; without it a free one is taken. */
  license?: string | undefined;
}

/**
 * Gives a customer a customer license of the configuration; one who has it keeps it.
 * @throws LicenseError `not_connected`, `customer_licensed`, `seat_taken`, `seats_used_up`, `key_*`, `license_*`, `subscription_over`
 */
export async function assignCustomer(order: AssignOrder, ports: ChangePorts): Promise<CustomerLicense> {
  return await ports.licenses.change(ports.actor, async (change) => {
    const licenses = await usableLicenses(order, change);
    for (const { id } of licenses) {
      const seat = await ownSeat(id, order.customerId, change);
      if (seat) return await keptSeat(seat, order, change);
    }
    return order.license === undefined
      ? await takeFreeSeat(licenses, order.customerId, change)
      : await takeNamedSeat(licenses, { ...order, license: order.license }, change);
  });
}

async function usableLicenses(
  { website, fingerprint }: AssignOrder,
  change: LicenseChange,
): Promise<SystemLicense[]> {
  const usable: SystemLicense[] = [];
  for (const license of await change.boundTo(fingerprint)) {
    const subscription = await change.subscription(license.subscriptionId);
    const runs = subscription !== undefined && isRunning(subscription, change.at);
    if (isWebsiteOf(license, website) && license.status === 'active' && runs) usable.push(license);
  }
  if (usable.length === 0)
    throw new LicenseError('not_connected', `no active system license for ${fingerprint} on ${website}`);
  return usable;
}

/** The customer license that a customer has; one that is revoked or no longer paid for makes room for another. */
export async function ownSeat(
  systemLicenseId: string,
  customerId: string,
  change: LicenseChange,
): Promise<CustomerLicense | undefined> {
  const seat = await change.seatOf(systemLicenseId, customerId);
  if (seat === undefined) return undefined;
  const subscription = await change.subscription(seat.subscriptionId);
  const runs = subscription !== undefined && isRunning(subscription, change.at);
  if (seat.status !== 'revoked' && runs) return seat;
  await change.saveCustomerLicense('detached', { ...seat, customerId: undefined });
  return undefined;
}

async function keptSeat(
  seat: CustomerLicense,
  { license, customerId }: AssignOrder,
  change: LicenseChange,
): Promise<CustomerLicense> {
  assertActive(seat);
  if (license === undefined) return seat;
  if ((await customerLicenseNamed(license, change)).id === seat.id) return seat;
  throw new LicenseError('customer_licensed', `${customerId} has ${seat.id}`);
}

async function takeFreeSeat(
  licenses: readonly SystemLicense[],
  customerId: string,
  change: LicenseChange,
): Promise<CustomerLicense> {
  for (const license of licenses) {
    const free = await change.freeSeat(license);
    if (free) return await assign(free, { systemLicenseId: license.id, customerId }, change);
  }
  const ids = licenses.map(({ id }) => id).join(', ');
  throw new LicenseError('seats_used_up', `no customer license is free for ${ids}`);
}

async function takeNamedSeat(
  licenses: readonly SystemLicense[],
  order: AssignOrder & { license: string },
  change: LicenseChange,
): Promise<CustomerLicense> {
  const seat = await customerLicenseNamed(order.license, change);
  assertActive(seat);
  await runningSubscription(seat.subscriptionId, change);
  const license = licenses.find(
    ({ id }) => seat.systemLicenseId === undefined || seat.systemLicenseId === id,
  );
  if (seat.customerId !== undefined || !license) {
    const holder = seat.customerId === undefined ? `is for ${seat.systemLicenseId}` : 'is assigned';
    throw new LicenseError('seat_taken', `${seat.id} ${holder}`);
  }
  return await assign(seat, { systemLicenseId: license.id, customerId: order.customerId }, change);
}

async function assign(
  seat: CustomerLicense,
  holder: { systemLicenseId: string; customerId: string },
  change: LicenseChange,
): Promise<CustomerLicense> {
  const assigned = { ...seat, ...holder };
  await change.saveCustomerLicense('assigned', assigned);
  return assigned;
}

/** Frees a customer license; the included one stays with its system license. */
export async function releaseSeat(name: string, ports: ChangePorts): Promise<CustomerLicense> {
  return await ports.licenses.change(ports.actor, async (change) => {
    const seat = await customerLicenseNamed(name, change);
    if (seat.customerId === undefined) return seat;
    const systemLicenseId = seat.included ? seat.systemLicenseId : undefined;
    const released = { ...seat, customerId: undefined, systemLicenseId };
    await change.saveCustomerLicense('released', released);
    return released;
  });
}

/**
 * Gives the customer license of one customer to another one of the same System.
 * @throws LicenseError `customer_licensed`, `not_connected`, `license_*`
 */
export async function moveSeat(
  { license: name, customerId }: { license: string; customerId: string },
  ports: ChangePorts,
): Promise<CustomerLicense> {
  return await ports.licenses.change(ports.actor, async (change) => {
    const seat = await customerLicenseNamed(name, change);
    assertActive(seat);
    if (seat.customerId === customerId) return seat;
    if (seat.systemLicenseId === undefined)
      throw new LicenseError('not_connected', `${seat.id} is not assigned`);
    const own = await ownSeat(seat.systemLicenseId, customerId, change);
    if (own) throw new LicenseError('customer_licensed', `${customerId} has ${own.id}`);
    const moved = { ...seat, customerId };
    await change.saveCustomerLicense('moved', moved);
    return moved;
  });
}
