import type { CustomerLicense, LicenseRecords, Subscription, SystemLicense } from './license.ts';
import type { LicenseQuestion } from './license-verdict.ts';

/** The record of subscriptions and licenses. */
export interface LicenseStore {
  /**
   * The records that bear on one question: system licenses that name the fingerprint, now or before, or the System;
   * all customer licenses of the customer, and for each system license an active one, free if any is; the subscriptions
   * behind them.
   */
  recordsFor(question: LicenseQuestion): Promise<LicenseRecords>;
  /** Everything of one subscription; empty where there is none. */
  recordsOf(subscriptionId: string): Promise<LicenseRecords>;
  find(filter: LicenseFilter): Promise<LicenseRecords>;
  /** The records that have these ids, and the subscriptions behind those that are licenses. */
  byIds(ids: readonly string[]): Promise<LicenseRecords>;
  findSubscriptions(filter: SubscriptionFilter): Promise<Subscription[]>;
  byKeyHash(keyHash: string): Promise<KeyedLicense | undefined>;
  /** Number of the newest change; every change makes it grow. */
  version(): Promise<number>;
  /** How many there are of what may have to be warned of, without reading them. */
  usage(subscriptionId: string): Promise<SeatUsage>;
  /**
   * Changes records: all that `work` writes, or nothing. Changes come one after the other, whatever process they come
   * from, and each is written into the history.
   * @param actor who does it, as the history shall name it, e.g. `operator root@gateway-1`
   */
  change<T>(actor: string, work: (change: LicenseChange) => Promise<T>): Promise<T>;
}

/** Licenses in the order of their ids, so many after the one named. All given conditions must hold. */
export interface LicenseFilter {
  subscriptionId?: string | undefined;
  website?: string | undefined;
  fingerprint?: string | undefined;
  /** System licenses of this System and their customer licenses. */
  systemId?: string | undefined;
  /** Only customer licenses of this system license. */
  systemLicenseId?: string | undefined;
  customerId?: string | undefined;
  keyHint?: string | undefined;
  after?: string | undefined;
  limit: number;
}

export interface SubscriptionFilter {
  /** Beginning of the holder's name, in whatever case. */
  holder?: string | undefined;
  reference?: string | undefined;
  status?: Subscription['status'] | undefined;
  /** Only those that end, or whose paid period ends, before this time. */
  endingBefore?: number | undefined;
  after?: string | undefined;
  limit: number;
}

export interface SeatUsage {
  systemLicenses: number;
  customerLicenses: number;
  assigned: number;
}

export type KeyedLicense =
  | { kind: 'system'; license: SystemLicense }
  | { kind: 'customer'; license: CustomerLicense };

/** Reads and writes inside of one change. */
export interface LicenseChange {
  /** When the change is made, epoch milliseconds. */
  at: number;
  subscription(id: string): Promise<Subscription | undefined>;
  subscriptionByReference(reference: string): Promise<Subscription | undefined>;
  systemLicense(id: string): Promise<SystemLicense | undefined>;
  customerLicense(id: string): Promise<CustomerLicense | undefined>;
  byKeyHash(keyHash: string): Promise<KeyedLicense | undefined>;
  /** Bound to the fingerprint now, in any status; of one subscription, or of all. */
  boundTo(fingerprint: string, subscriptionId?: string): Promise<SystemLicense[]>;
  seatOf(systemLicenseId: string, customerId: string): Promise<CustomerLicense | undefined>;
  /** An active customer license without a customer: the included one first, then one of the same subscription. */
  freeSeat(systemLicense: SystemLicense): Promise<CustomerLicense | undefined>;
  /** True for the first caller with this event; an event of the vendor's shop counts once. */
  firstTime(eventId: string): Promise<boolean>;
  /** `action` names the change in the history, e.g. `assigned`. */
  saveSubscription(action: string, subscription: Subscription): Promise<void>;
  addSystemLicense(license: SystemLicense, keyHash: string): Promise<void>;
  addCustomerLicense(license: CustomerLicense, keyHash: string): Promise<void>;
  /** The old key is worth nothing from then on. */
  replaceKey(keyed: KeyedLicense, keyHash: string): Promise<void>;
  saveSystemLicense(action: string, license: SystemLicense): Promise<void>;
  /** A customer holds at most one customer license of a system license: SQL sees to it. */
  saveCustomerLicense(action: string, license: CustomerLicense): Promise<void>;
}
