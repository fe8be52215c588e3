import type { LicenseDocument } from '../../../src/license/license-document.ts';

/** One subscription with one system license for `v1:one` on shop.example, and a seat for `customer-1`. */
export function sampleDocument(changes: Partial<LicenseDocument> = {}): LicenseDocument {
  return {
    version: 1,
    subscription: {
      id: 'subscription-1',
      holder: 'Shop GmbH',
      reference: undefined,
      status: 'active',
      paidUntil: undefined,
      endsAt: undefined,
    },
    systemLicenses: [
      {
        id: 'license-1',
        keyHint: 'ABCDE',
        subscriptionId: 'subscription-1',
        status: 'active',
        website: 'https://shop.example',
        stagingWebsites: [],
        systemId: 'system-1',
        fingerprint: 'v1:one',
        rebindsLeft: undefined,
        former: [],
      },
    ],
    customerLicenses: [
      {
        id: 'seat-1',
        keyHint: 'FGHJK',
        subscriptionId: 'subscription-1',
        status: 'active',
        included: true,
        systemLicenseId: 'license-1',
        customerId: 'customer-1',
      },
    ],
    issuedAt: Date.now(),
    notAfter: Date.now() + 7 * 86_400_000,
    serial: 7,
    nonce: undefined,
    ...changes,
  };
}
