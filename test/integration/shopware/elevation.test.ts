import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ShopCustomer } from '../../../src/demo/shop/shop-customer.ts';
import { createEgress } from '../../../src/http/egress.ts';
import { createShop } from '../../../src/shopware/shop.ts';
import { type Answer, Browser, cxmlCall, ociLogin, setupRequest } from '../../support/buyer.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { demoSystemFile } from '../../support/gateway.ts';
import { itemsOut, returnedCart } from '../../support/returned-cart.ts';
import { visitByCxml } from '../../support/visit.ts';
import { customerId, storeApi } from '../demo-shop/demo-shop-client.ts';

/** switch-customer takes anybody: whoever is bound to a session has been looked at before, whichever way leads there. */

const { shop, gateway } = await demoGateway();

const strangers = [
  ['K-10003', 'is not active'],
  ['K-10004', 'is a guest'],
  ['K-10005', 'is bound to another sales channel'],
] as const;

for (const protocol of ['oci', 'cxml'] as const) {
  const file = demoSystemFile(shop, protocol);
  const customers = strangers.map(([number]) => ({
    ...{ id: customerId(shop, number), number, email: `${number}@buyer.example`.toLowerCase() },
    ...(protocol === 'oci' ? { user: number, password: 'demo-password' } : {}),
  }));
  await gateway.license(
    await gateway.apply({ ...file, customers: [...(file.customers ?? []), ...customers] }),
  );
}

function seen() {
  const requests = shop.requests.splice(0);
  const calls = (path: string) => requests.filter((request) => request.path === path).length;
  const refusals = gateway.log.splice(0).filter(({ reason }) => reason === 'shop_customer_unusable');
  return {
    looked: calls('/api/search/customer'),
    bound: calls('/api/_proxy/switch-customer'),
    details: refusals.map(({ detail }) => String(detail)),
  };
}

function expectRefusal(number: string, fault: string): void {
  const { looked, bound, details } = seen();
  expect([looked, bound]).toEqual([1, 0]);
  expect(details).toEqual([`customer ${customerId(shop, number)} ${fault}`]);
}

/** Where the answer leads to a start page, the browser follows it: the shop is asked then. */
async function entered({ headers }: Answer): Promise<void> {
  if (headers.location) await new Browser().open(headers.location);
}

const wanted = { PRODUCTID: 'HAM-001', QUANTITY: '1', SEARCHSTRING: 'hammer', VENDOR: '1' };
const functions = ['VALIDATE', 'BACKGROUND_SEARCH', 'DETAIL', 'SOURCING', 'QUANTITYCHECK', 'DOWNLOADJSON'];

describe.each(strangers)('customer %s of the shop, who %s', (number, fault) => {
  test('does not enter by OCI', async () => {
    seen();
    await entered(await ociLogin(gateway.url, { USERNAME: number }));
    expectRefusal(number, fault);
  });

  test.each(functions)('gets nothing by the OCI function %s', async (name) => {
    seen();
    await entered(await ociLogin(gateway.url, { ...wanted, USERNAME: number, FUNCTION: name }));
    expectRefusal(number, fault);
  });

  test('does not enter by cXML', async () => {
    seen();
    const email = `${number}@buyer.example`.toLowerCase();
    const { startPage } = await cxmlCall(gateway.url, setupRequest({ email }));
    await new Browser().open(startPage);
    expectRefusal(number, fault);
  });

  test('is not bound to the session of a browser', async () => {
    const { token } = await storeApi(shop, 'GET /store-api/context');
    const egress = createEgress({ allowPrivate: true });
    const settings = gateway.config.shops.demo;
    if (!settings) throw new Error('the demo shop is configured');
    const ports = { egress, pageEgress: egress, now: Date.now, publicUrl: gateway.url };
    seen();
    const adopted = createShop(settings, ports).adoptSession(token, { id: customerId(shop, number) });
    await expect(adopted).rejects.toMatchObject({ reason: 'shop_customer_unusable' });
    expect(seen().bound).toBe(0);
    egress.close();
  });
});

const spoiled: [string, Partial<ShopCustomer>][] = [
  ['is not active', { active: false }],
  ['is a guest', { guest: true }],
  ['is bound to another sales channel', { boundSalesChannelId: 'f'.repeat(32) }],
];

test.each(
  spoiled.flatMap(([fault, change]) =>
    ['edit', 'inspect'].map((operation) => ({ fault, change, operation })),
  ),
)(
  'a customer who meanwhile $fault does not $operation an earlier cart',
  async ({ fault, change, operation }) => {
    const customer = shop.customers.find(({ number }) => number === 'K-10002');
    if (!customer) throw new Error('the demo shop has this customer');
    const visit = await visitByCxml(gateway, shop);
    await visit.add('HAM-001', 1);
    const items = itemsOut(returnedCart((await visit.transfer()).text).lines);
    const before = { ...customer };
    Object.assign(customer, change);
    seen();
    const { startPage } = await cxmlCall(gateway.url, setupRequest({ operation, items }));
    await new Browser().open(startPage);
    Object.assign(customer, before);
    expectRefusal('K-10002', fault);
  },
);

test('nothing in the source binds a customer without having looked', () => {
  const source = resolve(import.meta.dirname, '../../../src/shopware');
  const names = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const binding = names.filter((name) => /\.switchCustomer\(/.test(readFileSync(join(source, name), 'utf8')));
  expect(binding).toContain('storefront-session.ts');
  const blind = binding.filter((name) => !looksFirst(readFileSync(join(source, name), 'utf8')));
  expect(blind).toEqual([]);
  expect(looksFirst('adminApi.switchCustomer(a, b); adminApi.assertCustomerUsable(b)')).toBe(false);
});

function looksFirst(text: string): boolean {
  const looked = text.indexOf('.assertCustomerUsable(');
  return looked >= 0 && looked < text.indexOf('.switchCustomer(');
}
