import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/license/verdict.ts';
import type {
  CustomerLicense,
  LicenseRecords,
  LicenseVerdict,
  Subscription,
  SystemLicense,
} from '../../../src/punchout/license-verdict.ts';
import { customerLicense, day, now, question, subscription, systemLicense } from './sample-licenses.ts';

const systemLicenses: Record<string, SystemLicense[]> = {
  none: [],
  fitting: [systemLicense()],
  'other fingerprint': [systemLicense({ fingerprint: 'v1:two' })],
  'other website': [systemLicense({ website: 'https://other.example' })],
  'other fingerprint and website': [
    systemLicense({ fingerprint: 'v1:two', website: 'https://other.example' }),
  ],
  'of another System': [systemLicense({ systemId: 'system-2', fingerprint: 'v1:two' })],
};

const subscriptions: Record<string, Subscription[]> = {
  active: [subscription()],
  'cancelled, running': [subscription({ status: 'cancelled', endsAt: now + 1 })],
  'cancelled, over': [subscription({ status: 'cancelled', endsAt: now })],
  'cancelled without end': [subscription({ status: 'cancelled' })],
  ended: [subscription({ status: 'ended', endsAt: now + day })],
  missing: [],
};

const customerLicenses: Record<string, CustomerLicense[]> = {
  none: [],
  free: [customerLicense({ customerId: undefined })],
  own: [customerLicense()],
  "all other customers'": [
    customerLicense({ customerId: 'customer-2' }),
    customerLicense({ id: 'seat-2', customerId: 'customer-3' }),
  ],
  'own of another System': [customerLicense({ systemLicenseId: 'license-2' })],
};

/** What the buyer must be told, decided from the names of the three columns alone. */
const rules: [applies: (license: string, paid: string, seat: string) => boolean, expected: string][] = [
  [
    (license) => ['none', 'of another System', 'other fingerprint and website'].includes(license),
    'license_missing',
  ],
  [(license) => license === 'other fingerprint', 'license_other_fingerprint'],
  [(license) => license === 'other website', 'license_other_website'],
  [(_, paid) => paid !== 'active' && paid !== 'cancelled, running', 'license_subscription_ended'],
  [(_, __, seat) => seat === 'own', 'valid'],
  [(_, __, seat) => seat === "all other customers'", 'customer_license_other_customer'],
  [(_, __, seat) => seat === 'own of another System', 'customer_license_other_system'],
  [() => true, 'customer_license_missing'],
];

const cases = Object.keys(systemLicenses).flatMap((license) =>
  Object.keys(subscriptions).flatMap((paid) =>
    Object.keys(customerLicenses).map((seat) => {
      const expected = rules.find(([applies]) => applies(license, paid, seat))?.[1] ?? '';
      return { license, paid, seat, expected };
    }),
  ),
);

function verdictOf(records: Partial<LicenseRecords>): LicenseVerdict {
  return judge(question, { systemLicenses: [], customerLicenses: [], subscriptions: [], ...records }, now);
}

const nameOf = (verdict: LicenseVerdict) => (verdict.valid ? 'valid' : verdict.reason);

describe('may the customer use the System? Every combination of licenses and subscription', () => {
  it('no combination is left out', () => {
    expect(cases).toHaveLength(6 * 6 * 5);
    expect(new Set(cases.map(({ expected }) => expected))).toEqual(
      new Set(rules.map(([, expected]) => expected)),
    );
  });

  it.each(cases)(
    'license $license, subscription $paid, customer license $seat: $expected',
    ({ license, paid, seat, expected }) => {
      const verdict = verdictOf({
        systemLicenses: systemLicenses[license] ?? [],
        subscriptions: subscriptions[paid] ?? [],
        customerLicenses: customerLicenses[seat] ?? [],
      });
      expect(nameOf(verdict)).toBe(expected);
      expect(verdict.detail).not.toBe('');
    },
  );
});

