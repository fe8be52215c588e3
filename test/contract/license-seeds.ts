import { randomUUID } from 'node:crypto';
import type { LicenseStore } from '../../src/punchout/license-store.ts';
import type { LicenseQuestion } from '../../src/punchout/license-verdict.ts';
import { addLicenses } from '../support/license-records.ts';
import { sampleCustomerLicense, sampleSubscription, sampleSystemLicense } from './samples.ts';

export const idsOf = (records: readonly { id: string }[]) => records.map(({ id }) => id).toSorted();

/** About a System and a customer that nobody has asked about. */
export const newQuestion = (): LicenseQuestion => ({
  website: 'https://shop.example',
  systemId: randomUUID(),
  fingerprint: `v1:${randomUUID()}`,
  customerId: randomUUID(),
});

/** Licenses of their own for each test of a store. */
export function licenseSeeds(store: () => LicenseStore) {
  /** A system license with a subscription of its own and so many free seats. */
  const license = async (changes: Parameters<typeof sampleSystemLicense>[1] = {}, seats = 0) => {
    const subscription = sampleSubscription();
    const systemLicense = sampleSystemLicense(subscription, changes);
    const customerLicenses = Array.from({ length: seats }, () => sampleCustomerLicense(systemLicense));
    await addLicenses(store(), {
      subscriptions: [subscription],
      systemLicenses: [systemLicense],
      customerLicenses,
    });
    return { subscription, systemLicense, customerLicenses };
  };
  const seat = async (
    systemLicense: Parameters<typeof sampleCustomerLicense>[0],
    changes: Parameters<typeof sampleCustomerLicense>[1] = {},
  ) => {
    const customerLicense = sampleCustomerLicense(systemLicense, changes);
    await addLicenses(store(), { customerLicenses: [customerLicense] });
    return customerLicense;
  };
  return { license, seat };
}
