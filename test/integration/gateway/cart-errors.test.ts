import { afterEach, describe, expect, test } from 'vitest';
import type { CartError } from '../../../src/demo/shop/cart/cart-error.ts';
import { noFaults } from '../../../src/demo/shop/demo-shop-faults.ts';
import { httpStatus } from '../../../src/http/http-status.ts';
import { reasons } from '../../../src/punchout/reasons.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { buyerUrl } from '../../support/gateway.ts';
import { formTo } from '../../support/html-form.ts';
import { keptCart, untilKept } from '../../support/kept-cart.ts';
import { type ShopVisit, visitByOci } from '../../support/visit.ts';

const { shop, gateway } = await demoGateway();
const hammer = shop.catalog.byNumber.get('HAM-001');
if (!hammer) throw new Error('the demo shop sells hammers');

afterEach(() => {
  Object.assign(shop.faults, noFaults());
  shop.catalog.byId.set(hammer.id, hammer);
  hammer.maxPurchase = null;
});

/** What the shop says of the cart; it would not take an order. */
function fault(messageKey: string, changes: Partial<CartError> = {}): CartError {
  const own = { key: `${messageKey}-1`, messageKey, message: `The shop says: ${messageKey}.` };
  return { ...own, level: 20, block: true, parameters: {}, ...changes };
}

/** A buyer who has seen a cart with three hammers and a helmet. */
async function shopping(): Promise<ShopVisit> {
  const visit = await visitByOci(gateway, shop);
  await visit.add('HAM-001', 3);
  await visit.add('HELM-01', 1);
  await visit.open('/checkout/cart');
  await untilKept(gateway, 4);
  return visit;
}

function returned(page: string): string[] {
  const fields = new Map(formTo(page, buyerUrl).fields);
  const numbers = [...fields].filter(([name, value]) => name.includes('VENDORMAT') && value !== 'SHIPPING');
  return numbers.map(([name, number]) => `${number} ${fields.get(name.replace('VENDORMAT', 'QUANTITY'))}`);
}

describe('what the shop has corrected since the buyer saw the cart', () => {
  test.each([
    [
      'an article that is gone',
      () => shop.catalog.byId.delete(hammer.id),
      'is no longer sold',
      ['HELM-01 1.000'],
    ],
    [
      'a quantity',
      () => Object.assign(hammer, { maxPurchase: 2 }),
      '3 before, now 2',
      ['HAM-001 2.000', 'HELM-01 1.000'],
    ],
  ])('%s is told before the cart goes, and the next press sends it', async (_name, change, told, lines) => {
    const visit = await shopping();
    change();
    const page = await visit.transfer();
    expect([page.status, page.text.includes(told)]).toEqual([200, true]);
    expect(page.text).toContain('Transfer cart');
    expect(returned((await visit.transfer()).text)).toEqual(lines);
  });

  test('is told before the cart goes, though the shop told it to the gateway that read the cart meanwhile', async () => {
    const visit = await shopping();
    Object.assign(hammer, { maxPurchase: 2 });
    const helmet = shop.catalog.byNumber.get('HELM-01')?.id ?? '';
    await visit.browser.submit(`${gateway.url}/checkout/line-item/delete/${helmet}`, {});
    await untilKept(gateway, 2);
    expect((await visit.transfer()).text).toContain('3 before, now 2');
    expect(returned((await visit.transfer()).text)).toEqual(['HAM-001 2.000']);
  });

  test('is told once where the shop says it for ever', async () => {
    const visit = await shopping();
    shop.faults.cartErrors = [fault('product-stock-reached', { level: 10 })];
    expect(returned((await visit.transfer()).text)).toEqual(['HAM-001 3.000', 'HELM-01 1.000']);
  });
});

describe('a cart that the shop would not take an order for', () => {
  test.each([
    'billing-address-blocked',
    'shipping-address-blocked',
    'country-tax-blocked',
    'minimum-order-value-of-a-plugin',
  ])('for %s stays in the shop, and buyer and operator read why', async (messageKey) => {
    const visit = await shopping();
    shop.faults.cartErrors = [fault(messageKey, { message: '<b>Not like that.</b>' })];
    const page = await visit.transfer();
    expect(page.status).toBe(httpStatus.cart_blocked);
    expect(page.text).toContain(reasons.cart_blocked.buyer);
    expect(page.text).toContain('&lt;b&gt;Not like that.&lt;/b&gt;');
    expect(page.text).toContain('Transfer cart');
    expect(gateway.log.findLast(({ reason }) => reason === 'cart_blocked')?.detail).toContain(messageKey);
    shop.faults.cartErrors = [];
    expect(returned((await visit.transfer()).text)).toHaveLength(2);
  });
});

describe('a cart goes all the same', () => {
  test.each([
    ['the payment method is blocked: the order will have its own', fault('payment-method-blocked')],
    ['the shipping method is blocked: the order will have its own', fault('shipping-method-blocked')],
    ['the shop only informs', fault('promotion-discount-added', { level: 0, block: false })],
    [
      'the shop warns of something that keeps nobody from an order',
      fault('anything', { level: 10, block: false }),
    ],
    ['a promotion is not found', fault('promotion-not-found', { block: false })],
  ])('where %s', async (_name, said) => {
    const visit = await shopping();
    shop.faults.cartErrors = [said];
    expect(returned((await visit.transfer()).text)).toHaveLength(2);
    expect(await keptCart(gateway)).toBeUndefined();
  });
});
