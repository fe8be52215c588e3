import nock from 'nock';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { assignCustomer } from '../../src/license/assign-customer.ts';
import { connectLicense, moveWebsite } from '../../src/license/bind-license.ts';
import { exportDocument } from '../../src/license/export-document.ts';
import { setLicenseStatus } from '../../src/license/license-status.ts';
import { publishedKeys, rotateSigningKey } from '../../src/license/signing-keys.ts';
import { type LicensePlace, openLicensePlace, sell } from '../support/license-server.ts';
import {
  type Answer,
  type RemoteGateway,
  remoteGateway,
  ScriptedServer,
} from '../support/scripted-license-server.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const question = {
  website: 'https://shop.example',
  systemId: 'system-1',
  fingerprint: `v1:${'a'.repeat(64)}`,
  customerId: 'customer-1',
};
const stranger = { ...question, customerId: 'customer-2' };

let vendor: LicensePlace;
let place: LicensePlace;
let server: ScriptedServer;
let gateway: RemoteGateway;
let licenseId: string;

beforeAll(() => nock.disableNetConnect());
afterAll(() => {
  nock.cleanAll();
  nock.enableNetConnect();
  nock.restore();
});

/** A gateway that has heard the truth once: customer-1 is licensed. */
beforeEach(async () => {
  vendor = await openLicensePlace();
  place = await openLicensePlace();
  server = new ScriptedServer(vendor);
  gateway = remoteGateway(place);
  const ports = { ...vendor.adapters, actor: 'vendor' };
  const { subscription, systemKey } = await sell(vendor);
  server.subscriptionId = subscription.id;
  const { systemId: id, fingerprint, website } = question;
  licenseId = (await connectLicense({ license: systemKey, website, system: { id, fingerprint } }, ports)).id;
  await assignCustomer(question, ports);
  server.listen();
  await gateway.refresher.takeAnswer([await server.document('first contact')], {
    actor: 'test',
    nonce: 'first contact',
    key: systemKey,
  });
});

afterEach(async () => {
  await place.close();
  await vendor.close();
});

const outcome = (asked: typeof question) =>
  gateway.office.verdict(asked).then(
    (verdict) => (verdict.valid ? 'valid' : verdict.reason),
    (error) => error.reason,
  );
const failure = async () => (await place.adapters.documents.list())[0]?.failure;

describe('the license server is out of reach', () => {
  it('and every buyer who was licensed gets in, for the whole grace', async () => {
    server.refuseConnections();
    for (const passed of [10 * minute, day, 5 * day]) {
      gateway.pass(passed);
      expect(await outcome(question)).toBe('valid');
    }
    expect(await failure()).toMatch(/^server_unreachable: .*ECONNREFUSED/);
    gateway.pass(day);
    expect(await outcome(question)).toBe('license_grace_over');
  });

  it('and who was never licensed is refused for now only', async () => {
    gateway.pass(10 * minute);
    server.refuseConnections();
    expect(await outcome(stranger)).toBe('license_unverifiable');
  });

  it('and what was revoked before stays revoked', async () => {
    await setLicenseStatus(
      { license: licenseId, status: 'revoked' },
      { ...vendor.adapters, actor: 'vendor' },
    );
    gateway.pass(10 * minute);
    expect(await outcome(question)).toBe('license_revoked');
    server.refuseConnections();
    gateway.pass(minute);
    expect(await outcome(question)).toBe('license_revoked');
  });

  it('or hangs: it is asked once, and the buyers behind do not wait for it', async () => {
    server.hang();
    gateway.pass(10 * minute);
    expect(await outcome(question)).toBe('valid');
    server.refuseConnections();
    expect(await Promise.all(Array.from({ length: 20 }, () => outcome(question)))).toEqual(
      Array(20).fill('valid'),
    );
    expect(await failure()).toMatch(/no answer within/);
  });

  it('and when it is back, the trouble is forgotten and news is heard', async () => {
    server.refuseConnections();
    gateway.pass(10 * minute);
    await outcome(question);
    server.listen();
    await assignCustomerOf('customer-2');
    gateway.pass(minute);
    expect(await outcome(stranger)).toBe('valid');
    expect(await failure()).toBeUndefined();
  });
});

