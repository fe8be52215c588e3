import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { statusOf } from '../../../src/cxml/status.ts';
import { demoLogins } from '../../../src/demo/demo-systems.ts';
import { httpStatus } from '../../../src/http/http-status.ts';
import type { CustomerLicense, SystemLicense } from '../../../src/punchout/license.ts';
import type { Reason } from '../../../src/punchout/reasons.ts';
import { call, cxmlCall, ociLogin, type SetupChanges, setupRequest } from '../../support/buyer.ts';
import { allLicenses, saveLicenses } from '../../support/license-records.ts';
import { passThroughGateway } from '../../support/pass-through-gateway.ts';
import { usualAnswer } from '../../support/stub-connector.ts';

const { gateway, stub, licensed, published } = await passThroughGateway();
/** Of no other System: nothing that the demo has licensed is near. */
const customer = { id: 'c'.repeat(32), email: demoLogins.cxml.userEmail };
const { user, password } = demoLogins.oci;
const units = { default: 'C62' };
const cxml = await licensed('cxml', { units, customers: [customer] });
const oci = await licensed('oci', { units, customers: [{ ...customer, user, password }], shop: 'relay' });
const before = await allLicenses(gateway.adapters.licenses);

beforeEach(() => {
  stub.calls.length = 0;
  stub.answerWith(usualAnswer);
});
afterEach(async () => {
  await saveLicenses(gateway.adapters.licenses, before);
});

interface OwnLicense {
  system?: Partial<SystemLicense>;
  seat?: Partial<CustomerLicense>;
  ended?: boolean;
}

/** Both Systems get such a license. */
async function withLicense({ system, seat, ended }: OwnLicense): Promise<void> {
  const systemLicenses = before.systemLicenses.filter(({ systemId = '' }) =>
    [cxml.system.id, oci.system.id].includes(systemId),
  );
  const ids = systemLicenses.map(({ id }) => id);
  const seats = before.customerLicenses.filter(({ systemLicenseId }) => ids.includes(systemLicenseId ?? ''));
  expect([systemLicenses.length, seats.length]).toEqual([2, 2]);
  await saveLicenses(gateway.adapters.licenses, {
    systemLicenses: systemLicenses.map((license) => ({ ...license, ...system })),
    customerLicenses: seats.map((license) => ({ ...license, ...seat })),
    subscriptions: before.subscriptions.map((each) => ({ ...each, status: ended ? 'ended' : each.status })),
  });
}

const setUp = (changes: SetupChanges = {}, path = '/cxml/plugin-cxml') =>
  cxmlCall(gateway.url, setupRequest(changes), path);
const logIn = (changes: Record<string, string> = {}, path = '/oci/plugin-oci') =>
  ociLogin(gateway.url, changes, path);

const formerly = [cxml, oci].map(({ fingerprint }) => ({ fingerprint, until: 1 }));

/** What makes each refusal, before both protocols. */
const licenses: Partial<Record<Reason, OwnLicense>> = {
  license_missing: { system: { systemId: randomUUID(), fingerprint: undefined } },
  license_not_bound: { system: { fingerprint: undefined } },
  license_rebound: {
    system: { fingerprint: 'v1:new', former: formerly },
  },
  license_subscription_ended: { ended: true },
  license_suspended: { system: { status: 'suspended' } },
  license_revoked: { system: { status: 'revoked' } },
  license_other_website: { system: { website: 'https://other.example' } },
  license_other_fingerprint: { system: { fingerprint: 'v1:other' } },
  customer_license_suspended: { seat: { status: 'suspended' } },
  customer_license_revoked: { seat: { status: 'revoked' } },
  customer_license_missing: { seat: { customerId: undefined } },
  customer_license_other_customer: { seat: { customerId: 'f'.repeat(32) } },
};

describe('a call that is refused, of which the shop never hears', () => {
  test.each(Object.entries(licenses))('%s', async (reason, license) => {
    await withLicense(license);
    const { code } = await setUp();
    expect(gateway.reasons().at(-1)).toBe(reason);
    expect(code).toBe(String(statusOf[reason as Reason]));
    const { status } = await logIn();
    expect(gateway.reasons().at(-1)).toBe(reason);
    expect(status).toBe(httpStatus[reason as Reason]);
    expect(stub.calls).toEqual([]);
  });

  test('a System without a license', async () => {
    await published('cxml', { name: 'new-cxml', units: { default: 'BX' } });
    await published('oci', { name: 'new-oci', shop: 'relay', units: { default: 'BX' } });
    await setUp({}, '/cxml/new-cxml');
    await logIn({}, '/oci/new-oci');
    expect(gateway.reasons().slice(-2)).toEqual(['license_missing', 'license_missing']);
    expect(stub.calls).toEqual([]);
  });

  test.each<[Reason, SetupChanges]>([
    ['invalid_credential', { sharedSecret: 'wrong' }],
    ['unknown_system', { from: 'AN-other' }],
    ['customer_unknown', { email: 'nobody@globex.example' }],
    ['return_url_forbidden', { returnUrl: 'https://elsewhere.example/' }],
    ['invalid_request', { body: '<PunchOutSetupRequest/>' }],
  ])('cXML: %s', async (reason, changes) => {
    expect((await setUp(changes)).code).toBe(String(statusOf[reason]));
    expect(gateway.reasons().at(-1)).toBe(reason);
    expect(stub.calls).toEqual([]);
  });

  test('cXML: an order with a wrong secret', async () => {
    await setUp({ body: '<OrderRequest/>', sharedSecret: 'wrong' });
    expect(gateway.reasons().at(-1)).toBe('invalid_credential');
    expect(stub.calls).toEqual([]);
  });

  test.each<[Reason, Record<string, string>, string?]>([
    ['invalid_credential', { PASSWORD: 'wrong' }],
    ['unknown_system', { USERNAME: 'nobody' }, '/oci'],
    ['return_url_forbidden', { HOOK_URL: 'https://elsewhere.example/' }],
    ['form_malformed', {}, '/oci/plugin-oci?username=another'],
    ['form_malformed', {}, '/oci/plugin-oci?HOOK_URL=https%3A%2F%2Felsewhere.example%2F'],
  ])('OCI: %s', async (reason, changes, path) => {
    const { status, text } = await logIn(changes, path);
    expect(status).toBe(httpStatus[reason]);
    expect(gateway.reasons().at(-1)).toBe(reason);
    expect(text).toContain('Reference for the supplier');
    expect(stub.calls).toEqual([]);
  });

  test('OCI: a function that the System does not offer', async () => {
    await licensed('oci', { name: 'few-oci', shop: 'relay', functions: [] });
    await logIn({ FUNCTION: 'VALIDATE' }, '/oci/few-oci');
    expect(gateway.reasons().at(-1)).toBe('function_not_offered');
    expect(stub.calls).toEqual([]);
  });

  test('a System of a protocol that its connector does not take', async () => {
    await licensed('cxml', { name: 'forms-cxml', shop: 'forms' });
    await setUp({}, '/cxml/forms-cxml');
    expect(gateway.reasons().at(-1)).toBe('shop_not_configured');
    expect(stub.calls).toEqual([]);
  });
});

test('the same calls go through where the licenses are in order', async () => {
  await withLicense({});
  await logIn();
  await call(`${gateway.url}/cxml/plugin-cxml`, { method: 'POST', body: setupRequest() });
  expect(stub.calls.map(({ target }) => target)).toEqual(['/oci/login', '/cxml/login']);
});
