import { describe, expect, it } from 'vitest';
import { moveSeat, releaseSeat } from '../../../src/license/assign-customer.ts';
import { setLicenseStatus } from '../../../src/license/license-status.ts';
import { cancelSubscription } from '../../../src/license/subscription-life.ts';
import { allLicenses } from '../../support/license-records.ts';
import { anotherSystem, type Bought, type Desk, expectFault, openDesk } from './open-desk.ts';
import { question } from './sample-licenses.ts';

const { website, customerId } = question;
const seatsOf = (desk: Desk, { subscription }: Bought) => desk.licenses.usage(subscription.id);

describe('a customer is assigned a customer license', () => {
  it('the included one first, then a further one of the subscription, and then there is none', async () => {
    const desk = await openDesk();
    const bought = await desk.buyConnected({ customers: 1 });
    const first = await desk.assign({ customerId: 'one' });
    expect(first).toMatchObject({ included: true, systemLicenseId: bought.license.id });
    const second = await desk.assign({ customerId: 'two' });
    expect(second).toMatchObject({ included: false, systemLicenseId: bought.license.id });
    await expectFault('seats_used_up', () => desk.assign({ customerId: 'three' }));
    expect(await seatsOf(desk, bought)).toMatchObject({ customerLicenses: 2, assigned: 2 });
  });

  it('once: who has one keeps it, whether a license is named or not', async () => {
    const desk = await openDesk();
    const bought = await desk.buyConnected({ customers: 1 });
    const first = await desk.assign();
    const before = await desk.licenses.version();
    expect(await desk.assign()).toEqual(first);
    expect(await desk.assign({ license: first.id })).toEqual(first);
    expect(await desk.assign({ license: bought.includedKey })).toEqual(first);
    expect(await desk.licenses.version()).toBe(before);
    await expectFault('customer_licensed', () => desk.assign({ license: bought.issued[2]?.key }));
  });

  it('by the key of a loose one, also of another subscription', async () => {
    const desk = await openDesk();
    const { license } = await desk.buyConnected();
    const other = await desk.buy({ customers: 1 });
    const seat = await desk.assign({ license: other.issued[2]?.key });
    expect(seat).toMatchObject({ systemLicenseId: license.id, subscriptionId: other.subscription.id });
    expect(await desk.verdict()).toBe('valid');
  });

  it('and not one that belongs to somebody else, or to another System', async () => {
    const desk = await openDesk();
    const { includedKey } = await desk.buyConnected();
    await desk.assign({ customerId: 'one' });
    await expectFault('seat_taken', () => desk.assign({ license: includedKey }));
    const other = await desk.buy();
    await expectFault('seat_taken', () => desk.assign({ license: other.includedKey }));
  });

  it('of the licenses of this website only', async () => {
    const desk = await openDesk();
    await desk.buyConnected();
    await expectFault('not_connected', () => desk.assign({ website: 'https://other.example' }));
    await expectFault('not_connected', () => desk.assign({ fingerprint: 'v1:two' }));
  });

  it('of whichever system license of the configuration still has one', async () => {
    const desk = await openDesk();
    const one = await desk.buyConnected();
    const two = await desk.buyConnected();
    const taken = [await desk.assign({ customerId: 'one' }), await desk.assign({ customerId: 'two' })];
    expect(taken.map(({ systemLicenseId }) => systemLicenseId).toSorted()).toEqual(
      [one.license.id, two.license.id].toSorted(),
    );
    await expectFault('seats_used_up', () => desk.assign({ customerId: 'three' }));
  });

  it('of no license that is suspended, revoked or whose subscription is over', async () => {
    const desk = await openDesk();
    const { license, subscription } = await desk.buyConnected();
    await setLicenseStatus({ license: license.id, status: 'suspended' }, desk);
    await expectFault('not_connected', () => desk.assign());
    await setLicenseStatus({ license: license.id, status: 'active' }, desk);
    await desk.change((change) => cancelSubscription(subscription.id, {}, change));
    await expectFault('not_connected', () => desk.assign());
  });

  it('one key at once by two operators: one of them', async () => {
    const desk = await openDesk();
    const { includedKey } = await desk.buyConnected();
    const attempts = ['one', 'two'].map((id) => desk.assign({ license: includedKey, customerId: id }));
    const results = await Promise.allSettled(attempts);
    expect(results).toMatchObject([
      { status: 'fulfilled', value: { customerId: 'one' } },
      { status: 'rejected', reason: { code: 'seat_taken' } },
    ]);
  });
});

