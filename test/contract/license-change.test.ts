import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import type { KeyedLicense, LicenseChange } from '../../src/punchout/license-store.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createLicenseHistory } from '../../src/store/license-history.ts';
import { realSurroundings } from '../../src/store/surroundings.ts';
import { addLicenses, allLicenses, saveLicenses } from '../support/license-records.ts';
import { onEveryDatabase } from './every-database.ts';
import { openLicenseStore, sampleVault } from './open-license-store.ts';
import { noon, sampleCustomerLicense, sampleSubscription, sampleSystemLicense } from './samples.ts';

const hash = () => randomUUID();

onEveryDatabase('a change of licenses', (current) => {
  const surroundings = { ...realSurroundings(), now: () => noon };
  const store = () => openLicenseStore(current().database, surroundings);
  const history = () => createLicenseHistory(current().database, sampleVault);
  const subscription = sampleSubscription();
  const systemLicense = sampleSystemLicense(subscription, { fingerprint: 'v1:shared' });
  const change = <T>(work: (change: LicenseChange) => Promise<T>) => store().change('operator jo', work);

  beforeAll(async () => {
    await addLicenses(store(), { subscriptions: [subscription], systemLicenses: [systemLicense] });
  });

  it('makes the version grow by each record that it writes, and reading leaves it', async () => {
    const before = await store().version();
    await addLicenses(store(), {
      customerLicenses: [sampleCustomerLicense(systemLicense), sampleCustomerLicense(systemLicense)],
    });
    expect(await store().version()).toBe(before + 2);
    await change((inside) => inside.systemLicense(systemLicense.id));
    await allLicenses(store());
    expect(await store().version()).toBe(before + 2);
  });

  it('is kept as a whole or not at all: records, history and version', async () => {
    const before = await store().version();
    const [one, two] = [sampleSubscription(), sampleSubscription()];
    const work = change(async (inside) => {
      await inside.saveSubscription('created', one);
      await inside.saveSubscription('created', two);
      throw new TypeError('afterthought');
    });
    await expect(work).rejects.toThrow('afterthought');
    expect(await store().version()).toBe(before);
    expect(await history().list({ subjectId: one.id, limit: 10 })).toEqual([]);
    for (const { id } of [one, two]) expect(await store().recordsOf(id)).toMatchObject({ subscriptions: [] });
  });

  it('takes in what another store of the same database does meanwhile on its behalf', async () => {
    const [one, two, three] = [sampleSubscription(), sampleSubscription(), sampleSubscription()];
    await change(async (inside) => {
      await inside.saveSubscription('created', one);
      await store().change('operator jo', (nested) => nested.saveSubscription('created', two));
      await inside.saveSubscription('created', three);
    });
    expect(await history().verify()).toMatchObject({ faults: [] });
    const failing = change(async () => {
      await saveLicenses(store(), { subscriptions: [{ ...two, holder: 'nobody' }] });
      throw new TypeError('afterthought');
    });
    await expect(failing).rejects.toThrow('afterthought');
    expect((await store().recordsOf(two.id)).subscriptions).toEqual([two]);
  });

  it('writes into the history who has done what, when, and what it was before', async () => {
    const own = sampleSubscription();
    const license = sampleSystemLicense(own);
    const seat = sampleCustomerLicense(license);
    const ended = { ...own, status: 'ended' as const };
    const bound = { ...license, fingerprint: 'v1:x', former: [{ fingerprint: 'v1:w', until: noon }] };
    const assigned = { ...seat, customerId: 'customer' };
    const rekeyed: KeyedLicense = { kind: 'customer', license: { ...assigned, keyHint: 'NEW22' } };
    await change(async (inside) => {
      await inside.saveSubscription('created', own);
      await inside.addSystemLicense(license, hash());
      await inside.addCustomerLicense(seat, hash());
      await inside.saveSystemLicense('bound', bound);
      await inside.saveCustomerLicense('assigned', assigned);
      await inside.replaceKey(rekeyed, hash());
      await inside.saveSubscription('cancelled', ended);
    });
    const entries = (await history().list({ limit: 7 })).toReversed();
    const written = entries.map(({ action, subject, before, after }) => [
      action,
      subject.kind,
      before && JSON.parse(before),
      after && JSON.parse(after),
    ]);
    const asJson = (value: unknown) => JSON.parse(JSON.stringify(value));
    expect(written).toEqual([
      ['created', 'subscription', undefined, asJson(own)],
      ['issued', 'system-license', undefined, asJson(license)],
      ['issued', 'customer-license', undefined, asJson(seat)],
      ['bound', 'system-license', asJson(license), asJson(bound)],
      ['assigned', 'customer-license', asJson(seat), asJson(assigned)],
      ['rekeyed', 'customer-license', asJson(assigned), asJson(rekeyed.license)],
      ['cancelled', 'subscription', asJson(own), asJson(ended)],
    ]);
    for (const entry of entries) expect(entry).toMatchObject({ actor: 'operator jo', at: noon });
    const subjects = [own.id, license.id, seat.id, license.id, seat.id, seat.id, own.id];
    expect(entries.map(({ subject }) => subject.id)).toEqual(subjects);
  });

  it('takes a key, a reference and a seat once', async () => {
    const taken = hash();
    const reference = randomUUID();
    const customerId = randomUUID();
    const seat = () => sampleCustomerLicense(systemLicense, { customerId });
    await change(async (inside) => {
      await inside.saveSubscription('created', sampleSubscription({ reference }));
      await inside.addSystemLicense(sampleSystemLicense(subscription), taken);
      await inside.addCustomerLicense(seat(), taken);
    });
    const again: [string, (inside: LicenseChange) => Promise<void>][] = [
      [
        'subscriptions.reference',
        (inside) => inside.saveSubscription('x', sampleSubscription({ reference })),
      ],
      [
        'system_licenses.key_hash',
        (inside) => inside.addSystemLicense(sampleSystemLicense(subscription), taken),
      ],
      [
        'customer_licenses.key_hash',
        (inside) => inside.addCustomerLicense(sampleCustomerLicense(systemLicense), taken),
      ],
      [
        'customer_licenses.system_license_id, customer_id',
        (inside) => inside.addCustomerLicense(seat(), hash()),
      ],
    ];
    for (const [what, work] of again)
      await expect(change(work)).rejects.toMatchObject({ name: 'AlreadyTaken', what });
  });

  it('gives a customer one seat of a license, whoever else saves one for him at the same time', async () => {
    const customerId = randomUUID();
    const seats = Array.from({ length: 20 }, () => sampleCustomerLicense(systemLicense));
    await addLicenses(store(), { customerLicenses: seats });
    const assignments = seats.map((seat) =>
      change((inside) => inside.saveCustomerLicense('assigned', { ...seat, customerId })),
    );
    const results = await Promise.allSettled(assignments);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await store().find({ customerId, limit: 10 })).customerLicenses).toHaveLength(1);
  });

  it('writes no license without its subscription, and no seat without its system license', async () => {
    const stray = sampleSystemLicense({ id: randomUUID() });
    await expect(addLicenses(store(), { systemLicenses: [stray] })).rejects.toThrow(/foreign key/i);
    const seat = sampleCustomerLicense(systemLicense, { systemLicenseId: randomUUID() });
    await expect(addLicenses(store(), { customerLicenses: [seat] })).rejects.toThrow(/foreign key/i);
  });

  it('makes an old key worth nothing when a license gets a new one', async () => {
    const license = sampleSystemLicense(subscription);
    const [old, fresh] = [hash(), hash()];
    await change((inside) => inside.addSystemLicense(license, old));
    const rekeyed = { ...license, keyHint: 'FRESH' };
    await change((inside) => inside.replaceKey({ kind: 'system', license: rekeyed }, fresh));
    expect(await store().byKeyHash(old)).toBeUndefined();
    expect(await store().byKeyHash(fresh)).toEqual({ kind: 'system', license: rekeyed });
  });

  it('carries an event out once, and again where the first attempt failed', async () => {
    const id = randomUUID();
    const failing = change(async (inside) => {
      expect(await inside.firstTime(id)).toBe(true);
      throw new TypeError('afterthought');
    });
    await expect(failing).rejects.toThrow('afterthought');
    expect(await change((inside) => inside.firstTime(id))).toBe(true);
    expect(await change((inside) => inside.firstTime(id))).toBe(false);
  });

  it('finds what is bound to a fingerprint, of one subscription or of all', async () => {
    const own = sampleSubscription();
    const fingerprint = randomUUID();
    const one = sampleSystemLicense(own, { fingerprint });
    const other = sampleSystemLicense(subscription, { fingerprint, status: 'revoked' });
    const former = sampleSystemLicense(own, {
      fingerprint: 'v1:now',
      former: [{ fingerprint, until: noon }],
    });
    await addLicenses(store(), { subscriptions: [own], systemLicenses: [one, other, former] });
    await change(async (inside) => {
      const ids = (await inside.boundTo(fingerprint)).map(({ id }) => id);
      expect(ids).toEqual([one.id, other.id].toSorted());
      expect(await inside.boundTo(fingerprint, own.id)).toEqual([one]);
    });
  });

  it('offers the included seat first, then a loose one of the subscription, and none that is not active', async () => {
    const own = sampleSubscription();
    const license = sampleSystemLicense(own);
    const other = sampleSystemLicense(own);
    const seat = (changes: Parameters<typeof sampleCustomerLicense>[1]) =>
      sampleCustomerLicense(license, changes);
    const loose = seat({ systemLicenseId: undefined });
    const included = seat({ included: true });
    const unusable = [
      seat({ status: 'suspended' }),
      seat({ status: 'revoked', systemLicenseId: undefined }),
      seat({ customerId: 'customer' }),
      sampleCustomerLicense(other, { included: true }),
      sampleCustomerLicense(systemLicense, { systemLicenseId: undefined }),
    ];
    await addLicenses(store(), {
      subscriptions: [own],
      systemLicenses: [license, other],
      customerLicenses: [loose, included, ...unusable],
    });
    const order = await change(async (inside) => {
      const offered: (string | undefined)[] = [];
      for (const customerId of ['one', 'two', 'three']) {
        const free = await inside.freeSeat(license);
        offered.push(free?.id);
        const taken = free && { ...free, systemLicenseId: license.id, customerId };
        if (taken) await inside.saveCustomerLicense('assigned', taken);
      }
      return offered;
    });
    expect(order).toEqual([included.id, loose.id, undefined]);
  });

  it('waits for its turn: the history of many connections has no gap and no fault', async () => {
    const { database, options } = current();
    const others = await Promise.all([openDatabase(options), openDatabase(options)]);
    const before = await store().version();
    const stores = [database, ...others].map((one) => openLicenseStore(one, surroundings));
    const saves = stores.flatMap((one) =>
      Array.from({ length: 20 }, () => addLicenses(one, { subscriptions: [sampleSubscription()] })),
    );
    await Promise.all(saves);
    const { head, faults } = await history().verify();
    expect(head.sequence).toBe(before + 60);
    expect(faults).toEqual([]);
    for (const other of others) await other.close();
  });
});
