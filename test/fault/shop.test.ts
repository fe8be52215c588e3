import { afterEach, describe, expect, test } from 'vitest';
import { noFaults } from '../../src/demo/shop/demo-shop-faults.ts';
import type { DemoShop } from '../../src/demo/shop/start-demo-shop.ts';
import { httpStatus } from '../../src/http/http-status.ts';
import { type Reason, reasons } from '../../src/punchout/reasons.ts';
import { type Answer, Browser, ociLogin } from '../support/buyer.ts';
import { demoGateway } from '../support/demo-gateway.ts';
import { buyerUrl, demoSystemFile } from '../support/gateway.ts';
import { formTo } from '../support/html-form.ts';
import { visitByOci } from '../support/visit.ts';

const { shop, gateway } = await demoGateway();

afterEach(() => {
  Object.assign(shop.faults, noFaults());
});

/** How a shop fails, and what the operator reads. */
const faults: [name: string, change: Partial<DemoShop['faults']>, reason: Reason][] = [
  ['is down', { down: true }, 'shop_unreachable'],
  ['is too slow', { delayMs: 10_000 }, 'shop_unreachable'],
  ['answers each call just in time, and all of them too late', { delayMs: 900 }, 'shop_unreachable'],
  ['is in maintenance', { maintenance: true }, 'shop_maintenance'],
  ['answers 502', { status: 502 }, 'shop_unreachable'],
  ['answers HTML where JSON is due', { html: true }, 'shop_answer_invalid'],
];

function expectRefused(answer: Answer, reason: Reason, wayOn: string): void {
  expect(gateway.reasons().at(-1)).toBe(reason);
  expect(answer.status).toBe(httpStatus[reason]);
  expect(answer.text).toContain(reasons[reason].buyer);
  expect(answer.text).toContain(wayOn);
}

/** A buyer is told within 5 s, whatever the shop does. */
const patience = 5_000;

describe('when a buyer comes in and the shop', () => {
  test.each(faults)(
    '%s, the buyer gets a page and the start link stays good',
    { timeout: patience },
    async (_, change, reason) => {
      const { headers } = await ociLogin(gateway.url);
      const browser = new Browser();
      Object.assign(shop.faults, change);
      expectRefused(await browser.open(headers.location ?? ''), reason, 'Try again');
      Object.assign(shop.faults, noFaults());
      expect((await browser.open(headers.location ?? '')).status).toBe(303);
    },
  );

  test('misses a privilege, the operator reads which one', async () => {
    shop.faults.missingPrivileges = ['api_proxy_switch-customer'];
    const { headers } = await ociLogin(gateway.url);
    expect((await new Browser().open(headers.location ?? '')).status).toBe(502);
    expect(gateway.log.find(({ reason }) => reason === 'shop_refused')?.detail).toContain(
      'api_proxy_switch-customer',
    );
  });

  test('has switched the customer off, nobody gets in', async () => {
    const inactive = shop.customers.find(({ number }) => number === 'K-10003');
    const customers = [{ id: inactive?.id ?? '', user: 'inactive', password: 'demo-password' }];
    await gateway.license(
      await gateway.apply({ ...demoSystemFile(shop, 'oci'), name: 'inactive', customers }),
    );
    const { headers } = await ociLogin(gateway.url, { USERNAME: 'inactive' });
    const page = await new Browser().open(headers.location ?? '');
    expect(page.status).toBe(httpStatus.shop_customer_unusable);
    expect(gateway.reasons()).toContain('shop_customer_unusable');
  });
});

describe('when a buyer transfers the cart and the shop', () => {
  test.each(faults)(
    '%s, the cart is kept and can be transferred afterwards',
    { timeout: 2 * patience },
    async (_, change, reason) => {
      const visit = await visitByOci(gateway, shop);
      await visit.add('HAM-001', 1);
      Object.assign(shop.faults, change, { onlyPath: '/store-api' });
      expectRefused(await visit.transfer(), reason, 'Transfer cart');
      Object.assign(shop.faults, noFaults());
      const { fields } = formTo((await visit.transfer()).text, buyerUrl);
      expect(fields).toContainEqual(['NEW_ITEM-VENDORMAT[1]', 'HAM-001']);
    },
  );
});

describe('when a line cannot be sent', () => {
  test.each([
    ['unit_unmapped', { units: { table: { Stk: 'PCE' } } }],
    ['cart_price_unrepresentable', { prices: { decimals: 0, maximumUnit: 1 } }],
    [
      'field_missing',
      { fields: { item: { DESCRIPTION: 'product.name', QUANTITY: 'session.parameter.none' } } },
    ],
    [
      'field_too_long',
      { fields: { item: { DESCRIPTION: 'product.name', QUANTITY: 'item.quantity', UNIT: 'product.name' } } },
    ],
  ] as [Reason, Record<string, unknown>][])(
    '%s is told to the operator, and the visit stays open',
    async (reason, change) => {
      await gateway.license(await gateway.apply({ ...demoSystemFile(shop, 'oci'), ...change }));
      const visit = await visitByOci(gateway, shop);
      await visit.add('PAPER-A4', 1);
      const refused = await visit.transfer();
      expect(gateway.reasons().at(-1)).toBe(reason);
      expect(refused.text).toContain(reasons[reason].buyer);
      expect((await visit.open('/checkout/cart')).text).toContain('PAPER-A4');
    },
  );
});
