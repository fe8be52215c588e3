import type { LicenseDocument } from '../../license/license-document.ts';
import { isoTime } from '../iso-time.ts';

/** What a license document holds, as commands show it; the names are stable. */
export function documentRecord(document: LicenseDocument) {
  const { subscription, systemLicenses, customerLicenses, issuedAt, notAfter, serial } = document;
  return {
    subscription: subscription.id,
    holder: subscription.holder,
    reference: subscription.reference,
    systemLicenses: systemLicenses.length,
    customerLicenses: customerLicenses.length,
    issuedAt: isoTime(issuedAt),
    notAfter: isoTime(notAfter),
    serial,
  };
}
