import { describe, expect, test } from 'vitest';
import { call, ociLogin } from '../../support/buyer.ts';
import { demoSystemFile } from '../../support/gateway.ts';
import { RedirectVisit, redirectGateway } from '../../support/redirect-visit.ts';

const { gateway, shop, systems } = await redirectGateway();

describe('the module in the Administration', () => {
  test('shows the Systems of the shop with their fingerprints and licenses, and the last visits', async () => {
    const visit = new RedirectVisit(shop);
    await visit.enter((await ociLogin(gateway.url)).headers.location ?? '');
    const { status, text } = await call(shop.app.moduleAddress());
    expect(status).toBe(200);
    for (const { fingerprint, system } of Object.values(systems)) {
      expect(text).toContain(fingerprint);
      expect(text).toContain(system.title);
    }
    expect(text).toContain(': licensed');
    expect(text).toContain('demo-oci: in the shop');
    expect(text).not.toContain(await visit.token());
  });

  test('says why a customer is not licensed', async () => {
    const changed = { name: 'unlicensed', title: 'Without a license', units: { default: 'C62' } };
    const customers = [{ id: shop.customers[0]?.id ?? '', user: 'other', password: 'other-password' }];
    await gateway.apply({ ...demoSystemFile(shop, 'oci'), ...changed, customers });
    const { text } = await call(shop.app.moduleAddress());
    expect(text).toContain('Without a license');
    expect(text).toContain('not licensed (license_missing');
  });

  test('may be framed by that shop and nobody else, tells the Administration that it is there, and sets no cookie', async () => {
    const { headers, text } = await call(shop.app.moduleAddress());
    expect(headers['content-security-policy']).toContain(`frame-ancestors ${shop.url}`);
    expect(headers['x-frame-options']).toBeUndefined();
    expect(headers['set-cookie']).toBeUndefined();
    expect(text).toContain("postMessage('sw-app-loaded'");
  });

  test.each([
    ['whose signature is another one', () => shop.app.moduleAddress({ secret: 'guessed' })],
    ['of an hour ago', () => shop.app.moduleAddress({ timestamp: Math.floor(Date.now() / 1000) - 3_600 })],
    ['that was changed', () => shop.app.moduleAddress().replace('en-GB', 'de-DE')],
    ['without a signature', () => shop.app.moduleAddress().replace(/&shopware-shop-signature=.*/, '')],
    ['without anything', () => `${gateway.url}/punchgate/app/demo/admin`],
  ])('is not shown at an address %s', async (_, address) => {
    expect((await call(address())).status).toBe(401);
  });
});
