import { createHmac, randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { statusOf } from '../../../src/cxml/status.ts';
import { demoLogins } from '../../../src/demo/demo-systems.ts';
import type {
  CustomerLicense,
  LicenseRecords,
  Subscription,
  SystemLicense,
} from '../../../src/punchout/license.ts';
import { type Reason, reasons } from '../../../src/punchout/reasons.ts';
import { type CxmlAnswer, cxmlCall, setupRequest } from '../../support/buyer.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { demoSystemFile } from '../../support/gateway.ts';
import { allLicenses, saveLicenses } from '../../support/license-records.ts';

const { shop, gateway, systems } = await demoGateway();

afterEach(async () => {
  await gateway.apply(demoSystemFile(shop, 'cxml'));
});

const setUp = (changes: Parameters<typeof setupRequest>[0] = {}, path?: string) =>
  cxmlCall(gateway.url, setupRequest(changes), path);

/** Applies the demo System with a change and calls it. */
async function setUpWith(change: Record<string, unknown>): Promise<CxmlAnswer> {
  await gateway.apply({ ...demoSystemFile(shop, 'cxml'), ...change });
  return await setUp();
}

/** Licenses are changed, asked and put back. */
async function withLicenses(change: (own: OwnLicenses) => Partial<LicenseRecords>): Promise<CxmlAnswer> {
  const { licenses } = gateway.adapters;
  const before = await allLicenses(licenses);
  const system = before.systemLicenses.find(({ systemId }) => systemId === systems.cxml.system.id);
  const seat = before.customerLicenses.find(({ systemLicenseId }) => systemLicenseId === system?.id);
  const subscription = before.subscriptions.find(({ id }) => id === system?.subscriptionId);
  const other = before.systemLicenses.find(({ id }) => id !== system?.id);
  if (!system || !seat || !subscription || !other) throw new Error('the demo Systems are licensed');
  await saveLicenses(licenses, change({ system, seat, subscription, other }));
  const answer = await setUp();
  await saveLicenses(licenses, before);
  return answer;
}

/** Of the cXML System; `other` is the license of the OCI one. */
interface OwnLicenses {
  system: SystemLicense;
  seat: CustomerLicense;
  subscription: Subscription;
  other: SystemLicense;
}

const withSystemLicense = (changes: Partial<SystemLicense>) =>
  withLicenses(({ system }) => ({ systemLicenses: [{ ...system, ...changes }] }));
const withSeat = (changes: Partial<CustomerLicense>) =>
  withLicenses(({ seat }) => ({ customerLicenses: [{ ...seat, ...changes }] }));
const withSubscription = (changes: Partial<Subscription>) =>
  withLicenses(({ subscription }) => ({ subscriptions: [{ ...subscription, ...changes }] }));

const signature =
  '<Signature><SignedInfo><Reference URI="#a"/></SignedInfo><SignatureValue>AA</SignatureValue></Signature>';

/** Calls with a CredentialMac as a network makes it. */
async function setUpWithMac(created: string, expires: string): Promise<CxmlAnswer> {
  const { from, sender, sharedSecret } = demoLogins.cxml;
  const names = [from.domain, from.identity, sender.domain, sender.identity].join('\0').toLowerCase();
  const hmac = createHmac('sha1', sharedSecret).update(`${names}\0${created}\0${expires}\0`);
  const dates = `creationDate="${created}" expirationDate="${expires}"`;
  const mac = `<CredentialMac type="FromSenderCredentials" algorithm="HMAC-SHA1-96" ${dates}>${hmac.digest().toString('base64', 0, 12)}</CredentialMac>`;
  const file = demoSystemFile(shop, 'cxml');
  await gateway.apply({ ...file, login: { ...Object(Reflect.get(file, 'login')), credentialMac: true } });
  const body = setupRequest().replace(/<SharedSecret>.*<\/SharedSecret>/, mac);
  return await cxmlCall(gateway.url, body);
}

/** How a procurement system gets each refusal. */
const provoked: Partial<Record<Reason, () => Promise<CxmlAnswer>>> = {
  malformed_document: () => cxmlCall(gateway.url, '<cXML><Header></cXML>'),
  forbidden_document: () => cxmlCall(gateway.url, '<!DOCTYPE cXML [<!ENTITY a "b">]><cXML/>'),
  document_too_large: () => cxmlCall(gateway.url, Buffer.alloc(3 * 1024 * 1024, ' ')),
  unsupported_encoding: () => cxmlCall(gateway.url, setupRequest(), '/cxml', 'text/xml; charset=utf-7'),
  invalid_request: () => setUp({ body: '<PunchOutSetupRequest operation="create"/>' }),
  unsupported_request: () => setUp({ body: '<OrderRequest/>' }),
  unsupported_operation: () => setUp({ operation: 'delete' }),
  signature_required: () =>
    cxmlCall(gateway.url, setupRequest().replace('<cXML ', '<cXML signatureVersion="1.0" ')),
  signature_invalid: () => cxmlCall(gateway.url, setupRequest().replace('</cXML>', '<Signature/></cXML>')),
  signature_unsupported: () =>
    cxmlCall(gateway.url, setupRequest().replace('</cXML>', `${signature}</cXML>`)),
  credential_expired: () => setUpWithMac('2003-01-15T08:42:46-08:00', '2003-01-15T11:42:46-08:00'),
  unknown_system: () => setUp({ from: 'somebody else' }),
  ambiguous_system: async () => {
    await gateway.apply({ ...demoSystemFile(shop, 'cxml'), name: 'demo-twin' });
    const answer = await setUp();
    await gateway.apply({ ...demoSystemFile(shop, 'cxml'), name: 'demo-twin', active: false });
    return answer;
  },
  system_inactive: () => setUpWith({ active: false }),
  invalid_credential: () => setUp({ sharedSecret: 'wrong' }),
  customer_unknown: () => setUp({ email: 'nobody@buyer.example' }),
  return_url_missing: () => setUp({ returnUrl: '' }),
  return_url_forbidden: () => setUp({ returnUrl: 'https://evil.example/' }),
  license_missing: () => withSystemLicense({ systemId: randomUUID(), fingerprint: undefined }),
  license_not_bound: () => withSystemLicense({ fingerprint: undefined }),
  license_other_fingerprint: () => setUpWith({ units: { default: 'C62' } }),
  license_rebound: () =>
    withSystemLicense({
      fingerprint: 'v1:new',
      former: [{ fingerprint: systems.cxml.fingerprint, until: Date.now() - 1 }],
    }),
  license_other_website: () => withSystemLicense({ website: 'https://other.example' }),
  license_suspended: () => withSystemLicense({ status: 'suspended' }),
  license_revoked: () => withSystemLicense({ status: 'revoked' }),
  license_subscription_ended: () => withSubscription({ status: 'cancelled', endsAt: Date.now() - 1 }),
  customer_license_missing: () => withSeat({ customerId: undefined }),
  customer_license_other_customer: () => withSeat({ customerId: 'f'.repeat(32) }),
  customer_license_other_system: () =>
    withLicenses(({ seat, other }) => ({ customerLicenses: [{ ...seat, systemLicenseId: other.id }] })),
  customer_license_suspended: () => withSeat({ status: 'suspended' }),
  customer_license_revoked: () => withSeat({ status: 'revoked' }),
  shop_not_configured: () => setUpWith({ shop: 'closed' }),
};

/** Not answers to a document: they belong to a form, to the browser's visit, or to a fault (test/fault). */
const elsewhere: Reason[] = [
  // oci-functions.test.ts
  'function_not_offered',
  'parameter_missing',
  // earlier-carts.test.ts
  'operation_not_allowed',
  'cart_unknown',
  'cart_reference_forged',
  'replay_conflict',
  'visit_read_only',
  'form_malformed',
  'form_too_large',
  'method_not_allowed',
  'license_unverifiable',
  'license_untrusted',
  'license_grace_over',
  'session_unknown',
  'session_expired',
  'session_entered_elsewhere',
  'session_replaced',
  // many-shops.test.ts
  'session_other_host',
  'session_over',
  'shop_unreachable',
  'shop_maintenance',
  'shop_refused',
  'shop_answer_invalid',
  'shop_customer_unusable',
  // made-customers.test.ts
  'customer_limit_reached',
  'page_not_available',
  'cart_empty',
  'cart_blocked',
  'cart_changed',
  'cart_total_mismatch',
  'cart_price_unrepresentable',
  'unit_unmapped',
  'field_missing',
  'field_too_long',
  'not_found',
  'store_unavailable',
  'internal_error',
];

describe('a cXML request that is refused', () => {
  const cases = Object.entries(provoked) as [Reason, () => Promise<CxmlAnswer>][];

  test.each(cases)(
    'gets a Status for %s, over HTTP 200, and the operator its reason',
    async (reason, provoke) => {
      gateway.log.length = 0;
      const answer = await provoke();
      expect(gateway.reasons()).toEqual([reason]);
      expect(answer).toMatchObject({ http: 200, code: String(statusOf[reason]), startPage: '' });
      expect(answer.detail).toContain(reasons[reason].buyer);
      expect(gateway.log.find((line) => line.reason === reason)).toMatchObject({
        advice: reasons[reason].operator,
      });
    },
  );

  test('every reason is answered here or has its place elsewhere', () => {
    expect([...Object.keys(provoked), ...elsewhere].toSorted()).toEqual(Object.keys(reasons).toSorted());
  });

  test('an unknown party and a wrong secret look alike', async () => {
    const unknown = await setUp({ from: 'somebody else' });
    const wrong = await setUp({ sharedSecret: 'wrong' });
    const seen = ({ text }: CxmlAnswer) =>
      text.replaceAll(/Reference: [^<]+|(payloadID|timestamp)="[^"]+"/g, '');
    expect(seen(unknown)).toBe(seen(wrong));
  });
});

describe('a cXML request that is accepted all the same', () => {
  test('a cancelled subscription carries its licenses to its end', async () => {
    const answer = await withSubscription({ status: 'cancelled', endsAt: Date.now() + 60_000 });
    expect(answer.code).toBe('200');
  });

  test('with a CredentialMac gets past the login, to a license that is bound to another one', async () => {
    const at = (time: number) => `${new Date(time).toISOString().slice(0, 19)}+00:00`;
    const answer = await setUpWithMac(at(Date.now() - 60_000), at(Date.now() + 60_000));
    expect(answer).toMatchObject({ code: String(statusOf.license_other_fingerprint) });
  });
});
