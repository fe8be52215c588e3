import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/license/verdict.ts';
import type { LicenseRecords, Subscription, SystemLicense } from '../../../src/punchout/license.ts';
import type { LicenseVerdict } from '../../../src/punchout/license-verdict.ts';
import {
  cells,
  customerLicenses,
  elsewhere,
  formerly,
  rules,
  secondSubscription,
  subscriptions,
  systemLicenses,
} from './license-cells.ts';
import { customerLicense, day, now, question, subscription, systemLicense } from './sample-licenses.ts';

function verdictOf(records: Partial<LicenseRecords>): LicenseVerdict {
  return judge(question, { systemLicenses: [], customerLicenses: [], subscriptions: [], ...records }, now);
}

const nameOf = (verdict: LicenseVerdict) => (verdict.valid ? 'valid' : verdict.reason);

describe('may the customer use the System? Every combination of licenses and subscription', () => {
  it('no cell is left out', () => {
    expect(cells).toHaveLength(14 * 7 * 10);
    const places = cells.map(({ license, paid, seat }) => `${license}/${paid}/${seat}`);
    expect(new Set(places).size).toBe(cells.length);
    expect(new Set(cells.map(({ expected }) => expected))).toEqual(
      new Set(rules.map(([, expected]) => expected)),
    );
  });

  it.each(cells)(
    'license $license, subscription $paid, customer license $seat: $expected',
    ({ license, paid, seat, expected }) => {
      const verdict = verdictOf({
        systemLicenses: systemLicenses[license] ?? [],
        subscriptions: [...(subscriptions[paid] ?? []), secondSubscription],
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
    ['former fingerprint, after the overlap', /license-1.*v1:one.*v1:two/],
    ['unconnected', /license-1.*website/],
    ['unbound', /license-1.*fingerprint/],
    ['suspended', /license-1/],
    ['none', /v1:one.*shop\.example/],
  ])('license %s: which license and which binding', (license, detail) => {
    expect(verdictOf({ systemLicenses: systemLicenses[license] ?? [] }).detail).toMatch(detail);
  });

  it.each([
    ['free', /license-1.*free.*customer-1/],
    ['none', /license-1.*none.*customer-1/],
    ["all other customers'", /license-1.*assigned/],
    ['own of another System', /seat-1.*customer-1.*license-2/],
    ['own, suspended', /seat-1/],
  ])('customer license %s: which one, and what to do about it', (seat, detail) => {
    const records = { systemLicenses: [systemLicense()], subscriptions: [subscription()] };
    expect(verdictOf({ ...records, customerLicenses: customerLicenses[seat] ?? [] }).detail).toMatch(detail);
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
  const seated = { customerLicenses: [customerLicense()], subscriptions: paid };

  it.each<[string, Partial<SystemLicense>]>([
    ['of an ended subscription', { subscriptionId: 'ended' }],
    ['that is suspended', { status: 'suspended' }],
    ['that is revoked', { status: 'revoked' }],
    ['for another website', { website: elsewhere }],
    ['without a seat', {}],
  ])('one that is valid is enough beside one %s, wherever it stands', (_, change) => {
    const other = systemLicense({ id: 'license-0', ...change });
    for (const licenses of [
      [other, systemLicense()],
      [systemLicense(), other],
    ]) {
      expect(nameOf(verdictOf({ ...seated, systemLicenses: licenses }))).toBe('valid');
    }
  });

  it('of two refusals the operator is told the one that lacks least', () => {
    const dead = systemLicense({ id: 'license-0', status: 'revoked' });
    const records = { systemLicenses: [dead, systemLicense()], subscriptions: paid };
    expect(nameOf(verdictOf(records))).toBe('customer_license_missing');
  });

  it('a free seat beside the seats of others makes the difference between buying and assigning', () => {
    const others = customerLicense({ customerId: 'customer-2' });
    const records = { systemLicenses: [systemLicense()], subscriptions: paid };
    for (const systemLicenseId of ['license-1', undefined]) {
      const free = customerLicense({ id: 'seat-2', customerId: undefined, systemLicenseId });
      expect(nameOf(verdictOf({ ...records, customerLicenses: [others, free] }))).toBe(
        'customer_license_missing',
      );
    }
    const useless = [
      customerLicense({ id: 'seat-2', customerId: undefined, status: 'revoked' }),
      customerLicense({ id: 'seat-3', customerId: undefined, systemLicenseId: 'license-2' }),
      customerLicense({
        id: 'seat-4',
        customerId: undefined,
        systemLicenseId: undefined,
        subscriptionId: 'other',
      }),
    ];
    expect(nameOf(verdictOf({ ...records, customerLicenses: [others, ...useless] }))).toBe(
      'customer_license_other_customer',
    );
  });

  it('the customer license must be paid for too', () => {
    const seat = customerLicense({ subscriptionId: 'ended' });
    const verdict = verdictOf({ ...seated, systemLicenses: [systemLicense()], customerLicenses: [seat] });
    expect(verdict).toMatchObject({
      valid: false,
      reason: 'license_subscription_ended',
      detail: expect.stringContaining('seat-1'),
    });
  });

  it('a license that is not yet connected to anything licenses nothing', () => {
    const blank = systemLicense({ systemId: undefined, fingerprint: undefined, website: undefined });
    expect(nameOf(verdictOf({ ...seated, systemLicenses: [blank] }))).toBe('license_missing');
  });
});

describe('how long a verdict can be good', () => {
  const until = (
    paid: Subscription[],
    { license = systemLicense(), seat = customerLicense() } = {},
  ): number | undefined | string => {
    const records = { systemLicenses: [license], customerLicenses: [seat], subscriptions: paid };
    const verdict = verdictOf(records);
    return verdict.valid ? verdict.until : 'refused';
  };

  it('without end while the subscription is active, even where it has dates', () => {
    expect(until([subscription()])).toBeUndefined();
    expect(until([subscription({ endsAt: now + day, paidUntil: now + day })])).toBeUndefined();
  });

  it('to the end of a cancelled subscription', () => {
    expect(until([subscription({ status: 'cancelled', endsAt: now + day })])).toBe(now + day);
  });

  it('to the earlier end of two', () => {
    const both = [
      subscription({ status: 'cancelled', endsAt: now + 2 * day }),
      subscription({ id: 'seats', status: 'cancelled', endsAt: now + day }),
    ];
    expect(until(both, { seat: customerLicense({ subscriptionId: 'seats' }) })).toBe(now + day);
  });

  it('to the end of the overlap for a fingerprint of before, and not for the one of now', () => {
    expect(until([subscription()], { license: formerly(now + 5) })).toBe(now + 5);
    const back = systemLicense({ former: [{ fingerprint: 'v1:two', until: now + 5 }] });
    expect(until([subscription()], { license: back })).toBeUndefined();
  });
});
