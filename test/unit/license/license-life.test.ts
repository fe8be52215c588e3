import { describe, expect, it } from 'vitest';
import { moveSeat, releaseSeat } from '../../../src/license/assign-customer.ts';
import { moveWebsite, rebindLicense, releaseSystemLicense } from '../../../src/license/bind-license.ts';
import { buyLicenses, rekeyLicense } from '../../../src/license/buy-licenses.ts';
import { parseLicenseKey } from '../../../src/license/license-key.ts';
import { setLicenseStatus } from '../../../src/license/license-status.ts';
import { cancelSubscription, resumeSubscription } from '../../../src/license/subscription-life.ts';
import { expectFault, openDesk } from './open-desk.ts';
import { question } from './sample-licenses.ts';

const { website, systemId, fingerprint, customerId } = question;

describe('the life of a license', () => {
  it('goes from its purchase over every verdict to the end of its subscription', async () => {
    const desk = await openDesk();
    expect(await desk.verdict()).toBe('license_missing');
    const { subscription, systemKey, license } = await desk.buy();
    expect(await desk.verdict()).toBe('license_missing');
    await desk.connect({ license: systemKey, system: undefined });
    expect(await desk.verdict()).toBe('license_missing');
    await desk.connect({ license: systemKey });
    expect(await desk.verdict()).toBe('customer_license_missing');
    const seat = await desk.assign();
    expect(await desk.verdict()).toBe('valid');
    await moveSeat({ license: seat.id, customerId: 'customer-2' }, desk);
    expect(await desk.verdict()).toBe('customer_license_other_customer');
    expect(await desk.verdict({ customerId: 'customer-2' })).toBe('valid');
    await releaseSeat(seat.id, desk);
    expect(await desk.verdict({ customerId: 'customer-2' })).toBe('customer_license_missing');
    await desk.assign();
    for (const kept of [seat, license]) {
      await setLicenseStatus({ license: kept.id, status: 'suspended' }, desk);
      expect(await desk.verdict()).toMatch(/license_suspended$/);
      await setLicenseStatus({ license: kept.id, status: 'active' }, desk);
      expect(await desk.verdict()).toBe('valid');
    }
    await desk.change((change) => cancelSubscription(subscription.id, {}, change));
    expect(await desk.verdict()).toBe('license_subscription_ended');
    await desk.change((change) => resumeSubscription(subscription.id, change));
    expect(await desk.verdict()).toBe('valid');
    await setLicenseStatus({ license: license.id, status: 'revoked' }, desk);
    expect(await desk.verdict()).toBe('license_revoked');
  });

  it('goes on at another website when it is released and connected anew', async () => {
    const desk = await openDesk();
    const { systemKey, license } = await desk.buyConnected();
    await desk.assign();
    await releaseSystemLicense(license.id, desk);
    expect(await desk.verdict()).toBe('license_missing');
    const other = 'https://other.example';
    await desk.connect({ license: systemKey, website: other });
    expect(await desk.verdict()).toBe('license_other_website');
    expect(await desk.verdict({ website: other })).toBe('valid');
  });

  it('takes its System along when it is moved to another website', async () => {
    const desk = await openDesk();
    const { license } = await desk.buyConnected();
    await desk.assign();
    await moveWebsite({ license: license.id, website: 'Other.example' }, desk);
    expect(await desk.verdict()).toBe('license_other_website');
    expect(await desk.verdict({ website: 'https://other.example' })).toBe('valid');
    expect(await moveWebsite({ license: license.id, website: 'https://other.example' }, desk)).toMatchObject({
      systemId,
      fingerprint,
    });
  });
});

describe('a purchase', () => {
  it('brings each system license with its customer license, and further customer licenses', async () => {
    const desk = await openDesk();
    const { issued, subscription } = await desk.buy({ systems: 2, customers: 3, rebinds: 1 });
    expect(issued.map(({ kind }) => kind)).toEqual([
      'system',
      'customer',
      'system',
      'customer',
      'customer',
      'customer',
      'customer',
    ]);
    const { systemLicenses, customerLicenses } = await desk.licenses.recordsOf(subscription.id);
    expect(systemLicenses.map(({ rebindsLeft }) => rebindsLeft)).toEqual([1, 1]);
    const included = customerLicenses.filter((seat) => seat.included);
    expect(included.map((seat) => seat.systemLicenseId).toSorted()).toEqual(
      systemLicenses.map(({ id }) => id).toSorted(),
    );
    expect(customerLicenses.filter((seat) => seat.systemLicenseId === undefined)).toHaveLength(3);
  });

  it('gives each license a key of its own that says what it is, and that is kept nowhere', async () => {
    const desk = await openDesk();
    const { issued, subscription } = await desk.buy({ systems: 2, customers: 1 });
    const records = JSON.stringify(await desk.licenses.recordsOf(subscription.id));
    for (const { kind, key, license } of issued) {
      expect(key.startsWith(kind === 'system' ? 'PGS-' : 'PGC-')).toBe(true);
      expect(records).not.toContain(key);
      expect(key.endsWith(license.keyHint)).toBe(true);
      expect(await desk.licenses.byKeyHash(parseLicenseKey(key).hash)).toEqual({ kind, license });
    }
    expect(new Set(issued.map(({ key }) => key)).size).toBe(issued.length);
  });

  it('adds to a subscription that runs, and to no other', async () => {
    const desk = await openDesk();
    const { subscription } = await desk.buy();
    const more = { subscriptionId: subscription.id, systems: 0, customers: 2 };
    expect(await buyLicenses(more, desk)).toHaveLength(2);
    await desk.change((change) => cancelSubscription(subscription.id, {}, change));
    await expectFault('subscription_over', () => buyLicenses(more, desk));
    await expectFault('subscription_unknown', () => buyLicenses({ ...more, subscriptionId: 'nobody' }, desk));
  });
});

describe('a key that was lost or has leaked', () => {
  it.each(['system', 'customer'] as const)('is replaced: that of a %s license', async (kind) => {
    const desk = await openDesk();
    const { systemKey, includedKey } = await desk.buyConnected();
    await desk.assign();
    const old = kind === 'system' ? systemKey : includedKey;
    const { key, license } = await rekeyLicense(old, desk);
    expect(key.endsWith(license.keyHint)).toBe(true);
    await expectFault('key_unknown', () => setLicenseStatus({ license: old, status: 'active' }, desk));
    expect(await setLicenseStatus({ license: key, status: 'active' }, desk)).toMatchObject({ kind, license });
    expect(await desk.verdict()).toBe('valid');
  });
});

describe('whoever names a license', () => {
  it('may write its key in small letters and with spaces', async () => {
    const desk = await openDesk();
    const { systemKey, includedKey } = await desk.buy();
    await desk.connect({ license: systemKey.toLowerCase().replaceAll('-', ' ') });
    await desk.assign({ license: includedKey.toLowerCase().replaceAll('-', '') });
    expect(await desk.verdict()).toBe('valid');
  });

  it('may name it by its id', async () => {
    const desk = await openDesk();
    const { license, issued } = await desk.buy();
    await desk.connect({ license: license.id });
    expect(await desk.assign({ license: issued[1]?.license.id })).toMatchObject({ customerId });
    const rebind = {
      licenseId: license.id,
      system: { id: systemId, fingerprint: 'v1:two' },
      from: fingerprint,
    };
    await desk.change((change) => rebindLicense(rebind, change));
    expect(await desk.verdict({ fingerprint: 'v1:two' })).toBe('valid');
    expect((await desk.licenses.find({ website, limit: 10 })).systemLicenses).toHaveLength(1);
  });
});
