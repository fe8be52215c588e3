import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { moveWebsite, setStagingWebsites } from '../../src/license/bind-license.ts';
import { setLicenseStatus } from '../../src/license/license-status.ts';
import { cancelSubscription, resumeSubscription } from '../../src/license/subscription-life.ts';
import type { LicenseVerdict } from '../../src/punchout/license-verdict.ts';
import { type LicensePlace, openLicensePlace, sell } from '../support/license-server.ts';
import { local, onPostgres, type Parties, remote } from './license-parties.ts';

officeOf('local', local);
officeOf('remote, a license server in another process', () => remote());
describe.skipIf(inject('postgresUrl') === undefined)('where PostgreSQL is installed', () => {
  officeOf('remote, all of them over PostgreSQL', () => remote(onPostgres));
});

function officeOf(title: string, open: () => Promise<Parties>): void {
  describe(`a license office, ${title}`, () => officeTests(open));
}

/** What an operator may expect, wherever the licenses come from. */
function officeTests(open: () => Promise<Parties>): void {
  let parties: Parties;
  beforeAll(async () => {
    parties = await open();
  });
  afterAll(() => parties.close());

  const shop = 'https://shop.example';
  const newSystem = () => ({ id: randomUUID(), fingerprint: `v1:${randomBytes(32).toString('hex')}` });
  type SystemRef = ReturnType<typeof newSystem>;

  const verdict = (
    { id, fingerprint }: SystemRef,
    customerId: string,
    website = shop,
  ): Promise<LicenseVerdict> => parties.office.verdict({ website, systemId: id, fingerprint, customerId });
  const assign = ({ fingerprint }: SystemRef, customerId: string, license?: string) =>
    parties.office.assign({ website: shop, fingerprint, customerId, license });

  /** A sold license that is connected and bound, and the System that it serves. */
  async function connected(bought: Parameters<typeof sell>[1] = {}) {
    const sold = await sell(parties.vendor, bought);
    const system = newSystem();
    const license = await parties.office.connect({ license: sold.systemKey, website: shop, system });
    return { ...sold, system, license };
  }

  it('turns a bought key into a valid verdict: connected, bound, assigned', async () => {
    const { system, license } = await connected();
    expect(license).toMatchObject({ website: shop, systemId: system.id, fingerprint: system.fingerprint });
    expect(await verdict(system, 'customer-1')).toMatchObject({ reason: 'customer_license_missing' });
    expect(await assign(system, 'customer-1')).toMatchObject({
      systemLicenseId: license.id,
      customerId: 'customer-1',
    });
    expect(await verdict(system, 'customer-1')).toMatchObject({ valid: true });
    expect(await verdict(system, 'customer-2')).toMatchObject({ reason: 'customer_license_other_customer' });
  });

  it('takes a key in whatever case, and an origin in whatever spelling', async () => {
    const { systemKey } = await sell(parties.vendor);
    const key = systemKey.toLowerCase().replaceAll('-', '').replace('pgs', 'pgs-');
    const order = { license: key, website: 'https://SHOP.example:443/', system: newSystem() };
    expect(await parties.office.connect(order)).toMatchObject({ website: shop });
  });

  it('connects again what is connected, and changes nothing', async () => {
    const { systemKey, system, license } = await connected();
    const again = await parties.office.connect({ license: systemKey, website: shop, system });
    expect(again).toEqual(license);
    expect(await parties.office.connect({ license: license.id, website: shop, system })).toEqual(license);
  });

  it('tells a mistyped key from an unknown one, and both from a key of the other kind', async () => {
    const { systemKey, seatKeys } = await sell(parties.vendor);
    const [unknown] = (await sell(await elsewhere())).seatKeys;
    const connect = (license: string) =>
      parties.office.connect({ license, website: shop, system: newSystem() });
    const mistyped = systemKey.slice(0, -1) + (systemKey.endsWith('A') ? 'B' : 'A');
    await expect(connect(mistyped)).rejects.toMatchObject({ code: 'key_mistyped' });
    await expect(connect(unknown ?? '')).rejects.toMatchObject({ code: 'key_unknown' });
    await expect(connect(seatKeys[0] ?? '')).rejects.toMatchObject({ code: 'key_of_other_kind' });
    await expect(connect('no-such-license')).rejects.toMatchObject({ code: 'license_unknown' });
  });

  it('connects a key to one website; the gateway of another one gets nothing', async () => {
    const { systemKey, system } = await connected();
    const order = { license: systemKey, website: 'https://other.example', system };
    await expect(parties.otherOffice.connect(order)).rejects.toMatchObject({ code: 'connected_elsewhere' });
    await expect(parties.office.connect({ ...order, website: 'shop.example/path' })).rejects.toMatchObject({
      code: 'website_invalid',
    });
  });

  it('takes a license from a System only where that is meant', async () => {
    const { systemKey, system } = await connected();
    const next = newSystem();
    const order = { license: systemKey, website: shop, system: next };
    await expect(parties.office.connect(order)).rejects.toMatchObject({ code: 'bound_elsewhere' });
    await assign(system, 'customer-1');
    expect(await parties.office.connect({ ...order, takeOver: true })).toMatchObject({ systemId: next.id });
    expect(await verdict(next, 'customer-1')).toMatchObject({ valid: true });
  });

  it('binds a license anew and publishes with it; visits that began just before still begin', async () => {
    const { system, license } = await connected();
    await assign(system, 'customer-1');
    const next = { ...system, fingerprint: newSystem().fingerprint };
    const rebind = { licenseId: license.id, system: next, from: system.fingerprint };
    expect(await parties.office.rebind(rebind, async () => 'published')).toBe('published');
    expect(await verdict(next, 'customer-1')).toMatchObject({ valid: true });
    expect(await verdict(system, 'customer-1')).toMatchObject({ valid: true, until: expect.any(Number) });
    await expect(parties.office.rebind(rebind, async () => 'again')).resolves.toBe('again');
  });

  it('stops nobody when publishing fails after the license was bound', async () => {
    const { system, license } = await connected();
    await assign(system, 'customer-1');
    const next = { ...system, fingerprint: newSystem().fingerprint };
    const failing = parties.office.rebind(
      { licenseId: license.id, system: next, from: system.fingerprint },
      async () => {
        throw new TypeError('not published');
      },
    );
    await expect(failing).rejects.toThrow('not published');
    expect(await verdict(system, 'customer-1')).toMatchObject({ valid: true });
  });

  it('binds anew as often as was sold, and only what the operator has seen', async () => {
    const { system, license } = await connected({ rebinds: 1 });
    const publish = async () => 'published';
    const next = newSystem();
    const stale = { licenseId: license.id, system: next, from: newSystem().fingerprint };
    await expect(parties.office.rebind(stale, publish)).rejects.toMatchObject({ code: 'bound_meanwhile' });
    await parties.office.rebind({ licenseId: license.id, system: next, from: system.fingerprint }, publish);
    const more = { licenseId: license.id, system: newSystem(), from: next.fingerprint };
    await expect(parties.office.rebind(more, publish)).rejects.toMatchObject({ code: 'rebind_refused' });
  });

  it('gives each customer one license, and exactly as many as were sold', async () => {
    const { system } = await connected({ customers: 2 });
    const seats = await Promise.all(['a', 'b', 'c'].map((customerId) => assign(system, customerId)));
    expect(new Set(seats.map(({ id }) => id)).size).toBe(3);
    expect(await assign(system, 'a')).toEqual(seats[0]);
    await expect(assign(system, 'd')).rejects.toMatchObject({ code: 'seats_used_up' });
    for (const customerId of ['a', 'b', 'c'])
      expect(await verdict(system, customerId)).toMatchObject({ valid: true });
  });

  it('gives a customer the license whose key is named, even of another subscription', async () => {
    const { system, license } = await connected();
    await assign(system, 'customer-1');
    const { seatKeys, issued } = await sell(parties.vendor, { systems: 0, customers: 1 });
    const seat = await assign(system, 'customer-2', seatKeys[0]);
    expect(seat).toMatchObject({ id: issued[0]?.license.id, systemLicenseId: license.id });
    expect(await verdict(system, 'customer-2')).toMatchObject({ valid: true });
    await expect(assign(system, 'customer-3', seatKeys[0])).rejects.toMatchObject({ code: 'seat_taken' });
    await expect(assign(system, 'customer-1', seatKeys[0])).rejects.toMatchObject({
      code: 'customer_licensed',
    });
  });

  it('lets one of two operators have a key that both assign at once', async () => {
    const { system } = await connected();
    const { seatKeys } = await sell(parties.vendor, { systems: 0, customers: 1 });
    const both = await Promise.allSettled([
      assign(system, 'left', seatKeys[0]),
      assign(system, 'right', seatKeys[0]),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find((result) => result.status === 'rejected');
    expect(lost?.reason).toMatchObject({ code: 'seat_taken' });
  });

  it('moves a customer license, and frees it', async () => {
    const { system } = await connected();
    const [first, second] = [randomUUID(), randomUUID()];
    const seat = await assign(system, first);
    const { office } = parties;
    expect(await office.move({ license: seat.id, customerId: second })).toMatchObject({
      customerId: second,
    });
    expect(await verdict(system, first)).toMatchObject({ reason: 'customer_license_other_customer' });
    expect(await verdict(system, second)).toMatchObject({ valid: true });
    expect((await office.release({ license: seat.id })).customerId).toBeUndefined();
    expect(await verdict(system, second)).toMatchObject({ reason: 'customer_license_missing' });
    await expect(office.release({ license: randomUUID() })).rejects.toMatchObject({
      code: 'license_unknown',
    });
  });

  it('knows that a configuration was licensed before, and one that never was', async () => {
    const { system, license } = await connected();
    const records = await parties.office.recordsFor({
      website: shop,
      systemId: system.id,
      ...system,
      customerId: '',
    });
    expect(records.systemLicenses.map(({ id }) => id)).toContain(license.id);
    const strange = { ...system, fingerprint: newSystem().fingerprint };
    expect(await verdict(strange, 'customer-1')).toMatchObject({ reason: 'license_other_fingerprint' });
    expect(await verdict(newSystem(), 'customer-1')).toMatchObject({ reason: 'license_missing' });
  });

  it('hears what the vendor does: suspended, reinstated, moved, cancelled, resumed, revoked', async () => {
    const { system, license, subscription } = await connected();
    await assign(system, 'customer-1');
    const ports = { ...parties.vendor.adapters, actor: 'vendor' };
    const { licenses } = parties.vendor.adapters;
    const heard = async () => {
      await parties.hear();
      const answer = await verdict(system, 'customer-1');
      return answer.valid ? 'valid' : answer.reason;
    };
    await setLicenseStatus({ license: license.id, status: 'suspended' }, ports);
    expect(await heard()).toBe('license_suspended');
    await setLicenseStatus({ license: license.id, status: 'active' }, ports);
    expect(await heard()).toBe('valid');
    await moveWebsite({ license: license.id, website: 'https://new.example' }, ports);
    expect(await heard()).toBe('license_other_website');
    await setStagingWebsites({ license: license.id, websites: [shop] }, ports);
    expect(await heard()).toBe('valid');
    await licenses.change('vendor', (change) => cancelSubscription(subscription.id, { now: true }, change));
    expect(await heard()).toBe('license_subscription_ended');
    await licenses.change('vendor', (change) => resumeSubscription(subscription.id, change));
    expect(await heard()).toBe('valid');
    await setLicenseStatus({ license: license.id, status: 'revoked' }, ports);
    expect(await heard()).toBe('license_revoked');
    await expect(assign(system, 'customer-2')).rejects.toMatchObject({
      code: expect.stringMatching(/^(not_connected|license_revoked)$/),
    });
  });
}

const strangers: LicensePlace[] = [];
afterAll(async () => {
  for (const place of strangers) await place.close();
});

/** A vendor whose licenses nobody here knows. */
async function elsewhere(): Promise<LicensePlace> {
  const place = await openLicensePlace();
  strangers.push(place);
  return place;
}
