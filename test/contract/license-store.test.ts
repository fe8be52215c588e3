import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { LicenseFilter, SubscriptionFilter } from '../../src/punchout/license-store.ts';
import { addLicenses, allLicenses } from '../support/license-records.ts';
import { onEveryDatabase } from './every-database.ts';
import { idsOf, licenseSeeds, newQuestion } from './license-seeds.ts';
import { openLicenseStore } from './open-license-store.ts';
import { noon, sampleCustomerLicense, sampleSubscription, sampleSystemLicense } from './samples.ts';

const none = { systemLicenses: [], customerLicenses: [], subscriptions: [] };

onEveryDatabase('the license store', (current) => {
  const store = () => openLicenseStore(current().database);
  const { license, seat } = licenseSeeds(store);

  it('gives back a license and a subscription with everything they were written with', async () => {
    const subscription = sampleSubscription({
      holder: 'Größe & Söhne',
      reference: randomUUID(),
      status: 'cancelled',
      paidUntil: Number.MAX_SAFE_INTEGER,
      endsAt: noon,
    });
    const systemLicense = sampleSystemLicense(subscription, {
      status: 'suspended',
      website: 'https://shop.example',
      stagingWebsites: ['https://staging.example', 'http://localhost:8000'],
      systemId: randomUUID(),
      fingerprint: `v1:${randomUUID()}`,
      rebindsLeft: 0,
      former: [
        { fingerprint: 'v1:older', until: noon },
        { fingerprint: 'v1:old', until: noon + 1 },
      ],
    });
    const customerLicense = sampleCustomerLicense(systemLicense, {
      status: 'revoked',
      included: true,
      customerId: randomUUID(),
    });
    const records = {
      subscriptions: [subscription],
      systemLicenses: [systemLicense],
      customerLicenses: [customerLicense],
    };
    await addLicenses(store(), records);
    expect(await store().recordsOf(subscription.id)).toEqual(records);
  });

  it('has no records for a System that was never licensed, and of a subscription that nobody has', async () => {
    expect(await store().recordsFor(newQuestion())).toEqual(none);
    expect(await store().recordsOf(randomUUID())).toEqual(none);
  });

  it.each(['subscriptionId', 'website', 'fingerprint', 'systemId', 'keyHint'] as const)(
    'finds a system license by its %s',
    async (by) => {
      const website = `https://${randomUUID()}.example`;
      const bound = { website, fingerprint: `v1:${randomUUID()}`, systemId: randomUUID() };
      const { systemLicense, subscription } = await license(bound);
      await license({ website: 'https://shop.example', fingerprint: 'v1:one', systemId: 'one' });
      const found = await store().find({ [by]: systemLicense[by], limit: 10 });
      expect(found).toEqual({
        systemLicenses: [systemLicense],
        customerLicenses: [],
        subscriptions: [subscription],
      });
    },
  );

  it('finds with a System the customer licenses of its system licenses, and of no other', async () => {
    const systemId = randomUUID();
    const { systemLicense, customerLicenses } = await license({ systemId }, 2);
    await license({ systemId: randomUUID() }, 1);
    const found = await store().find({ systemId, limit: 10 });
    expect(found.systemLicenses).toEqual([systemLicense]);
    expect(idsOf(found.customerLicenses)).toEqual(idsOf(customerLicenses));
    const taken = await seat(systemLicense, { customerId: randomUUID() });
    const ofCustomer = { systemId, customerId: taken.customerId, limit: 10 };
    expect(await store().find(ofCustomer)).toMatchObject({ systemLicenses: [], customerLicenses: [taken] });
  });

  it.each(['subscriptionId', 'customerId', 'keyHint'] as const)(
    'finds a customer license by its %s',
    async (by) => {
      const { systemLicense } = await license();
      const own = sampleSubscription();
      await addLicenses(store(), { subscriptions: [own] });
      const kept = await seat(systemLicense, { customerId: randomUUID(), subscriptionId: own.id });
      await seat(systemLicense, { customerId: randomUUID() });
      const found = await store().find({ [by]: kept[by], limit: 10 });
      expect(found).toEqual({ systemLicenses: [], customerLicenses: [kept], subscriptions: [own] });
    },
  );

  it('finds what fits all conditions at once', async () => {
    const bound = { website: `https://${randomUUID()}.example`, systemId: randomUUID() };
    const { systemLicense } = await license(bound);
    await license({ ...bound, systemId: randomUUID() });
    const both: Omit<LicenseFilter, 'limit'> = { ...bound, subscriptionId: systemLicense.subscriptionId };
    expect((await store().find({ ...both, limit: 10 })).systemLicenses).toEqual([systemLicense]);
    expect(await store().find({ ...both, subscriptionId: randomUUID(), limit: 10 })).toEqual(none);
  });

  it('finds licenses page by page in the order of their ids, none twice and none left out', async () => {
    const { subscription, customerLicenses } = await license({}, 7);
    const pages: string[][] = [];
    let after: string | undefined;
    do {
      const filter = { subscriptionId: subscription.id, after, limit: 3 };
      const page = (await store().find(filter)).customerLicenses.map(({ id }) => id);
      pages.push(page);
      after = page.at(-1);
    } while (after !== undefined);
    expect(pages.map(({ length }) => length)).toEqual([3, 3, 1, 0]);
    expect(pages.flat()).toEqual(idsOf(customerLicenses));
  });

  it.each([
    ['the beginning', 'Müll'],
    ['another letter case', 'MÜLLER'],
    ['the whole name', 'Müller & Söhne 100%_GmbH'],
    ['what would be wildcards, as plain text', 'müller & söhne 100%_g'],
  ])('finds a subscription by its holder: %s', async (_, holder) => {
    const subscription = sampleSubscription({ holder: 'Müller & Söhne 100%_GmbH' });
    await addLicenses(store(), { subscriptions: [subscription, sampleSubscription({ holder: 'Muller' })] });
    const found = await store().findSubscriptions({ holder, limit: 1_000 });
    expect(found).toContainEqual(subscription);
    expect(new Set(found.map((one) => one.holder))).toEqual(new Set(['Müller & Söhne 100%_GmbH']));
  });

  it.each(['%', '_', 'üller', 'müller_'])('finds no holder by "%s"', async (holder) => {
    await addLicenses(store(), { subscriptions: [sampleSubscription({ holder: 'Müller AG' })] });
    expect(await store().findSubscriptions({ holder, limit: 10 })).toEqual([]);
  });

  it('finds subscriptions by reference, by status and by when they end', async () => {
    const holder = randomUUID();
    const cancelled = sampleSubscription({ holder, status: 'cancelled', endsAt: noon, reference: holder });
    const paid = sampleSubscription({ holder, paidUntil: noon + 1 });
    const open = sampleSubscription({ holder });
    await addLicenses(store(), { subscriptions: [cancelled, paid, open] });
    const find = async (filter: Partial<SubscriptionFilter>) =>
      idsOf(await store().findSubscriptions({ holder, limit: 10, ...filter }));
    expect(await find({ holder: undefined, reference: holder })).toEqual([cancelled.id]);
    expect(await find({ status: 'active' })).toEqual(idsOf([paid, open]));
    expect(await find({ endingBefore: noon + 1 })).toEqual([cancelled.id]);
    expect(await find({ endingBefore: noon + 2 })).toEqual(idsOf([cancelled, paid]));
    expect(await find({ limit: 2 })).toEqual(idsOf([cancelled, paid, open]).slice(0, 2));
    const after = idsOf([cancelled, paid, open])[1];
    expect(await find({ after })).toEqual(idsOf([cancelled, paid, open]).slice(2));
  });

  it('finds a license by the hash of its key, and whose it is', async () => {
    const { systemLicense } = await license();
    await store().change('test', async (change) => {
      await change.addSystemLicense(
        sampleSystemLicense({ id: systemLicense.subscriptionId }, { id: `system ${systemLicense.id}` }),
        `system hash ${systemLicense.id}`,
      );
      await change.addCustomerLicense(
        sampleCustomerLicense(systemLicense, { id: `seat ${systemLicense.id}` }),
        `seat hash ${systemLicense.id}`,
      );
    });
    const found = (hash: string) => store().byKeyHash(`${hash} ${systemLicense.id}`);
    expect(await found('system hash')).toMatchObject({
      kind: 'system',
      license: { id: `system ${systemLicense.id}` },
    });
    expect(await found('seat hash')).toMatchObject({
      kind: 'customer',
      license: { id: `seat ${systemLicense.id}` },
    });
    expect(await found('unknown')).toBeUndefined();
  });

  it('counts what a subscription has and uses, without what no longer counts', async () => {
    const { subscription, systemLicense } = await license({}, 2);
    await seat(systemLicense, { customerId: randomUUID() });
    await seat(systemLicense, { customerId: randomUUID(), status: 'revoked' });
    await addLicenses(store(), {
      systemLicenses: [sampleSystemLicense(subscription, { status: 'revoked' })],
    });
    const used = { systemLicenses: 1, customerLicenses: 3, assigned: 1 };
    expect(await store().usage(subscription.id)).toEqual(used);
    expect(await store().usage(randomUUID())).toEqual({
      systemLicenses: 0,
      customerLicenses: 0,
      assigned: 0,
    });
  });

  it('lists everything', async () => {
    const { subscription, systemLicense, customerLicenses } = await license({}, 1);
    const all = await allLicenses(store());
    expect(all.subscriptions).toContainEqual(subscription);
    expect(all.systemLicenses).toContainEqual(systemLicense);
    expect(all.customerLicenses).toContainEqual(customerLicenses[0]);
  });
});
