import { randomBytes } from 'node:crypto';
import type { LicenseRecords } from '../../src/punchout/license.ts';
import type { LicenseStore } from '../../src/punchout/license-store.ts';

const limit = 10_000;

export async function allLicenses(licenses: LicenseStore): Promise<LicenseRecords> {
  const found = await licenses.find({ limit });
  return { ...found, subscriptions: await licenses.findSubscriptions({ limit }) };
}

/** Writes new records, each license with a key that nobody knows. */
export async function addLicenses(licenses: LicenseStore, records: Partial<LicenseRecords>): Promise<void> {
  const { subscriptions = [], systemLicenses = [], customerLicenses = [] } = records;
  const keyHash = () => randomBytes(32).toString('base64url');
  await licenses.change('test', async (change) => {
    for (const subscription of subscriptions) await change.saveSubscription('created', subscription);
    for (const license of systemLicenses) {
      await change.addSystemLicense(license, keyHash());
      if (license.former.length > 0) await change.saveSystemLicense('bound anew', license);
    }
    for (const license of customerLicenses) await change.addCustomerLicense(license, keyHash());
  });
}

/** Writes records that exist already. */
export async function saveLicenses(licenses: LicenseStore, records: Partial<LicenseRecords>): Promise<void> {
  const { subscriptions = [], systemLicenses = [], customerLicenses = [] } = records;
  await licenses.change('test', async (change) => {
    for (const subscription of subscriptions) await change.saveSubscription('changed', subscription);
    for (const license of systemLicenses) await change.saveSystemLicense('changed', license);
    for (const license of customerLicenses) await change.saveCustomerLicense('changed', license);
  });
}
