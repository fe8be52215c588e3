import { afterEach, describe, expect, test } from 'vitest';
import { noFaults } from '../../src/demo/shop/demo-shop-faults.ts';
import { demoGateway } from '../support/demo-gateway.ts';
import { buyerUrl } from '../support/gateway.ts';
import { formTo } from '../support/html-form.ts';
import { type ShopVisit, visitByOci } from '../support/visit.ts';

const { shop, gateway } = await demoGateway();
const addPath = '/checkout/line-item/add';

afterEach(() => void Object.assign(shop.faults, noFaults()));

const added = () => shop.requests.filter(({ path }) => path === addPath).length;

/** What goes back. */
async function articles(visit: ShopVisit): Promise<string[]> {
  const { fields } = formTo((await visit.transfer()).text, buyerUrl);
  return fields.flatMap(([name, value]) =>
    name.includes('VENDORMAT') && value !== 'SHIPPING' ? [value] : [],
  );
}

/** Adds a hammer with so many more bytes in the form. */
async function addWith(visit: ShopVisit, bytes: number) {
  const id = shop.catalog.byNumber.get('HAM-001')?.id ?? '';
  return await visit.browser.submit(gateway.url + addPath, {
    [`lineItems[${id}][id]`]: id,
    [`lineItems[${id}][referencedId]`]: id,
    redirectTo: 'frontend.checkout.cart.page',
    remark: 'x'.repeat(bytes),
  });
}

describe('changes of one cart', () => {
  test('that come at the same time are all in it, though the shop loses one of two', async () => {
    const visit = await visitByOci(gateway, shop);
    shop.faults.cartWriteMs = 60;
    await Promise.all(['HAM-001', 'HELM-01', 'NAIL-5KG'].map((number) => visit.add(number, 1)));
    shop.faults.cartWriteMs = 0;
    expect((await articles(visit)).toSorted()).toEqual(['HAM-001', 'HELM-01', 'NAIL-5KG']);
  });

  test('do not wait for those of another cart', async () => {
    const [slow, quick] = [await visitByOci(gateway, shop), await visitByOci(gateway, shop)];
    shop.faults.cartWriteMs = 400;
    const waiting = slow.add('HAM-001', 1);
    shop.faults.cartWriteMs = 0;
    const order: string[] = [];
    await Promise.all([
      waiting.then(() => order.push('slow')),
      quick.add('HELM-01', 1).then(() => order.push('quick')),
    ]);
    expect(order).toContain('quick');
    expect(await articles(quick)).toEqual(['HELM-01']);
  });

  test('that meet a locked cart are made once it is free', async () => {
    const visit = await visitByOci(gateway, shop);
    shop.requests.splice(0);
    shop.faults.cartLockedTimes = 2;
    await visit.add('HAM-001', 1);
    expect(added()).toBe(3);
    expect(await articles(visit)).toEqual(['HAM-001']);
  });

  test('that are larger than any form of a shop are passed on once, as they come', async () => {
    const visit = await visitByOci(gateway, shop);
    shop.requests.splice(0);
    shop.faults.cartLockedTimes = 1;
    expect((await addWith(visit, 80_000)).status).toBe(409);
    expect(added()).toBe(1);
    expect((await addWith(visit, 80_000)).status).toBe(302);
    expect(await articles(visit)).toEqual(['HAM-001']);
  });

  test('of a cart that stays locked are refused by the shop, and the buyer sees what it says', async () => {
    const visit = await visitByOci(gateway, shop);
    shop.faults.cartLockedTimes = 50;
    expect((await addWith(visit, 0)).status).toBe(409);
    shop.faults.cartLockedTimes = 0;
    await visit.add('HELM-01', 1);
    expect(await articles(visit)).toEqual(['HELM-01']);
  });
});
