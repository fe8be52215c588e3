import type { CustomerLicense, Subscription, SystemLicense } from '../../../src/punchout/license.ts';
import { customerLicense, day, now, question, subscription, systemLicense } from './sample-licenses.ts';

export const elsewhere = 'https://other.example';
export const formerly = (until: number) =>
  systemLicense({ fingerprint: 'v1:two', former: [{ fingerprint: question.fingerprint, until }] });

export const systemLicenses: Record<string, SystemLicense[]> = {
  none: [],
  unconnected: [systemLicense({ website: undefined })],
  unbound: [systemLicense({ fingerprint: undefined })],
  fitting: [systemLicense()],
  'fitting, of another System with the same fingerprint': [systemLicense({ systemId: 'system-2' })],
  'fitting, by a staging website': [
    systemLicense({ website: elsewhere, stagingWebsites: ['https://staging.example', question.website] }),
  ],
  'former fingerprint, within the overlap': [formerly(now + 1)],
  'former fingerprint, after the overlap': [formerly(now)],
  'other fingerprint': [systemLicense({ fingerprint: 'v1:two' })],
  'other website': [systemLicense({ website: elsewhere })],
  'other fingerprint and website': [systemLicense({ fingerprint: 'v1:two', website: elsewhere })],
  'of another System': [systemLicense({ systemId: 'system-2', fingerprint: 'v1:two' })],
  suspended: [systemLicense({ status: 'suspended' })],
  revoked: [systemLicense({ status: 'revoked' })],
};

export const subscriptions: Record<string, Subscription[]> = {
  active: [subscription()],
  'active, a renewal late': [subscription({ paidUntil: now - day })],
  'cancelled, running': [subscription({ status: 'cancelled', endsAt: now + 1 })],
  'cancelled, over': [subscription({ status: 'cancelled', endsAt: now })],
  'cancelled without end': [subscription({ status: 'cancelled' })],
  ended: [subscription({ status: 'ended', endsAt: now + day })],
  missing: [],
};

export const customerLicenses: Record<string, CustomerLicense[]> = {
  none: [],
  free: [customerLicense({ customerId: undefined })],
  'free, of no System yet': [customerLicense({ customerId: undefined, systemLicenseId: undefined })],
  'free, but suspended': [customerLicense({ customerId: undefined, status: 'suspended' })],
  own: [customerLicense()],
  'own, suspended': [customerLicense({ status: 'suspended' })],
  'own, revoked': [customerLicense({ status: 'revoked' })],
  "all other customers'": [
    customerLicense({ customerId: 'customer-2' }),
    customerLicense({ id: 'seat-2', customerId: 'customer-3' }),
  ],
  'own of another System': [customerLicense({ systemLicenseId: 'license-2' })],
  'own, of another subscription that has ended': [customerLicense({ subscriptionId: 'subscription-2' })],
};

export const secondSubscription = subscription({ id: 'subscription-2', status: 'ended', endsAt: now - day });

/** What the buyer must be told, decided from the names of the three columns alone. */
export const rules: [applies: (license: string, paid: string, seat: string) => boolean, expected: string][] =
  [
    [
      (license) => ['none', 'of another System', 'other fingerprint and website'].includes(license),
      'license_missing',
    ],
    [(license) => ['unconnected', 'unbound'].includes(license), 'license_not_bound'],
    [(license) => license === 'former fingerprint, after the overlap', 'license_rebound'],
    [(license) => license === 'other fingerprint', 'license_other_fingerprint'],
    [(license) => license === 'other website', 'license_other_website'],
    [(license) => license === 'suspended', 'license_suspended'],
    [(license) => license === 'revoked', 'license_revoked'],
    [(_, paid) => !paid.startsWith('active') && paid !== 'cancelled, running', 'license_subscription_ended'],
    [(_, __, seat) => seat === 'own, of another subscription that has ended', 'license_subscription_ended'],
    [(_, __, seat) => seat === 'own', 'valid'],
    [(_, __, seat) => seat === 'own, suspended', 'customer_license_suspended'],
    [(_, __, seat) => seat === 'own, revoked', 'customer_license_revoked'],
    [(_, __, seat) => seat === "all other customers'", 'customer_license_other_customer'],
    [(_, __, seat) => seat === 'own of another System', 'customer_license_other_system'],
    [(_, __, seat) => seat === 'none' || seat.startsWith('free'), 'customer_license_missing'],
  ];

/** Every combination, with what the buyer must be told. */
export const cells = Object.keys(systemLicenses).flatMap((license) =>
  Object.keys(subscriptions).flatMap((paid) =>
    Object.keys(customerLicenses).map((seat) => {
      const expected = rules.find(([applies]) => applies(license, paid, seat))?.[1] ?? 'no rule';
      return { license, paid, seat, expected };
    }),
  ),
);