describe('a thousand buyers at once', () => {
  it('make one question to the license server', async () => {
    gateway.pass(10 * minute);
    const all = await Promise.all(Array.from({ length: 1_000 }, () => outcome(question)));
    expect(new Set(all)).toEqual(new Set(['valid']));
    expect(server.asked).toBe(1);
  });
});

describe('the license server lies', () => {
  const lies: [string, Answer][] = [
    ['with a signature of another authority', async ({ nonce }) => await signedByAnother(nonce)],
    ['with the document of another subscription', async ({ nonce }) => await ofAnotherSubscription(nonce)],
    ['with an old answer, played back', async () => await server.truth({ nonce: 'first contact' })],
    [
      'with a document that was made for a file',
      async () => [200, { documents: [await server.document(undefined)] }],
    ],
    [
      'with a document that has run out',
      async ({ nonce }) => [200, { documents: [await server.document(nonce, -1)] }],
    ],
    ['with no document', async () => [200, { documents: [] }]],
    [
      'with a changed document',
      async ({ nonce }) => [200, { documents: [tampered(await server.document(nonce))] }],
    ],
    ['with a page', async () => [200, '<html>welcome</html>']],
    ['with half a sentence', async () => [200, '{"documents":["ey']],
    ['with a list', async () => [200, []]],
  ];

  it.each(lies)('%s: what it said before counts, and the operator is told', async (_, lie) => {
    gateway.pass(10 * minute);
    server.answer = lie;
    expect(await outcome(question)).toBe('valid');
    expect(await failure()).toMatch(/^answer_untrusted: /);
    expect(await outcome(stranger)).toBe('license_untrusted');
    expect(await place.adapters.documents.list()).toHaveLength(1);
  });

  it.each([301, 404, 500, 503])('or fails with HTTP status %i', async (status) => {
    gateway.pass(10 * minute);
    server.answer = async () => [status, 'trouble'];
    expect(await outcome(question)).toBe('valid');
    expect(await failure()).toBe(`server_unreachable: it answered with HTTP status ${status}`);
  });

  it('with the licenses of another website: that is not ours', async () => {
    await moveWebsite(
      { license: licenseId, website: 'https://other.example' },
      { ...vendor.adapters, actor: 'v' },
    );
    gateway.pass(10 * minute);
    expect(await outcome(question)).toBe('license_other_website');
  });

  it('with the licenses of before a change, rightly signed and addressed', async () => {
    const { licenses, surroundings } = vendor.adapters;
    const later = { ...surroundings, now: () => Date.now() + 10 * minute };
    const version = async () => 1;
    const earlier = { ...vendor.adapters, surroundings: later, licenses: { ...licenses, version } };
    server.answer = async ({ nonce }) => {
      const order = { subscriptionId: server.subscriptionId, days: 7, nonce };
      return [200, { documents: [await exportDocument(order, earlier)] }];
    };
    gateway.pass(10 * minute);
    expect(await outcome(question)).toBe('valid');
    expect(await failure()).toMatch(/^answer_untrusted: it was issued at/);
  });

  it('about the time, and puts its clock right again: what it signs then is taken', async () => {
    const { surroundings } = vendor.adapters;
    const behind = {
      ...vendor.adapters,
      surroundings: { ...surroundings, now: () => Date.now() - 2 * 60 * minute },
    };
    server.answer = async ({ nonce }) => {
      const order = { subscriptionId: server.subscriptionId, days: 7, nonce };
      return [200, { documents: [await exportDocument(order, behind)] }];
    };
    gateway.pass(10 * minute);
    expect(await outcome(question)).toBe('valid');
    expect(await failure()).toBeUndefined();
  });
});

