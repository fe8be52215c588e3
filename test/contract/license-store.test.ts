import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { LicenseQuestion } from '../../src/punchout/license-verdict.ts';
import { createLicenseStore } from '../../src/store/license-store.ts';
import { onEveryDatabase } from './every-database.ts';
import { noon, sampleCustomerLicense, sampleSubscription, sampleSystemLicense } from './samples.ts';

onEveryDatabase('the license store', (current) => {
  const store = () => createLicenseStore(current().database);
  const question = (): LicenseQuestion => ({
    website: 'https://shop.example',
    systemId: randomUUID(),
    fingerprint: `v1:${randomUUID()}`,
    customerId: randomUUID(),
  });
  const subscribe = async (changes = {}) => {
    const subscription = sampleSubscription(changes);
    await store().saveSubscription(subscription);
    return subscription;
  };
  const license = async (changes = {}) => {
    const subscription = await subscribe();
    const systemLicense = sampleSystemLicense(subscription, changes);
    await store().saveSystemLicense(systemLicense);
    return { subscription, systemLicense };
  };

  it('has no records for a System that was never licensed', async () => {
    const none = { systemLicenses: [], customerLicenses: [], subscriptions: [] };
    expect(await store().recordsFor(question())).toEqual(none);
  });

  it('finds the system licenses of the fingerprint and of the System, with all their customer licenses', async () => {
    const asked = question();
    const byFingerprint = await license({ fingerprint: asked.fingerprint, website: 'https://shop.example' });
    const bySystem = await license({ systemId: asked.systemId });
    await license({ fingerprint: 'v1:other', systemId: randomUUID() });
    const seat = sampleCustomerLicense(byFingerprint.systemLicense, { customerId: randomUUID() });
    await store().saveCustomerLicense(seat);
    const records = await store().recordsFor(asked);
    expect(records.systemLicenses).toHaveLength(2);
    expect(records.systemLicenses).toContainEqual(byFingerprint.systemLicense);
    expect(records.systemLicenses).toContainEqual(bySystem.systemLicense);
    expect(records.customerLicenses).toEqual([seat]);
    expect(records.subscriptions).toHaveLength(2);
    expect(records.subscriptions).toContainEqual(bySystem.subscription);
  });

  it('finds what else the customer is licensed for, and its subscription', async () => {
    const asked = question();
    const { systemLicense } = await license({ systemId: randomUUID() });
    const own = await subscribe({ status: 'cancelled', endsAt: noon });
    const seat = sampleCustomerLicense(systemLicense, {
      customerId: asked.customerId,
      subscriptionId: own.id,
    });
    await store().saveCustomerLicense(seat);
    const expected = { systemLicenses: [], customerLicenses: [seat], subscriptions: [own] };
    expect(await store().recordsFor(asked)).toEqual(expected);
  });

  it('replaces a subscription and a license that are saved again', async () => {
    const asked = question();
    const { subscription, systemLicense } = await license({ systemId: asked.systemId });
    const seat = sampleCustomerLicense(systemLicense, { customerId: asked.customerId });
    await store().saveCustomerLicense(seat);
    const ended = { ...subscription, status: 'ended' as const, endsAt: noon };
    const moved = { ...systemLicense, website: 'https://other.example', fingerprint: asked.fingerprint };
    const freed = { ...seat, customerId: undefined };
    await store().saveSubscription(ended);
    await store().saveSystemLicense(moved);
    await store().saveCustomerLicense(freed);
    const expected = { systemLicenses: [moved], customerLicenses: [freed], subscriptions: [ended] };
    expect(await store().recordsFor(asked)).toEqual(expected);
  });

  it('takes a license key once', async () => {
    const { subscription, systemLicense } = await license();
    const copy = store().saveSystemLicense(sampleSystemLicense(subscription, { key: systemLicense.key }));
    await expect(copy).rejects.toMatchObject({ name: 'AlreadyTaken', what: 'system_licenses.key' });
    const seat = sampleCustomerLicense(systemLicense);
    await store().saveCustomerLicense(seat);
    const secondSeat = store().saveCustomerLicense(sampleCustomerLicense(systemLicense, { key: seat.key }));
    await expect(secondSeat).rejects.toMatchObject({ what: 'customer_licenses.key' });
  });

  it('never names a license key in what it throws', async () => {
    const { subscription, systemLicense } = await license();
    const copy = store().saveSystemLicense(sampleSystemLicense(subscription, { key: systemLicense.key }));
    await expect(copy).rejects.not.toThrow(systemLicense.key);
  });

  it('gives a customer one license of a System, however many are assigned at once', async () => {
    const { systemLicense } = await license();
    const customerId = randomUUID();
    const seats = Array.from({ length: 20 }, () => sampleCustomerLicense(systemLicense));
    await Promise.all(seats.map((seat) => store().saveCustomerLicense(seat)));
    const assignments = seats.map((seat) => store().saveCustomerLicense({ ...seat, customerId }));
    const results = await Promise.allSettled(assignments);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = results.find((result) => result.status === 'rejected');
    expect(refused?.reason).toMatchObject({ what: 'customer_licenses.system_license_id, customer_id' });
  });

  it('refuses licenses without their subscription or their system license', async () => {
    const subscription = sampleSubscription();
    await expect(store().saveSystemLicense(sampleSystemLicense(subscription))).rejects.toThrow(
      /foreign key/i,
    );
    const { systemLicense } = await license();
    const seat = sampleCustomerLicense(systemLicense, { systemLicenseId: randomUUID() });
    await expect(store().saveCustomerLicense(seat)).rejects.toThrow(/foreign key/i);
  });

  it('lists everything', async () => {
    const { subscription, systemLicense } = await license();
    const seat = sampleCustomerLicense(systemLicense);
    await store().saveCustomerLicense(seat);
    const { subscriptions, systemLicenses, customerLicenses } = await store().list();
    expect(subscriptions).toContainEqual(subscription);
    expect(systemLicenses).toContainEqual(systemLicense);
    expect(customerLicenses).toContainEqual(seat);
  });
});
