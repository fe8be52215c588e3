import { describe, expect, it } from 'vitest';
import { moveWebsite } from '../../src/license/bind-license.ts';
import { exportDocument } from '../../src/license/export-document.ts';
import { publishedKeys, rotateSigningKey } from '../../src/license/signing-keys.ts';
import { type LicensePlace, openLicensePlace, sell } from '../support/license-server.ts';
import {
  type Answer,
  type RemoteGateway,
  remoteGateway,
  type ScriptedServer,
} from '../support/scripted-license-server.ts';
import { failureAt, minute, outcomeOf, question, remoteParties, stranger } from './remote-parties.ts';

let vendor: LicensePlace;
let place: LicensePlace;
let server: ScriptedServer;
let gateway: RemoteGateway;
let licenseId: string;

remoteParties((parties) => {
  ({ vendor, place, server, gateway, licenseId } = parties);
});

const outcome = (asked: typeof question) => outcomeOf(asked, gateway);
const failure = () => failureAt(place);

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

  it('stay forgotten, the only one and one that another vouches for', async () => {
    const { trustedKeys } = place.adapters;
    const [first] = await trustedKeys.list();
    await rotateSigningKey(vendor.adapters);
    gateway.pass(10 * minute);
    expect(await outcome(question)).toBe('valid');
    const second = (await trustedKeys.list()).find(({ id }) => id !== first?.id);
    expect(await trustedKeys.forget(second?.id ?? '', 'olga')).toBe(true);
    gateway.pass(10 * minute);
    expect(await outcome(question)).not.toBe('valid');
    expect(await trustedKeys.list()).toEqual([first]);
    expect(await trustedKeys.forget(first?.id ?? '', 'olga')).toBe(true);
    gateway.pass(10 * minute);
    expect(await outcome(question)).not.toBe('valid');
    expect(await trustedKeys.list()).toEqual([]);
    await trustedKeys.trust([second ?? []].flat(), 'olga');
    gateway.pass(10 * minute);
    expect(await outcome(question)).toBe('valid');
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