describe('a customer license that does not count', () => {
  it('is replaced by another one where it was revoked', async () => {
    const desk = await openDesk();
    const bought = await desk.buyConnected({ customers: 1 });
    const revoked = await desk.assign();
    await setLicenseStatus({ license: revoked.id, status: 'revoked' }, desk);
    expect(await desk.verdict()).toBe('customer_license_revoked');
    const fresh = await desk.assign();
    expect(fresh.id).not.toBe(revoked.id);
    expect(await desk.verdict()).toBe('valid');
    const { customerLicenses } = await allLicenses(desk.licenses);
    expect(customerLicenses).toContainEqual({ ...revoked, status: 'revoked', customerId: undefined });
    expect(await seatsOf(desk, bought)).toMatchObject({ customerLicenses: 1, assigned: 1 });
  });

  it('stays with its customer where it cannot be replaced', async () => {
    const desk = await openDesk();
    await desk.buyConnected();
    const revoked = await desk.assign();
    await setLicenseStatus({ license: revoked.id, status: 'revoked' }, desk);
    await expectFault('seats_used_up', () => desk.assign());
    expect(await desk.verdict()).toBe('customer_license_revoked');
  });

  it('is not replaced where it is only suspended, and the operator is told', async () => {
    const desk = await openDesk();
    await desk.buyConnected({ customers: 1 });
    const seat = await desk.assign();
    await setLicenseStatus({ license: seat.id, status: 'suspended' }, desk);
    await expectFault('license_suspended', () => desk.assign());
    expect(await desk.verdict()).toBe('customer_license_suspended');
  });

  it('is not assigned to anybody', async () => {
    const desk = await openDesk();
    const { issued } = await desk.buyConnected({ customers: 2 });
    const [suspended, revoked] = issued.slice(2).map(({ key }) => key);
    await setLicenseStatus({ license: suspended ?? '', status: 'suspended' }, desk);
    await setLicenseStatus({ license: revoked ?? '', status: 'revoked' }, desk);
    await expectFault('license_suspended', () => desk.assign({ license: suspended }));
    await expectFault('license_revoked', () => desk.assign({ license: revoked }));
    await desk.assign();
    await expectFault('seats_used_up', () => desk.assign({ customerId: 'two' }));
  });

  it('that is no longer paid for makes room for one that is', async () => {
    const desk = await openDesk();
    const bought = await desk.buyConnected();
    const loose = await desk.buy({ customers: 1 });
    const seat = await desk.assign({ license: loose.issued[2]?.key });
    await desk.change((change) => cancelSubscription(loose.subscription.id, {}, change));
    expect(await desk.verdict()).not.toBe('valid');
    const fresh = await desk.assign();
    expect(fresh).toMatchObject({ included: true, subscriptionId: bought.subscription.id });
    expect(fresh.id).not.toBe(seat.id);
    expect(await desk.verdict()).toBe('valid');
  });

  it('of a subscription that is over is not assigned to anybody either', async () => {
    const desk = await openDesk();
    await desk.buyConnected();
    const over = await desk.buy({ customers: 1 });
    await desk.change((change) => cancelSubscription(over.subscription.id, {}, change));
    await expectFault('subscription_over', () => desk.assign({ license: over.issued[2]?.key }));
  });
});

