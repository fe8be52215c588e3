import type {
  CustomerLicense,
  LicenseQuestion,
  LicenseRecords,
  Subscription,
  SystemLicense,
} from '../../../src/punchout/license-verdict.ts';
import type { LicenseStore } from '../../../src/punchout/ports.ts';

/** Licenses of one process; saves by id, and one seat of a license for each customer, as SQL does. */
export class MemoryLicenses implements LicenseStore {
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #systemLicenses = new Map<string, SystemLicense>();
  readonly #customerLicenses = new Map<string, CustomerLicense>();
  unreachable = false;

  async list(): Promise<LicenseRecords> {
    if (this.unreachable) throw new Error('the database is gone');
    return {
      subscriptions: [...this.#subscriptions.values()],
      systemLicenses: [...this.#systemLicenses.values()],
      customerLicenses: [...this.#customerLicenses.values()],
    };
  }

  async recordsFor({ systemId, fingerprint, customerId }: LicenseQuestion): Promise<LicenseRecords> {
    const all = await this.list();
    const systemLicenses = all.systemLicenses.filter(
      (license) => license.fingerprint === fingerprint || license.systemId === systemId,
    );
    const ids = systemLicenses.map(({ id }) => id);
    const customerLicenses = all.customerLicenses.filter(
      (seat) => ids.includes(seat.systemLicenseId) || seat.customerId === customerId,
    );
    return { ...all, systemLicenses, customerLicenses };
  }

  async saveSubscription(subscription: Subscription): Promise<void> {
    this.#subscriptions.set(subscription.id, subscription);
  }

  async saveSystemLicense(license: SystemLicense): Promise<void> {
    this.#systemLicenses.set(license.id, license);
  }

  async saveCustomerLicense(license: CustomerLicense): Promise<void> {
    const taken = [...this.#customerLicenses.values()].some(
      ({ id, systemLicenseId, customerId }) =>
        id !== license.id &&
        systemLicenseId === license.systemLicenseId &&
        customerId !== undefined &&
        customerId === license.customerId,
    );
    if (taken) throw new Error(`customer ${license.customerId} has a license already`);
    this.#customerLicenses.set(license.id, license);
  }
}
