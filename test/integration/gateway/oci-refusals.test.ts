import { afterEach, describe, expect, test } from 'vitest';
import { httpStatus } from '../../../src/http/http-status.ts';
import { type Reason, reasons } from '../../../src/punchout/reasons.ts';
import { type Answer, call, ociLogin, ociParameters } from '../../support/buyer.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { demoSystemFile } from '../../support/gateway.ts';
import { allLicenses, saveLicenses } from '../../support/license-records.ts';

const { shop, gateway } = await demoGateway();

afterEach(async () => {
  await gateway.apply(demoSystemFile(shop, 'oci'));
});

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const post = (body: string, headers: Record<string, string> = form) =>
  call(`${gateway.url}/oci`, { method: 'POST', headers, body });

async function loginWith(change: Record<string, unknown>): Promise<Answer> {
  await gateway.apply({ ...demoSystemFile(shop, 'oci'), ...change });
  return await ociLogin(gateway.url);
}

async function withSubscriptions(status: 'active' | 'ended'): Promise<void> {
  const { licenses } = gateway.adapters;
  const { subscriptions } = await allLicenses(licenses);
  await saveLicenses(licenses, {
    subscriptions: subscriptions.map((subscription) => ({ ...subscription, status })),
  });
}

/** How a buyer's browser gets each refusal. */
const provoked: Partial<Record<Reason, () => Promise<Answer>>> = {
  form_malformed: () => post(`${new URLSearchParams(ociParameters)}&username=other`),
  form_too_large: () => post(Array.from({ length: 2000 }, (_, index) => `f${index}=1`).join('&')),
  unknown_system: () => ociLogin(gateway.url, { USERNAME: 'nobody' }),
  ambiguous_system: async () => {
    await gateway.apply({ ...demoSystemFile(shop, 'oci'), name: 'oci-twin' });
    const answer = await ociLogin(gateway.url);
    await gateway.apply({ ...demoSystemFile(shop, 'oci'), name: 'oci-twin', active: false });
    return answer;
  },
  system_inactive: () => loginWith({ active: false }),
  method_not_allowed: () => loginWith({ login: { method: 'get' } }),
  invalid_credential: () => ociLogin(gateway.url, { PASSWORD: 'wrong' }),
  return_url_missing: () => ociLogin(gateway.url, { HOOK_URL: '' }),
  return_url_forbidden: () => ociLogin(gateway.url, { HOOK_URL: 'javascript:alert(1)' }),
  license_other_fingerprint: () => loginWith({ units: { default: 'EA' } }),
  license_subscription_ended: async () => {
    await withSubscriptions('ended');
    const answer = await ociLogin(gateway.url);
    await withSubscriptions('active');
    return answer;
  },
  shop_not_configured: () => loginWith({ shop: 'closed' }),
};

describe('an OCI login that is refused', () => {
  test.each(['PUT', 'DELETE', 'HEAD'])('is told that %s is no way to log in', async (method) => {
    expect((await call(`${gateway.url}/oci`, { method })).status).toBe(httpStatus.method_not_allowed);
  });

  test.each(Object.entries(provoked) as [Reason, () => Promise<Answer>][])(
    'gets a neutral page for %s, and the operator its reason',
    async (reason, provoke) => {
      gateway.log.length = 0;
      const answer = await provoke();
      expect(gateway.reasons()).toEqual([reason]);
      expect(answer.status).toBe(httpStatus[reason]);
      expect(answer.headers).not.toHaveProperty('location');
      expect(answer.text).toContain(reasons[reason].buyer);
      expect(answer.text).not.toContain('demo-oci');
    },
  );

  test('a body that is no form is told so', async () => {
    const answer = await post('{"USERNAME":"acme"}', { 'content-type': 'application/json' });
    expect(answer.status).toBe(400);
  });
});

describe('an OCI login that is accepted', () => {
  test('leaves the address bar at once, without a referrer', async () => {
    const answer = await call(`${gateway.url}/oci?${new URLSearchParams(ociParameters)}`);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toMatch(/\/punchgate\/start\/[\w-]{43}$/);
    expect(answer.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
  });

  test('takes parameter names in any letter case', async () => {
    const { USERNAME, PASSWORD, HOOK_URL } = ociParameters;
    const body = new URLSearchParams({ username: USERNAME, Password: PASSWORD, hook_url: HOOK_URL });
    expect((await post(body.toString())).status).toBe(303);
  });

  test('finds the customer by a token in place of the password', async () => {
    const { customers, ...file } = demoSystemFile(shop, 'oci');
    const [customer] = customers ?? [];
    await gateway.apply({ ...file, customers: [{ id: customer?.id, token: 'token-of-the-acme-customer' }] });
    const body = new URLSearchParams({
      TOKEN: 'token-of-the-acme-customer',
      HOOK_URL: ociParameters.HOOK_URL,
    });
    expect((await post(body.toString())).status).toBe(303);
  });

  test('takes the parameter names that its System agreed on', async () => {
    const login = { user: 'SENDERID', password: 'PIN', hookUrl: 'RETURN_TO', fixed: { SITE: 'DE' } };
    await gateway.license(await gateway.apply({ ...demoSystemFile(shop, 'oci'), login }));
    const values = { SENDERID: 'acme', PIN: 'demo-password', RETURN_TO: ociParameters.HOOK_URL };
    expect((await post(new URLSearchParams({ ...values, SITE: 'DE' }).toString())).status).toBe(303);
    expect((await post(new URLSearchParams({ ...values, SITE: 'FR' }).toString())).status).toBe(401);
  });

  test('keeps what no rule used up for mapping, and no credential', async () => {
    await ociLogin(gateway.url, { CostCenter: '4711', 'sap-language': 'E' });
    const [session] = await gateway.adapters.sessions.list({ limit: 1 });
    expect(session?.parameters).toEqual(
      expect.arrayContaining([
        ['CostCenter', '4711'],
        ['sap-language', 'E'],
      ]),
    );
    expect(JSON.stringify(session)).not.toContain('demo-password');
  });
});
