import type { LicenseChange, LicenseStore } from '../punchout/license-store.ts';

/**
 * The licenses as one subscription may see them: what belongs to another one is unknown, unless its own key is named.
 */
export function scopedLicenses(licenses: LicenseStore, subscriptionId: string): LicenseStore {
  return {
    ...licenses,
    change: (actor, work) => licenses.change(actor, (change) => work(scopedChange(change, subscriptionId))),
  };
}

function scopedChange(change: LicenseChange, subscriptionId: string): LicenseChange {
  const own = <License extends { subscriptionId: string }>(license: License | undefined) =>
    license?.subscriptionId === subscriptionId ? license : undefined;
  return {
    at: change.at,
    subscription: (id) => change.subscription(id),
    subscriptionByReference: (reference) => change.subscriptionByReference(reference),
    systemLicense: async (id) => own(await change.systemLicense(id)),
    customerLicense: async (id) => own(await change.customerLicense(id)),
    byKeyHash: (keyHash) => change.byKeyHash(keyHash),
    boundTo: (fingerprint) => change.boundTo(fingerprint, subscriptionId),
    seatOf: (systemLicenseId, customerId) => change.seatOf(systemLicenseId, customerId),
    freeSeat: (systemLicense) => change.freeSeat(systemLicense),
    firstTime: (eventId) => change.firstTime(eventId),
    saveSubscription: (action, subscription) => change.saveSubscription(action, subscription),
    addSystemLicense: (license, keyHash) => change.addSystemLicense(license, keyHash),
    addCustomerLicense: (license, keyHash) => change.addCustomerLicense(license, keyHash),
    replaceKey: (keyed, keyHash) => change.replaceKey(keyed, keyHash),
    saveSystemLicense: (action, license) => change.saveSystemLicense(action, license),
    saveCustomerLicense: (action, license) => change.saveCustomerLicense(action, license),
  };
}
