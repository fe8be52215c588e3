import { describe, expect, it } from 'vitest';
import { type IssueLicenses, issueLicenses } from '../../../src/license/issue-licenses.ts';
import { setLicenseStatus } from '../../../src/license/license-status.ts';
import { cancelSubscription, createSubscription } from '../../../src/license/subscription-life.ts';
import { allLicenses } from '../../support/license-records.ts';
import { expectFault, openDesk } from './open-desk.ts';
import { question } from './sample-licenses.ts';

const { systemId, fingerprint, website, customerId } = question;
const order = { systemId, fingerprint, website, holder: 'Shop GmbH', customerIds: [customerId] };

async function setUp() {
  const desk = await openDesk();
  const issue = (changes: Partial<IssueLicenses> = {}) => issueLicenses({ ...order, ...changes }, desk);
  return { desk, issue, all: () => allLicenses(desk.licenses) };
}

describe('an operator issues licenses to himself', () => {
  it('one System with one customer is one license with the seat it includes, and is valid', async () => {
    const { desk, issue, all } = await setUp();
    const { systemLicense, customerLicenses } = await issue();
    expect(systemLicense.license).toMatchObject({ systemId, fingerprint, website });
    const { systemLicenses, customerLicenses: seats, subscriptions } = await all();
    expect(systemLicenses).toEqual([systemLicense.license]);
    expect(seats).toEqual([customerLicenses[0]?.license]);
    expect(seats).toMatchObject([{ systemLicenseId: systemLicense.license.id, customerId, included: true }]);
    expect(subscriptions).toMatchObject([{ holder: 'Shop GmbH', status: 'active' }]);
    expect(await desk.verdict()).toBe('valid');
  });

  it('learns each new key, and no old one', async () => {
    const { issue } = await setUp();
    const first = await issue({ customerIds: ['one', 'two'] });
    const keys = [first.systemLicense, ...first.customerLicenses].map(({ key }) => key?.slice(0, 4));
    expect(keys).toEqual(['PGS-', 'PGC-', 'PGC-']);
    const again = await issue({ customerIds: ['one', 'three'] });
    const named = [again.systemLicense, ...again.customerLicenses].map(({ key }) => key?.slice(0, 4));
    expect(named).toEqual([undefined, undefined, 'PGC-']);
  });

  it('each further customer gets a seat more', async () => {
    const { desk, issue, all } = await setUp();
    const { customerLicenses } = await issue({ customerIds: ['one', 'two', 'three'] });
    expect(customerLicenses.map(({ license }) => license.customerId)).toEqual(['one', 'two', 'three']);
    expect((await all()).customerLicenses).toHaveLength(3);
    for (const id of ['one', 'two', 'three']) expect(await desk.verdict({ customerId: id })).toBe('valid');
    expect(await desk.verdict({ customerId: 'four' })).toBe('customer_license_other_customer');
  });

  it('without a customer the included seat stays free, and the next customer takes it', async () => {
    const { issue, all } = await setUp();
    await issue({ customerIds: [] });
    expect((await all()).customerLicenses).toMatchObject([{ customerId: undefined }]);
    await issue();
    expect((await all()).customerLicenses).toMatchObject([{ customerId }]);
  });

  it('issuing again changes nothing', async () => {
    const { desk, issue, all } = await setUp();
    await issue({ customerIds: ['one', 'two'] });
    const before = { records: await all(), version: await desk.licenses.version() };
    await issue({ customerIds: ['one', 'two'] });
    expect({ records: await all(), version: await desk.licenses.version() }).toEqual(before);
  });

  it('a customer who is named twice gets one seat', async () => {
    const { issue, all } = await setUp();
    await issue({ customerIds: ['one', 'one'] });
    expect((await all()).customerLicenses).toHaveLength(1);
  });

  it('a customer whose seat was revoked gets another one', async () => {
    const { desk, issue, all } = await setUp();
    const { customerLicenses } = await issue();
    await setLicenseStatus({ license: customerLicenses[0]?.key ?? '', status: 'revoked' }, desk);
    await issue();
    expect(await desk.verdict()).toBe('valid');
    expect((await all()).customerLicenses).toHaveLength(2);
  });

  it('a changed configuration, or another website, gets a license of its own', async () => {
    const { desk, issue, all } = await setUp();
    await issue();
    expect(await desk.verdict({ fingerprint: 'v1:two' })).toBe('license_other_fingerprint');
    expect(await desk.verdict({ website: 'https://other.example' })).toBe('license_other_website');
    await issue({ fingerprint: 'v1:two' });
    await issue({ website: 'https://other.example' });
    expect((await all()).systemLicenses).toHaveLength(3);
    expect(await desk.verdict({ fingerprint: 'v1:two' })).toBe('valid');
  });

  it('licenses that no longer count are replaced', async () => {
    const { desk, issue } = await setUp();
    const { systemLicense } = await issue();
    const { subscriptionId } = systemLicense.license;
    await desk.change((change) => cancelSubscription(subscriptionId, {}, change));
    await issue();
    expect(await desk.verdict()).toBe('valid');
  });

  it('licenses may hang on a subscription that exists, and on none that does not or is over', async () => {
    const { desk, issue, all } = await setUp();
    const { id } = await desk.change((change) =>
      createSubscription({ holder: 'paid' }, change, desk.surroundings),
    );
    const issued = await issue({ subscriptionId: id, customerIds: ['one', 'two'] });
    const licenses = [issued.systemLicense, ...issued.customerLicenses].map(({ license }) => license);
    expect(licenses.map(({ subscriptionId }) => subscriptionId)).toEqual([id, id, id]);
    expect((await all()).subscriptions).toHaveLength(1);
    await expectFault('subscription_unknown', () => issue({ subscriptionId: 'nobody' }));
    await desk.change((change) => cancelSubscription(id, {}, change));
    await expectFault('subscription_over', () => issue({ subscriptionId: id }));
  });

  it('all of it at once or none of it', async () => {
    const { desk, issue, all } = await setUp();
    const broken = Array.from({ length: 3 }, (_, index) => `customer ${index}`);
    const failing = {
      ...desk,
      surroundings: { ...desk.surroundings, token: () => Buffer.alloc(32, 1).toString('base64url') },
    };
    await expect(issueLicenses({ ...order, customerIds: broken }, failing)).rejects.toMatchObject({
      name: 'AlreadyTaken',
    });
    expect(await all()).toEqual({ systemLicenses: [], customerLicenses: [], subscriptions: [] });
    await issue();
    expect(await desk.verdict()).toBe('valid');
  });
});