describe('a customer license is released', () => {
  it('and free for the next customer; the included one stays with its system license', async () => {
    const desk = await openDesk();
    const { license } = await desk.buyConnected({ customers: 1 });
    const included = await desk.assign({ customerId: 'one' });
    const further = await desk.assign({ customerId: 'two' });
    expect(await releaseSeat(included.id, desk)).toMatchObject({
      customerId: undefined,
      systemLicenseId: license.id,
    });
    expect(await releaseSeat(further.id, desk)).toMatchObject({
      customerId: undefined,
      systemLicenseId: undefined,
    });
    expect(await desk.assign({ customerId: 'three' })).toMatchObject({ id: included.id });
    expect(await desk.verdict({ customerId: 'one' })).toBe('customer_license_missing');
  });

  it('and known to be free, wherever a customer of its subscription needs one', async () => {
    const desk = await openDesk();
    await desk.buyConnected({ customers: 1 });
    await desk.assign({ customerId: 'one' });
    expect(await desk.verdict()).toBe('customer_license_missing');
    const { id } = await desk.assign({ customerId: 'two' });
    expect(await desk.verdict()).toBe('customer_license_other_customer');
    await releaseSeat(id, desk);
    expect(await desk.verdict()).toBe('customer_license_missing');
  });

  it('and may serve another System from then on', async () => {
    const desk = await openDesk();
    const { issued } = await desk.buyConnected({ customers: 1 });
    const key = issued[2]?.key ?? '';
    await desk.assign({ license: key });
    await releaseSeat(key, desk);
    const system = anotherSystem();
    const other = await desk.buy();
    await desk.connect({ license: other.systemKey, system });
    const seat = await desk.assign({ license: key, fingerprint: system.fingerprint });
    expect(seat.systemLicenseId).toBe(other.license.id);
  });

  it('and a second time without a change', async () => {
    const desk = await openDesk();
    await desk.buyConnected();
    const { id } = await desk.assign();
    await releaseSeat(id, desk);
    const before = await desk.licenses.version();
    expect(await releaseSeat(id, desk)).toMatchObject({ id, customerId: undefined });
    expect(await desk.licenses.version()).toBe(before);
  });
});

describe('a customer license is moved', () => {
  it('from one customer to another of the same System', async () => {
    const desk = await openDesk();
    await desk.buyConnected();
    const { id } = await desk.assign({ customerId: 'one' });
    expect(await moveSeat({ license: id, customerId }, desk)).toMatchObject({ id, customerId });
    expect(await desk.verdict()).toBe('valid');
    expect(await desk.verdict({ customerId: 'one' })).toBe('customer_license_other_customer');
    const before = await desk.licenses.version();
    await moveSeat({ license: id, customerId }, desk);
    expect(await desk.licenses.version()).toBe(before);
  });

  it('not to one who has one already, unless his was revoked', async () => {
    const desk = await openDesk();
    await desk.buyConnected({ customers: 1 });
    const one = await desk.assign({ customerId: 'one' });
    const own = await desk.assign();
    await expectFault('customer_licensed', () => moveSeat({ license: one.id, customerId }, desk));
    await setLicenseStatus({ license: own.id, status: 'revoked' }, desk);
    await moveSeat({ license: one.id, customerId }, desk);
    expect(await desk.verdict()).toBe('valid');
  });

  it("not where it is nobody's, or does not count", async () => {
    const desk = await openDesk();
    const { includedKey, issued } = await desk.buyConnected({ customers: 1 });
    await expectFault('not_connected', () => moveSeat({ license: issued[2]?.key ?? '', customerId }, desk));
    await desk.assign({ license: includedKey, customerId: 'one' });
    await setLicenseStatus({ license: includedKey, status: 'suspended' }, desk);
    await expectFault('license_suspended', () => moveSeat({ license: includedKey, customerId }, desk));
    expect(await desk.verdict({ website, customerId: 'one' })).toBe('customer_license_suspended');
  });
});
