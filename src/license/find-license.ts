import type { CustomerLicense, LicenseStatus, Subscription, SystemLicense } from '../punchout/license.ts';
import { LicenseError } from '../punchout/license-error.ts';
import type { KeyedLicense, LicenseChange } from '../punchout/license-store.ts';
import { isLicenseKey, parseLicenseKey } from './license-key.ts';

/**
 * The license that somebody names by its key or by its id.
 * @throws LicenseError `key_mistyped`, `key_unknown`, `license_unknown`
 */
export async function licenseNamed(name: string, change: LicenseChange): Promise<KeyedLicense> {
  if (isLicenseKey(name)) {
    const found = await change.byKeyHash(parseLicenseKey(name).hash);
    if (!found) throw new LicenseError('key_unknown', `no license has the key that ends in ${hintOf(name)}`);
    return found;
  }
  const system = await change.systemLicense(name);
  if (system) return { kind: 'system', license: system };
  const customer = await change.customerLicense(name);
  if (customer) return { kind: 'customer', license: customer };
  throw new LicenseError('license_unknown', `there is no license "${name.slice(0, 60)}"`);
}

/** @throws LicenseError also `key_of_other_kind` */
export async function systemLicenseNamed(name: string, change: LicenseChange): Promise<SystemLicense> {
  const found = await licenseNamed(name, change);
  if (found.kind === 'system') return found.license;
  throw new LicenseError('key_of_other_kind', `${found.license.id} is a customer license`);
}

/** @throws LicenseError also `key_of_other_kind` */
export async function customerLicenseNamed(name: string, change: LicenseChange): Promise<CustomerLicense> {
  const found = await licenseNamed(name, change);
  if (found.kind === 'customer') return found.license;
  throw new LicenseError('key_of_other_kind', `${found.license.id} is a system license`);
}

/** @throws LicenseError `license_suspended`, `license_revoked` */
export function assertActive({ id, status }: { id: string; status: LicenseStatus }): void {
  if (status !== 'active') throw new LicenseError(`license_${status}`, id);
}

/** @throws LicenseError `subscription_unknown` */
export async function subscriptionOf(id: string, change: LicenseChange): Promise<Subscription> {
  const subscription = await change.subscription(id);
  if (!subscription)
    throw new LicenseError('subscription_unknown', `there is no subscription "${id.slice(0, 60)}"`);
  return subscription;
}

/** @throws LicenseError `subscription_unknown`, `subscription_over` */
export async function runningSubscription(id: string, change: LicenseChange): Promise<Subscription> {
  const subscription = await subscriptionOf(id, change);
  if (!isRunning(subscription, change.at))
    throw new LicenseError('subscription_over', `${id} is ${subscription.status}`);
  return subscription;
}

export function isRunning({ status, endsAt }: Subscription, at: number): boolean {
  return status === 'active' || (status === 'cancelled' && endsAt !== undefined && at < endsAt);
}

function hintOf(key: string): string {
  return `…${key.trim().slice(-5)}`;
}
