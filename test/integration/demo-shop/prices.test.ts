import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemoShop, startDemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import { add, cartOf, contextFor, type Json } from './demo-shop-client.ts';

let shop: DemoShop;

beforeAll(async () => {
  shop = await startDemoShop({ port: 0, host: '127.0.0.1' });
});

afterAll(() => shop.close());

async function cartWith(customer: string, articles: [number: string, quantity: number][]): Promise<Json> {
  const token = await contextFor(shop, customer);
  for (const [number, quantity] of articles) await add(shop, token, number, quantity);
  return cartOf(shop, token);
}

describe('a gross customer', () => {
  test('pays shipping below 150, taxed like the goods', async () => {
    const cart = await cartWith('K-10001', [['HAM-001', 3]]);
    expect(cart.deliveries[0].shippingCosts).toMatchObject({
      totalPrice: 4.9,
      calculatedTaxes: [{ tax: 0.78 }],
    });
    expect(cart.price).toMatchObject({
      positionPrice: 35.7,
      totalPrice: 40.6,
      netPrice: 34.12,
      taxStatus: 'gross',
    });
  });

  test('pays no shipping from 150 on', async () => {
    const cart = await cartWith('K-10001', [['HAM-001', 13]]);
    expect(cart.deliveries[0].shippingCosts.totalPrice).toBe(0);
    expect(cart.price.totalPrice).toBe(154.7);
  });

  test('has both tax rates in a cart with coffee and a hammer, and in its shipping', async () => {
    const cart = await cartWith('K-10001', [
      ['HAM-001', 1],
      ['COFFEE-1KG', 1],
    ]);
    expect(cart.price.calculatedTaxes).toMatchObject([{ taxRate: 19 }, { taxRate: 7 }]);
    const rules = cart.deliveries[0].shippingCosts.taxRules;
    expect(rules[0].percentage + rules[1].percentage).toBeCloseTo(100, 10);
    const taxes = cart.price.calculatedTaxes.map(({ tax }: { tax: number }) => tax);
    expect(cart.price.totalPrice - cart.price.netPrice).toBeCloseTo(taxes[0] + taxes[1], 10);
  });
});

describe('a net customer', () => {
  test('sees prices without tax, which is added at the end', async () => {
    const cart = await cartWith('K-10002', [['NAIL-5KG', 4]]);
    expect(cart.price).toMatchObject({
      netPrice: 133.32,
      totalPrice: 158.65,
      positionPrice: 133.32,
      rawTotal: 158.65,
    });
    expect(cart.price.calculatedTaxes).toMatchObject([{ tax: 25.33, taxRate: 19, price: 133.32 }]);
  });

  test('pays no shipping at all', async () => {
    const cart = await cartWith('K-10002', [['HAM-001', 1]]);
    expect(cart.deliveries[0].shippingCosts.totalPrice).toBe(0);
  });

  test('gets 5 % off from 250 on, as a line that is no article', async () => {
    const token = await contextFor(shop, 'K-10002');
    const { json } = await add(shop, token, 'DRILL-18V', 2);
    expect(json.errors[`promotion-discount-added-${json.lineItems[1].id}`]).toMatchObject({
      level: 0,
      block: false,
    });
    const cart = await cartOf(shop, token);
    expect(cart.lineItems[1]).toMatchObject({ type: 'promotion', good: false, price: { totalPrice: -18.9 } });
    expect(cart.lineItems[1].payload.productNumber).toBeUndefined();
    expect(cart.price).toMatchObject({ positionPrice: 359.1, netPrice: 359.1, totalPrice: 427.33 });
    expect((await cartWith('K-10002', [['DRILL-18V', 1]])).lineItems).toHaveLength(1);
  });
});

describe('articles', () => {
  test.each([
    [9, 6.3],
    [10, 5.65],
    [50, 4.98],
  ])('a quantity of %i falls into its price tier', async (quantity, unitPrice) => {
    const cart = await cartWith('K-10002', [['TAPE-5M', quantity]]);
    expect(cart.lineItems[0].price.unitPrice).toBe(unitPrice);
  });

  test('a price below a cent is rounded by the shop before it is multiplied', async () => {
    const cart = await cartWith('K-10002', [['WASHER-M4', 1000]]);
    expect(cart.lineItems[0].price).toMatchObject({ unitPrice: 0.01, totalPrice: 10 });
  });

  test('a base price names the unit, not its short code', async () => {
    const cart = await cartWith('K-10001', [['NAIL-5KG', 2]]);
    expect(cart.lineItems[0].price.referencePrice).toMatchObject({ price: 7.93, unitName: 'Kilogram' });
  });

  test('a cart arrives as late as its slowest article', async () => {
    const cart = await cartWith('K-10001', [
      ['HAM-001', 1],
      ['TROLLEY-7', 1],
    ]);
    const days = (date: string) => Math.round((Date.parse(date) - Date.now()) / 86_400_000);
    expect(days(cart.deliveries[0].deliveryDate.latest)).toBeGreaterThanOrEqual(20);
    expect(days(cart.deliveries[0].positions[0].deliveryDate.latest)).toBeLessThanOrEqual(4);
  });
});
