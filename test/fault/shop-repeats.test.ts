import { describe, expect, test } from 'vitest';
import { troubledShop } from '../support/troubled-shop.ts';

const { demo, customer, meet, asked } = await troubledShop();
const lineItems = '/store-api/checkout/cart/line-item';
const hammer = { number: 'HAM-001', quantity: '1' };

/** Numbers and quantities of a cart. */
async function cartOf(contextToken: string): Promise<string[][]> {
  const { items } = await meet().readCart(contextToken);
  return items.map(({ product, quantity }) => [product.number ?? '', quantity]);
}

describe('the cart of a visit', () => {
  test('loses nothing when it is filled several times at once', async () => {
    const shop = meet();
    const { contextToken } = await shop.openSession(customer);
    demo.faults.cartWriteMs = 30;
    const wishes = ['HAM-001', 'HELM-01', 'NAIL-5KG'].map((number) => ({ number, quantity: '1' }));
    await Promise.all(wishes.map((wish) => shop.fillCart(contextToken, [wish])));
    expect((await cartOf(contextToken)).map(([number]) => number)).toEqual([
      'HAM-001',
      'HELM-01',
      'NAIL-5KG',
    ]);
  });

  test('takes the next change after one that failed', async () => {
    const shop = meet();
    const { contextToken } = await shop.openSession(customer);
    Object.assign(demo.faults, { status: 400, onlyPath: lineItems, onlyTimes: 1 });
    const outcomes = await Promise.allSettled([
      shop.fillCart(contextToken, [hammer]),
      shop.fillCart(contextToken, [hammer]),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(await cartOf(contextToken)).toEqual([['HAM-001', '1']]);
  });

  test('that another change has locked is tried again until it is free, and filled once', async () => {
    const shop = meet();
    const { contextToken } = await shop.openSession(customer);
    demo.faults.cartLockedTimes = 3;
    asked(lineItems);
    await shop.fillCart(contextToken, [hammer]);
    expect(asked(lineItems)).toBe(4);
    expect(await cartOf(contextToken)).toEqual([['HAM-001', '1']]);
  });

  test.each([
    ['502', { status: 502 }],
    ['a broken connection', { down: true }],
  ])('is not filled again after %s: nobody knows what the shop has done', async (_name, fault) => {
    const shop = meet();
    const { contextToken } = await shop.openSession(customer);
    Object.assign(demo.faults, fault, { onlyPath: lineItems, onlyTimes: 1 });
    asked(lineItems);
    await expect(shop.fillCart(contextToken, [hammer])).rejects.toMatchObject({ reason: 'shop_unreachable' });
    expect(asked(lineItems)).toBe(1);
  });
});

describe('a question that changes nothing', () => {
  test.each([
    ['502', '/store-api/checkout/cart', { status: 502 }],
    ['503 without maintenance', '/store-api/context', { status: 503 }],
    ['a broken connection', '/store-api/product', { down: true }],
  ])('is asked once more after %s, and the buyer notices nothing', async (_name, path, fault) => {
    const shop = meet();
    const { contextToken } = await shop.openSession(customer);
    await shop.fillCart(contextToken, [hammer]);
    Object.assign(demo.faults, fault, { onlyPath: path, onlyTimes: 1 });
    asked(path);
    await expect(shop.readCart(contextToken)).resolves.toHaveProperty('items.length', 1);
    expect(asked(path)).toBe(2);
  });

  test('is asked twice at most', async () => {
    const shop = meet();
    const { contextToken } = await shop.openSession(customer);
    Object.assign(demo.faults, { status: 502, onlyPath: '/store-api/checkout/cart' });
    asked('/store-api/checkout/cart');
    await expect(shop.readCart(contextToken)).rejects.toMatchObject({ reason: 'shop_unreachable' });
    expect(asked('/store-api/checkout/cart')).toBe(2);
  });

  test('is not repeated while the shop is in maintenance', async () => {
    const shop = meet();
    const { contextToken } = await shop.openSession(customer);
    demo.faults.maintenance = true;
    asked('/store-api/context');
    await expect(shop.readCart(contextToken)).rejects.toMatchObject({ reason: 'shop_maintenance' });
    expect(asked('/store-api/context')).toBe(1);
  });
});

describe('a throttled call', () => {
  test('waits as long as the shop says where the buyer can wait so long', async () => {
    const shop = meet();
    const { contextToken } = await shop.openSession(customer);
    Object.assign(demo.faults, { throttledSeconds: 1, onlyPath: '/store-api/context', onlyTimes: 1 });
    asked('/store-api/context');
    await expect(shop.readCart(contextToken)).resolves.toHaveProperty('items');
    expect(asked('/store-api/context')).toBe(2);
  });

  test('is not repeated where the buyer cannot', async () => {
    const shop = meet();
    const { contextToken } = await shop.openSession(customer);
    Object.assign(demo.faults, { throttledSeconds: 30, onlyPath: '/store-api/context' });
    asked('/store-api/context');
    await expect(shop.readCart(contextToken)).rejects.toMatchObject({
      detail: expect.stringContaining('again in 30 s'),
    });
    expect(asked('/store-api/context')).toBe(1);
  });
});

describe('the token of the integration', () => {
  test('is asked for once, however many buyers come at once', async () => {
    asked('');
    const shop = meet();
    await Promise.all(Array.from({ length: 8 }, () => shop.openSession(customer)));
    expect(asked('/api/oauth/token')).toBe(1);
  });

  test('with a wrong secret is not asked for again for some seconds', async () => {
    let now = 1_000_000;
    asked('');
    const shop = meet({ clientSecret: 'wrong' }, { now: () => now });
    const enter = () => shop.openSession(customer).catch(({ reason }) => reason);
    expect(await Promise.all([enter(), enter()])).toEqual(['shop_refused', 'shop_refused']);
    now += 4_999;
    expect(await enter()).toBe('shop_refused');
    expect(asked('/api/oauth/token')).toBe(1);
    now += 1;
    expect(await enter()).toBe('shop_refused');
    expect(asked('/api/oauth/token')).toBe(1);
  });
});
