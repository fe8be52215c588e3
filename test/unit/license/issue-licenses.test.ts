import { describe, expect, it } from 'vitest';
import { issueLicenses } from '../../../src/license/issue-licenses.ts';
import { localAuthority } from '../../../src/license/local-authority.ts';
import { expectRefusal } from '../punchout/refusal.ts';
import { FixedSurroundings } from '../punchout/return-protocols.ts';
import { MemoryLicenses } from './memory-licenses.ts';
import { question, subscription } from './sample-licenses.ts';

const { systemId, fingerprint, website, customerId } = question;
const order = { systemId, fingerprint, website, holder: 'Shop GmbH', customerIds: [customerId] };

function setUp() {
  const licenses = new MemoryLicenses();
  const surroundings = new FixedSurroundings();
  const issue = (changes: Partial<typeof order> & { subscriptionId?: string } = {}) =>
    issueLicenses({ ...order, ...changes }, { licenses, surroundings });
  const verdict = (changes: Partial<typeof question> = {}) =>
    localAuthority(licenses, surroundings).verdict({ ...question, ...changes });
  return { licenses, issue, verdict };
}

describe('an operator issues licenses', () => {
  it('one System with one customer is one license with the seat it includes, and is valid', async () => {
    const { licenses, issue, verdict } = setUp();
    const { systemLicense, customerLicenses } = await issue();
    expect(systemLicense).toMatchObject({ systemId, fingerprint, website });
    expect(customerLicenses).toMatchObject([{ systemLicenseId: systemLicense.id, customerId }]);
    const { systemLicenses, customerLicenses: seats, subscriptions } = await licenses.list();
    expect([systemLicenses.length, seats.length, subscriptions.length]).toEqual([1, 1, 1]);
    expect(await verdict()).toMatchObject({ valid: true });
  });

  it('each further customer gets a seat more', async () => {
    const { licenses, issue, verdict } = setUp();
    const { customerLicenses } = await issue({ customerIds: ['one', 'two', 'three'] });
    expect(customerLicenses.map((seat) => seat.customerId)).toEqual(['one', 'two', 'three']);
    expect((await licenses.list()).customerLicenses).toHaveLength(3);
    for (const id of ['one', 'two', 'three'])
      expect(await verdict({ customerId: id })).toMatchObject({ valid: true });
    expect(await verdict({ customerId: 'four' })).toMatchObject({
      reason: 'customer_license_other_customer',
    });
  });

  it('without a customer the included seat stays free, and the next customer takes it', async () => {
    const { licenses, issue } = setUp();
    await issue({ customerIds: [] });
    expect((await licenses.list()).customerLicenses).toMatchObject([{ customerId: undefined }]);
    await issue();
    expect((await licenses.list()).customerLicenses).toMatchObject([{ customerId }]);
  });

  it('issuing again changes nothing', async () => {
    const { licenses, issue } = setUp();
    const first = await issue({ customerIds: ['one', 'two'] });
    const before = await licenses.list();
    expect(await issue({ customerIds: ['one', 'two'] })).toEqual(first);
    expect(await licenses.list()).toEqual(before);
  });

  it('a customer who is named twice gets one seat', async () => {
    const { licenses, issue } = setUp();
    await issue({ customerIds: ['one', 'one'] });
    expect((await licenses.list()).customerLicenses).toHaveLength(1);
  });

  it('a changed configuration, or another website, needs a license of its own', async () => {
    const { licenses, issue, verdict } = setUp();
    await issue();
    expect(await verdict({ fingerprint: 'v1:two' })).toMatchObject({ reason: 'license_other_fingerprint' });
    expect(await verdict({ website: 'https://other.example' })).toMatchObject({
      reason: 'license_other_website',
    });
    await issue({ fingerprint: 'v1:two' });
    await issue({ website: 'https://other.example' });
    expect((await licenses.list()).systemLicenses).toHaveLength(3);
    expect(await verdict({ fingerprint: 'v1:two' })).toMatchObject({ valid: true });
  });

  it('licenses may hang on a subscription that exists', async () => {
    const { licenses, issue } = setUp();
    await licenses.saveSubscription(subscription({ id: 'paid' }));
    const { systemLicense, customerLicenses } = await issue({
      subscriptionId: 'paid',
      customerIds: ['one', 'two'],
    });
    expect([systemLicense, ...customerLicenses].map(({ subscriptionId }) => subscriptionId)).toEqual([
      'paid',
      'paid',
      'paid',
    ]);
    expect((await licenses.list()).subscriptions).toHaveLength(1);
  });

  it('every license has a key of its own that says what it is', async () => {
    const { licenses, issue } = setUp();
    await issue({ customerIds: ['one', 'two'] });
    const { systemLicenses, customerLicenses } = await licenses.list();
    expect(systemLicenses.every(({ key }) => key.startsWith('PGS-'))).toBe(true);
    expect(customerLicenses.every(({ key }) => key.startsWith('PGC-'))).toBe(true);
    expect(new Set([...systemLicenses, ...customerLicenses].map(({ key }) => key)).size).toBe(3);
  });
});

describe('the licenses cannot be read', () => {
  it('that is our trouble and passes: the buyer may try again', async () => {
    const { licenses, issue, verdict } = setUp();
    await issue();
    licenses.unreachable = true;
    await expectRefusal('license_unverifiable', () => verdict());
    licenses.unreachable = false;
    expect(await verdict()).toMatchObject({ valid: true });
  });
});
