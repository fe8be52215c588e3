import type { CustomerLicense, Subscription, SystemLicense } from '../../../src/punchout/license.ts';
import type { LicenseQuestion } from '../../../src/punchout/license-verdict.ts';

export const now = Date.UTC(2026, 6, 1);
export const day = 86_400_000;

export const question: LicenseQuestion = {
  website: 'https://shop.example',
  systemId: 'system-1',
  fingerprint: 'v1:one',
  customerId: 'customer-1',
};

export function subscription(changes: Partial<Subscription> = {}): Subscription {
  return {
    id: 'subscription-1',
    holder: 'Shop GmbH',
    reference: undefined,
    status: 'active',
    paidUntil: undefined,
    endsAt: undefined,
    ...changes,
  };
}

/** The license that fits the question. */
export function systemLicense(changes: Partial<SystemLicense> = {}): SystemLicense {
  return {
    id: 'license-1',
    keyHint: 'AAAAA',
    subscriptionId: 'subscription-1',
    status: 'active',
    website: question.website,
    stagingWebsites: [],
    systemId: question.systemId,
    fingerprint: question.fingerprint,
    rebindsLeft: undefined,
    former: [],
    ...changes,
  };
}

/** The customer license that fits the question. */
export function customerLicense(changes: Partial<CustomerLicense> = {}): CustomerLicense {
  return {
    id: 'seat-1',
    keyHint: 'BBBBB',
    subscriptionId: 'subscription-1',
    status: 'active',
    included: false,
    systemLicenseId: 'license-1',
    customerId: question.customerId,
    ...changes,
  };
}
