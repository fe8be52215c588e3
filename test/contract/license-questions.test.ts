import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { addLicenses } from '../support/license-records.ts';
import { onEveryDatabase } from './every-database.ts';
import { idsOf, licenseSeeds, newQuestion } from './license-seeds.ts';
import { openLicenseStore } from './open-license-store.ts';
import { noon, sampleSubscription } from './samples.ts';

onEveryDatabase('what a license store finds for a question', (current) => {
  const store = () => openLicenseStore(current().database);
  const { license, seat } = licenseSeeds(store);

  it('finds for a question the licenses of the fingerprint and of the System', async () => {
    const asked = newQuestion();
    const byFingerprint = await license({ fingerprint: asked.fingerprint });
    const bySystem = await license({ systemId: asked.systemId, fingerprint: 'v1:older' });
    const byBoth = await license({ systemId: asked.systemId, fingerprint: asked.fingerprint });
    await license({ fingerprint: 'v1:other', systemId: randomUUID() });
    const { systemLicenses, subscriptions } = await store().recordsFor(asked);
    const expected = [byFingerprint, bySystem, byBoth];
    expect(idsOf(systemLicenses)).toEqual(idsOf(expected.map(({ systemLicense }) => systemLicense)));
    expect(systemLicenses).toContainEqual(byBoth.systemLicense);
    expect(idsOf(subscriptions)).toEqual(idsOf(expected.map(({ subscription }) => subscription)));
  });

  it('finds for a question a license that was bound to the fingerprint before, with all its former bindings', async () => {
    const asked = newQuestion();
    const former = [
      { fingerprint: asked.fingerprint, until: noon },
      { fingerprint: 'v1:between', until: noon + 1 },
    ];
    const { systemLicense } = await license({ fingerprint: 'v1:now', former });
    expect((await store().recordsFor(asked)).systemLicenses).toEqual([systemLicense]);
  });

  it('finds for a question what else the customer is licensed for, and its subscription', async () => {
    const asked = newQuestion();
    const { systemLicense } = await license({ systemId: randomUUID() });
    const own = sampleSubscription({ status: 'cancelled', endsAt: noon });
    await addLicenses(store(), { subscriptions: [own] });
    const kept = await seat(systemLicense, { customerId: asked.customerId, subscriptionId: own.id });
    const expected = { systemLicenses: [], customerLicenses: [kept], subscriptions: [own] };
    expect(await store().recordsFor(asked)).toEqual(expected);
  });

  it('finds for a question the seat of the customer and one that is free, out of however many', async () => {
    const asked = newQuestion();
    const { systemLicense, customerLicenses } = await license({ fingerprint: asked.fingerprint }, 30);
    const own = await seat(systemLicense, { customerId: asked.customerId });
    await seat(systemLicense, { customerId: randomUUID() });
    const found = (await store().recordsFor(asked)).customerLicenses;
    expect(found).toHaveLength(2);
    expect(found).toContainEqual(own);
    const free = found.find(({ id }) => id !== own.id);
    expect(customerLicenses).toContainEqual(free);
  });

  it('finds for a question a seat of the subscription that no System has yet, where the license has none', async () => {
    const asked = newQuestion();
    const { systemLicense } = await license({ fingerprint: asked.fingerprint });
    await seat(systemLicense, { customerId: randomUUID() });
    const other = await license();
    await seat(other.systemLicense, { systemLicenseId: undefined });
    await seat(systemLicense, { systemLicenseId: undefined, status: 'suspended' });
    const loose = await seat(systemLicense, { systemLicenseId: undefined });
    expect((await store().recordsFor(asked)).customerLicenses).toEqual([loose]);
  });

  it('finds for a question that all active seats are assigned, and passes over those that are not active', async () => {
    const asked = newQuestion();
    const { systemLicense } = await license({ fingerprint: asked.fingerprint });
    const taken = await seat(systemLicense, { customerId: randomUUID() });
    for (const status of ['suspended', 'revoked'] as const) {
      await seat(systemLicense, { status });
      await seat(systemLicense, { status, customerId: randomUUID() });
    }
    expect((await store().recordsFor(asked)).customerLicenses).toEqual([taken]);
  });
});
