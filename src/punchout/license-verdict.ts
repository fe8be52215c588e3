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
  /** `until`: when it ends by itself, epoch milliseconds. */
  | { valid: true; detail: string; until?: number | undefined }
  | { valid: false; reason: LicenseReason; detail: string };