describe('the keys of the license server', () => {
  it('may be replaced: the new one is believed because the old one vouches for it', async () => {
    await rotateSigningKey(vendor.adapters);
    await rotateSigningKey(vendor.adapters);
    gateway.pass(10 * minute);
    expect(await outcome(question)).toBe('valid');
    expect(await failure()).toBeUndefined();
    expect(await place.adapters.trustedKeys.list()).toHaveLength(3);
  });

  it('may not be swapped for others', async () => {
    const other = await openLicensePlace();
    server.keys = async () => ({ keys: await publishedKeys(other.adapters) });
    server.answer = async ({ nonce }) => await signedByAnother(nonce, other);
    gateway.pass(10 * minute);
    expect(await outcome(stranger)).toBe('license_untrusted');
    expect(await place.adapters.trustedKeys.list()).toHaveLength(1);
    await other.close();
  });

  it('must be the named one where the operator has named one', async () => {
    const fresh = await openLicensePlace();
    const named = remoteGateway(fresh, { pinnedKey: 'A'.repeat(43) });
    const expected = { actor: 'test', nonce: 'n' };
    const first = named.refresher.takeAnswer([await server.document('n')], expected);
    await expect(first).rejects.toMatchObject({ code: 'answer_untrusted' });
    const [key] = await publishedKeys(vendor.adapters);
    const right = remoteGateway(fresh, { pinnedKey: key?.id ?? '' });
    await expect(right.refresher.takeAnswer([await server.document('n')], expected)).resolves.toHaveLength(1);
    await fresh.close();
  });
});

describe('the clock of the gateway', () => {
  it.each([2 * 60 * minute, 400 * day, -2 * 60 * minute, -400 * day])(
    'jumps by %d ms: nobody is stopped, and nothing is revived',
    async (jump) => {
      gateway.setClock(jump);
      expect(await outcome(question)).toBe('valid');
      server.refuseConnections();
      gateway.pass(6 * day);
      expect(await outcome(question)).toBe('valid');
      gateway.pass(day);
      expect(await outcome(question)).toBe('license_grace_over');
      gateway.setClock(-8 * day);
      expect(await outcome(question)).toBe('license_grace_over');
    },
  );

  it('set back over a restart does not stand still: the server is asked as before', async () => {
    const restarted = remoteGateway(place);
    restarted.setClock(-400 * day);
    await restarted.keeper.all();
    await setLicenseStatus(
      { license: licenseId, status: 'revoked' },
      { ...vendor.adapters, actor: 'vendor' },
    );
    restarted.pass(10 * minute);
    expect(await restarted.office.verdict(question)).toMatchObject({ reason: 'license_revoked' });
  });

  it('set back over a restart does not bring back what has run out', async () => {
    const { subscription } = await sell(vendor);
    server.refuseConnections();
    const restarted = remoteGateway(place);
    restarted.setClock(-400 * day);
    expect(subscription.status).toBe('active');
    expect((await restarted.keeper.known()).systemLicenses).toHaveLength(1);
    await restarted.keeper.take(await server.document(undefined, 0.5), { actor: 'file' });
    restarted.pass(day);
    expect((await restarted.keeper.known()).systemLicenses).toHaveLength(0);
  });
});

async function assignCustomerOf(customerId: string): Promise<void> {
  const seats = await sell(vendor, { systems: 0, customers: 1 });
  await vendor.adapters.licenses.change('vendor', async (change) => {
    const seat = await change.customerLicense(seats.issued[0]?.license.id ?? '');
    if (!seat) throw new Error('not sold');
    const assigned = {
      ...seat,
      subscriptionId: server.subscriptionId,
      systemLicenseId: licenseId,
      customerId,
    };
    await change.saveCustomerLicense('assigned', assigned);
  });
}

async function signedByAnother(nonce: string, signer?: LicensePlace): Promise<[number, object]> {
  const other = signer ?? (await openLicensePlace());
  const { signingKeys, vault } = other.adapters;
  const order = { subscriptionId: server.subscriptionId, days: 7, nonce };
  const documents = [await exportDocument(order, { ...vendor.adapters, signingKeys, vault })];
  if (!signer) await other.close();
  return [200, { documents }];
}

async function ofAnotherSubscription(nonce: string): Promise<[number, object]> {
  const { subscription } = await sell(vendor);
  const order = { subscriptionId: subscription.id, days: 7, nonce };
  return [200, { documents: [await exportDocument(order, vendor.adapters)] }];
}

function tampered(jws: string): string {
  const [header = '', payload = '', signature = ''] = jws.split('.');
  const text = Buffer.from(payload, 'base64url').toString('utf8').replace('customer-1', 'customer-2');
  return [header, Buffer.from(text).toString('base64url'), signature].join('.');
}
