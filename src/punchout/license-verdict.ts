import type { Reason } from './reasons.ts';

/** May this customer use this System on this website? */
export interface LicenseQuestion {
  /** Origin of the shop, e.g. `https://shop.example`. */
  website: string;
  systemId: string;
  fingerprint: string;
  customerId: string;
}

export type LicenseReason = Extract<Reason, `license_${string}` | `customer_license_${string}`>;

/** The answer, with what the operator must know: which license, which binding. */
export type LicenseVerdict =
  | { valid: true; detail: string; until?: number | undefined }
  | { valid: false; reason: LicenseReason; detail: string };

/** What the license holder pays for. `endsAt` is epoch milliseconds; a cancelled one runs until then. */
export interface Subscription {
  id: string;
  holder: string;
  status: 'active' | 'cancelled' | 'ended';
  endsAt: number | undefined;
}

/** One key for one System: bound to one fingerprint and one website. */
export interface SystemLicense {
  id: string;
  key: string;
  subscriptionId: string;
  systemId: string | undefined;
  fingerprint: string | undefined;
  website: string | undefined;
}

/** Lets one customer use the System of one system license. */
export interface CustomerLicense {
  id: string;
  key: string;
  subscriptionId: string;
  systemLicenseId: string;
  customerId: string | undefined;
}

/** All records that bear on one question. */
export interface LicenseRecords {
  /** System licenses that name the fingerprint or the System of the question. */
  systemLicenses: SystemLicense[];
  /** Customer licenses of those system licenses, and all others of the customer. */
  customerLicenses: CustomerLicense[];
  subscriptions: Subscription[];
}
