/** What the license holder pays for. Times are epoch milliseconds. */
export interface Subscription {
  id: string;
  holder: string;
  /** What the vendor's shop calls it, e.g. the number of an order; unique. */
  reference: string | undefined;
  /** A cancelled one runs until `endsAt`. */
  status: 'active' | 'cancelled' | 'ended';
  /** End of the period that is paid for, where one is recorded. */
  paidUntil: number | undefined;
  /** When a cancellation takes effect, or when it ended. */
  endsAt: number | undefined;
}

/** A suspended license comes back; a revoked one never does. */
export type LicenseStatus = 'active' | 'suspended' | 'revoked';

/** One key for one System: connected to one website, bound to one fingerprint. */
export interface SystemLicense {
  id: string;
  /** The last group of its key, by which people tell keys apart. The key itself is kept as a hash only. */
  keyHint: string;
  subscriptionId: string;
  status: LicenseStatus;
  /** Origin of the shop. */
  website: string | undefined;
  /** Further origins that count as the website: staging and test hosts. */
  stagingWebsites: readonly string[];
  systemId: string | undefined;
  fingerprint: string | undefined;
  /** How often it may still be bound to another fingerprint; undefined: as often as wanted. */
  rebindsLeft: number | undefined;
  /** Fingerprints it was bound to before. Each counts until its time, so that no visit begins between two. */
  former: readonly FormerBinding[];
}

interface FormerBinding {
  fingerprint: string;
  until: number;
}

/** Lets one customer use the System of one system license. */
export interface CustomerLicense {
  id: string;
  keyHint: string;
  subscriptionId: string;
  status: LicenseStatus;
  /** The one that a system license includes stays with it. */
  included: boolean;
  systemLicenseId: string | undefined;
  customerId: string | undefined;
}

export interface LicenseRecords {
  systemLicenses: SystemLicense[];
  customerLicenses: CustomerLicense[];
  subscriptions: Subscription[];
}
