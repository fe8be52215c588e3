import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { customerGroupJson } from '../../../src/demo/shop/wire/customer-json.ts';
import { issueLicenses } from '../../../src/license/issue-licenses.ts';
import { customerIdOf } from '../../../src/punchout/made-customer.ts';
import type { StoredSystem } from '../../../src/punchout/ports.ts';
import { cxmlCall, type SetupChanges, setupRequest } from '../../support/buyer.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { demoSystemFile } from '../../support/gateway.ts';
import { visitByCxml } from '../../support/visit.ts';

const { shop, gateway, systems } = await demoGateway();
const template = shop.customers.find(({ number }) => number === 'K-10002')?.id ?? '';
const group = customerGroupJson('net').id;
const systemId = systems.cxml.system.id;

let stored: StoredSystem;
const apply = async (changes = {}) => {
  stored = await gateway.apply({ ...demoSystemFile(shop, 'cxml'), ...changes });
};

beforeEach(() => apply({ createCustomers: { group, template, maximum: 4 } }));
afterEach(() => {
  shop.faults.missingPrivileges = [];
});

const setUp = (changes: SetupChanges) => cxmlCall(gateway.url, setupRequest(changes));
const idOf = (email: string) => customerIdOf(systemId, email);
const inShop = (email: string) => shop.customers.filter((customer) => customer.id === idOf(email));
const reason = () => gateway.reasons().at(-1);
const detail = () => String(gateway.log.findLast((line) => line.reason)?.detail);

async function license(...emails: string[]): Promise<void> {
  const website = gateway.adapters.shops.websiteOf('demo');
  const { fingerprint } = stored;
  const customerIds = emails.map(idOf);
  await issueLicenses({ systemId, fingerprint, website, customerIds, holder: 'test' }, gateway.adapters);
}

const named = (email: string, contact: string) =>
  `<PunchOutSetupRequest operation="create"><BuyerCookie>c</BuyerCookie>
<BrowserFormPost><URL>https://buyer.example/return/cxml</URL></BrowserFormPost>
<Contact role="endUser"><Name xml:lang="en">${contact}</Name><Email>${email}</Email></Contact></PunchOutSetupRequest>`;

describe('a buyer whom the System does not name', () => {
  test('is refused without a license, nothing is made, and the log has the command that licenses him', async () => {
    const answer = await setUp({ email: 'anna@globex.example' });
    expect(answer.code).toBe('403');
    expect(reason()).toMatch(/^customer_license_/);
    const command = `punchgate license assign demo-cxml ${idOf('anna@globex.example')}`;
    expect(detail()).toContain(`anna@globex.example needs one: ${command}`);
    expect(inShop('anna@globex.example')).toEqual([]);
    expect(await gateway.adapters.madeCustomers.byEmail(systemId, 'anna@globex.example')).toBeUndefined();
  });

  test('with a license gets a customer like the template, shops as that one, and returns the cart', async () => {
    await license('anna@globex.example');
    const visit = await visitByCxml(gateway, shop, { body: named('Anna@globex.example', 'Anna Maria Berg') });
    const [customer] = inShop('anna@globex.example');
    expect(customer).toMatchObject({
      email: 'Anna@globex.example',
      firstName: 'Anna Maria',
      lastName: 'Berg',
      company: 'Globex Industries',
      city: 'Hamburg',
      taxStatus: 'net',
      active: true,
      guest: false,
      boundSalesChannelId: shop.salesChannelId,
    });
    const product = shop.catalog.products[0]?.number ?? '';
    await visit.add(product, 2);
    const page = await visit.transfer();
    expect(page.status).toBe(200);
    expect(page.text).toContain('cxml-base64');
    expect((await gateway.adapters.sessions.list({ limit: 1 }))[0]).toMatchObject({
      customerId: idOf('anna@globex.example'),
      status: 'returned',
    });
  });

  test('has the same customer the next time', async () => {
    const before = shop.customers.length;
    expect((await setUp({ email: 'ANNA@globex.example' })).code).toBe('200');
    expect(shop.customers).toHaveLength(before);
  });

  test('who comes several times at once gets one customer', async () => {
    await license('berta@globex.example');
    const answers = await Promise.all([1, 2, 3, 4].map(() => setUp({ email: 'berta@globex.example' })));
    expect(answers.map(({ code }) => code)).toEqual(['200', '200', '200', '200']);
    expect(inShop('berta@globex.example')).toHaveLength(1);
  });

  test('is refused where the shop does not let us, and gets in once it does', async () => {
    await license('carla@globex.example');
    shop.faults.missingPrivileges = ['customer:create'];
    expect((await setUp({ email: 'carla@globex.example' })).code).toBe('500');
    expect([reason(), detail()]).toEqual(['shop_refused', expect.stringContaining('customer:create')]);
    shop.faults.missingPrivileges = [];
    expect((await setUp({ email: 'carla@globex.example' })).code).toBe('200');
  });

  test('does not get the address of another customer of the shop', async () => {
    const taken = 'einkauf@acme.example';
    await license(taken);
    expect((await setUp({ email: taken })).code).toBe('403');
    expect(reason()).toBe('shop_customer_unusable');
    expect(inShop(taken)).toEqual([]);
  });

  test('is refused past the maximum of the System', async () => {
    await license('dora@globex.example');
    expect((await setUp({ email: 'dora@globex.example' })).code).toBe('403');
    expect(reason()).toBe('customer_limit_reached');
    expect(inShop('dora@globex.example')).toEqual([]);
    await apply({ createCustomers: { group, template, maximum: 5 } });
    expect((await setUp({ email: 'dora@globex.example' })).code).toBe('200');
  });

  test('leaves nothing in the shop where the visit cannot begin', async () => {
    await apply({ createCustomers: { group, template, maximum: 9 } });
    await license('emil@globex.example');
    await setUp({ email: 'emil@globex.example', returnUrl: 'https://elsewhere.example/' });
    expect(reason()).toBe('return_url_forbidden');
    expect(inShop('emil@globex.example')).toEqual([]);
  });

  test.each(['no address', 'a@b@c', '@globex.example'])('needs an address: %j is none', async (email) => {
    expect((await setUp({ email })).code).toBe('403');
    expect(reason()).toBe('customer_unknown');
  });
});

test('a System that makes no customers refuses him, also one whom it made earlier', async () => {
  await apply();
  expect((await setUp({ email: 'anna@globex.example' })).code).toBe('403');
  expect(reason()).toBe('customer_unknown');
});

test('whether customers are made is no part of what the license is bound to', () => {
  expect(stored.fingerprint).toBe(systems.cxml.fingerprint);
});