describe('what the operator learns', () => {
  it.each([
    ['other fingerprint', /license-1.*v1:two.*v1:one/],
    ['other website', /license-1.*other\.example.*shop\.example/],
    ['none', /v1:one.*shop\.example/],
  ])('license %s: which license and which binding', (license, detail) => {
    expect(verdictOf({ systemLicenses: systemLicenses[license] ?? [] }).detail).toMatch(detail);
  });

  it('an ended subscription by name and date', () => {
    const records = {
      systemLicenses: [systemLicense()],
      subscriptions: subscriptions['cancelled, over'] ?? [],
    };
    expect(verdictOf(records).detail).toMatch(/license-1.*subscription-1.*2026-07-01T00:00:00/);
  });

  it('a valid license and the seat that it is valid through', () => {
    const records = {
      systemLicenses: [systemLicense()],
      customerLicenses: [customerLicense()],
      subscriptions: [subscription()],
    };
    expect(verdictOf(records).detail).toMatch(/license-1.*seat-1/);
  });
});

describe('several licenses', () => {
  const paid = [subscription(), subscription({ id: 'ended', status: 'ended' })];

  it('one that is valid is enough, wherever it stands', () => {
    const dead = systemLicense({ id: 'license-0', subscriptionId: 'ended' });
    for (const licenses of [
      [dead, systemLicense()],
      [systemLicense(), dead],
    ]) {
      const verdict = verdictOf({
        systemLicenses: licenses,
        customerLicenses: [customerLicense()],
        subscriptions: paid,
      });
      expect(nameOf(verdict)).toBe('valid');
    }
  });

  it('a license elsewhere does no harm', () => {
    const elsewhere = systemLicense({ id: 'license-0', website: 'https://other.example' });
    const verdict = verdictOf({
      systemLicenses: [elsewhere, systemLicense()],
      customerLicenses: [customerLicense()],
      subscriptions: paid,
    });
    expect(nameOf(verdict)).toBe('valid');
  });

  it('a free seat beside the seats of others makes the difference between buying and assigning', () => {
    const others = customerLicense({ customerId: 'customer-2' });
    const free = customerLicense({ id: 'seat-2', customerId: undefined });
    const records = { systemLicenses: [systemLicense()], subscriptions: paid };
    expect(nameOf(verdictOf({ ...records, customerLicenses: [others, free] }))).toBe(
      'customer_license_missing',
    );
    expect(nameOf(verdictOf({ ...records, customerLicenses: [others] }))).toBe(
      'customer_license_other_customer',
    );
  });

  it('the customer license must be paid for too', () => {
    const seat = customerLicense({ subscriptionId: 'ended' });
    const verdict = verdictOf({
      systemLicenses: [systemLicense()],
      customerLicenses: [seat],
      subscriptions: paid,
    });
    expect(verdict).toMatchObject({
      valid: false,
      reason: 'license_subscription_ended',
      detail: expect.stringContaining('seat-1'),
    });
  });

  it('a license that is not yet connected to anything licenses nothing', () => {
    const blank = systemLicense({ systemId: undefined, fingerprint: undefined, website: undefined });
    const verdict = verdictOf({
      systemLicenses: [blank],
      customerLicenses: [customerLicense()],
      subscriptions: paid,
    });
    expect(nameOf(verdict)).toBe('license_missing');
  });
});

describe('how long a verdict can be good', () => {
  const until = (subscriptionsOfCase: Subscription[], seat = customerLicense()) => {
    const records = {
      systemLicenses: [systemLicense()],
      customerLicenses: [seat],
      subscriptions: subscriptionsOfCase,
    };
    const verdict = verdictOf(records);
    return verdict.valid ? verdict.until : 'refused';
  };

  it('without end while the subscription is active, even where it has a date', () => {
    expect(until([subscription()])).toBeUndefined();
    expect(until([subscription({ endsAt: now + day })])).toBeUndefined();
  });

  it('to the end of a cancelled subscription', () => {
    expect(until([subscription({ status: 'cancelled', endsAt: now + day })])).toBe(now + day);
  });

  it('to the earlier end of two', () => {
    const both = [
      subscription({ status: 'cancelled', endsAt: now + 2 * day }),
      subscription({ id: 'seats', status: 'cancelled', endsAt: now + day }),
    ];
    expect(until(both, customerLicense({ subscriptionId: 'seats' }))).toBe(now + day);
  });
});
