import { expect, test } from 'vitest';
import { demoLogins } from '../../../src/demo/demo-systems.ts';
import { call, cxmlCall, ociLogin, ociParameters, setupRequest } from '../../support/buyer.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { demoSystemFile } from '../../support/gateway.ts';
import { visitByCxml, visitByOci } from '../../support/visit.ts';

const { shop, gateway } = await demoGateway();

const wrongPassword = 'canary-wrong-password';
const wrongSecret = 'canary-wrong-secret';
const token = 'canary-token-of-a-customer';

/** Whole visits and refused ones, by both protocols, with credentials in bodies, queries and documents. */
async function everythingThatCarriesSecrets(): Promise<string[]> {
  const oci = await visitByOci(gateway, shop);
  await oci.add('HAM-001', 1);
  await oci.transfer();
  const cxml = await visitByCxml(gateway, shop);
  await cxml.cancel();
  const { headers } = await call(`${gateway.url}/oci?${new URLSearchParams(ociParameters)}`);
  await ociLogin(gateway.url, { PASSWORD: wrongPassword });
  await call(`${gateway.url}/oci?USERNAME=acme&PASSWORD=${wrongPassword}&HOOK_URL=nowhere`);
  await cxmlCall(gateway.url, setupRequest({ sharedSecret: wrongSecret }));
  await cxmlCall(gateway.url, setupRequest({ sharedSecret: wrongSecret }).replace('</cXML>', ''));
  const [customer] = demoSystemFile(shop, 'oci').customers ?? [];
  await gateway.apply({ ...demoSystemFile(shop, 'oci'), customers: [{ id: customer?.id, token }] });
  await call(`${gateway.url}/oci?TOKEN=${token}&HOOK_URL=nowhere`);
  const keys = [...oci.browser.cookies, ...cxml.browser.cookies].map(([, value]) => value);
  return [headers.location?.split('/').at(-1) ?? '', ...keys.filter((value) => value.length >= 32)];
}

test('no credential and no key is in the log or in the database in plain text', async () => {
  const keys = await everythingThatCarriesSecrets();
  const contextTokens = shop.requests.flatMap(({ headers }) => headers['sw-context-token'] ?? []).map(String);
  const secrets = [
    ...keys,
    ...contextTokens,
    demoLogins.oci.password,
    demoLogins.cxml.sharedSecret,
    shop.clientSecret,
    wrongPassword,
    wrongSecret,
    token,
  ];
  expect(keys.length).toBeGreaterThan(2);
  expect(contextTokens.length).toBeGreaterThan(2);
  const seen = JSON.stringify(gateway.log) + (await everythingStored());
  for (const secret of secrets) {
    for (const spelling of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) {
      expect(seen.includes(spelling), `${spelling} leaked`).toBe(false);
    }
  }
});

async function everythingStored(): Promise<string> {
  const tables = ['systems', 'systemRevisions', 'systemLogins', 'sessions'] as const;
  const rows = tables.map((table) =>
    gateway.adapters.database.run((sql) => sql.selectFrom(table).selectAll().execute()),
  );
  const stored = JSON.stringify(await Promise.all(rows));
  expect(stored).toContain('demo-oci');
  return stored;
}

test('the log tells what happened, with a reference that the buyer sees too', async () => {
  gateway.log.length = 0;
  const page = await ociLogin(gateway.url, { PASSWORD: wrongPassword });
  const reference = /Reference for the supplier: ([\w-]+)/.exec(page.text)?.[1];
  expect(gateway.log).toContainEqual(expect.objectContaining({ event: 'refused', reference }));
  expect(gateway.log).toContainEqual(
    expect.objectContaining({ event: 'request', reference, served: 'oci', status: 401 }),
  );
});
