import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemoShop, startDemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import { createEgress } from '../../../src/http/egress.ts';
import type { Cart } from '../../../src/punchout/cart.ts';
import { add } from '../../../src/punchout/money.ts';
import type { Shop, ShopSession } from '../../../src/punchout/shop.ts';
import { createShop } from '../../../src/shopware/shop.ts';
import { shopSettingsSchema } from '../../../src/shopware/shop-settings.ts';

let demo: DemoShop;
let shop: Shop;
const egress = createEgress({ allowPrivate: true });

beforeAll(async () => {
  demo = await startDemoShop({ port: 0, host: '127.0.0.1' });
  shop = newShop();
});

afterAll(async () => {
  egress.close();
  await demo.close();
});

function newShop(): Shop {
  const publicUrl = 'https://punchout.example';
  return createShop(settingsOf(demo), { egress, pageEgress: egress, now: Date.now, publicUrl });
}

function settingsOf({ url, accessKey, salesChannelId, clientId, clientSecret }: DemoShop) {
  const timeoutMilliseconds = 1_000;
  return shopSettingsSchema.parse({
    ...{ url, accessKey, salesChannelId, clientId, clientSecret, timeoutMilliseconds },
    allowPrivate: true,
  });
}

function customer(number: string): { id: string } {
  const found = demo.customers.find((candidate) => candidate.number === number);
  if (!found) throw new Error(`the demo shop has no customer ${number}`);
  return { id: found.id };
}

function articleId(number: string): string {
  return demo.catalog.byNumber.get(number)?.id ?? '';
}

/** As a browser puts it: with the cookies of the session, over the storefront. */
async function addToCart(session: ShopSession, number: string, quantity: number): Promise<number> {
  const id = articleId(number);
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries({
    id,
    referencedId: id,
    type: 'product',
    quantity: String(quantity),
  })) {
    form.set(`lineItems[${id}][${name}]`, value);
  }
  form.set('redirectTo', 'frontend.checkout.cart.page');
  const headers = { cookie: cookieOf(session), 'content-type': 'application/x-www-form-urlencoded' };
  const body = [Buffer.from(form.toString())];
  const answer = await shop.forward({
    method: 'POST',
    target: '/checkout/line-item/add',
    headers,
    body: (async function* () {
      yield* body;
    })(),
    signal: new AbortController().signal,
  });
  await text(answer.body);
  return answer.status;
}

function cookieOf({ cookies }: ShopSession): string {
  return cookies.map((line) => line.split(';', 1)[0]).join('; ');
}

function expectSums(cart: Cart): void {
  const lines = [...cart.items, ...(cart.shipping ? [cart.shipping] : [])];
  expect(add(...lines.map(({ shownTotal }) => shownTotal))).toBe(cart.shownTotal);
}

describe('a visit', () => {
  test('starts logged in, and what the buyer puts in the cart is read back', async () => {
    const session = await shop.openSession(customer('K-10001'));
    expect(session.cookies.map((line) => line.split('=', 1)[0])).toEqual(
      expect.arrayContaining(['session-', 'sw-states', 'sw-cache-hash']),
    );
    expect(await addToCart(session, 'HAM-001', 3)).toBeLessThan(400);
    expect(await addToCart(session, 'NAIL-5KG', 2)).toBeLessThan(400);
    const cart = await shop.readCart(session.contextToken);
    expect(cart).toMatchObject({ currency: 'EUR', currencyDecimals: 2, taxStatus: 'gross' });
    expect(cart.items.map(({ product, quantity }) => [product.number, quantity])).toEqual([
      ['HAM-001', '3'],
      ['NAIL-5KG', '2'],
    ]);
    expect(cart.items.every(({ unit, product }) => unit && product.manufacturer && product.category)).toBe(
      true,
    );
    expectSums(cart);
  });

  test('of a customer with net prices and a discount adds up as well', async () => {
    const session = await shop.openSession(customer('K-10002'));
    await addToCart(session, 'DRILL-18V', 4);
    const cart = await shop.readCart(session.contextToken);
    expect(cart.taxStatus).toBe('net');
    expect(cart.items.map(({ kind }) => kind)).toEqual(['item', 'discount']);
    expect(cart.items.map(({ netTotal }) => netTotal)).toEqual(
      cart.items.map(({ shownTotal }) => shownTotal),
    );
    expectSums(cart);
  });

  test('shares its cart with no other visit of the same customer', async () => {
    const [one, two] = await Promise.all([
      shop.openSession(customer('K-10001')),
      shop.openSession(customer('K-10001')),
    ]);
    expect(one.contextToken).not.toBe(two.contextToken);
    await addToCart(one, 'HAM-001', 1);
    await addToCart(two, 'HELM-01', 2);
    const carts = await Promise.all([one, two].map(({ contextToken }) => shop.readCart(contextToken)));
    expect(carts.map(({ items }) => items.map(({ product }) => product.number))).toEqual([
      ['HAM-001'],
      ['HELM-01'],
    ]);
  });

  test('whose customer is gone from the session is over', async () => {
    await expect(shop.readCart('x'.repeat(32))).rejects.toMatchObject({ reason: 'session_expired' });
  });

  test.each([
    ['is not active', 'K-10003'],
    ['is a guest', 'K-10004'],
    ['is bound to another sales channel', 'K-10005'],
  ])('of a customer who %s does not start', async (_fault, number) => {
    await expect(shop.openSession(customer(number))).rejects.toMatchObject({
      reason: 'shop_customer_unusable',
    });
  });

  test('of a customer whom the shop does not have does not start', async () => {
    const unknown = shop.openSession({ id: 'f'.repeat(32) });
    await expect(unknown).rejects.toMatchObject({ reason: 'shop_customer_unusable' });
  });

  test('does not let its buyer set a price', async () => {
    const session = await shop.openSession(customer('K-10001'));
    const id = articleId('HAM-001');
    const priceDefinition = {
      type: 'quantity',
      price: 0.01,
      quantity: 1,
      taxRules: [{ taxRate: 19, percentage: 100 }],
    };
    const answer = await egress.requestText({
      method: 'POST',
      url: `${demo.url}/store-api/checkout/cart/line-item`,
      headers: {
        'sw-access-key': demo.accessKey,
        'sw-context-token': session.contextToken,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        items: [{ type: 'product', id, referencedId: id, quantity: 1, priceDefinition }],
      }),
      timeoutMilliseconds: 1_000,
      maximumBytes: 100_000,
    });
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('CHECKOUT__INSUFFICIENT_PERMISSION');
  });
});

describe('a shop in trouble', () => {
  const whole = { ...({} as DemoShop['faults']) };

  beforeAll(() => void Object.assign(whole, demo.faults));

  /** Of a gateway that knows nothing of earlier troubles. */
  async function openWith(faults: Partial<DemoShop['faults']>): Promise<unknown> {
    Object.assign(demo.faults, faults);
    try {
      return await newShop()
        .openSession(customer('K-10001'))
        .catch((thrown) => thrown);
    } finally {
      Object.assign(demo.faults, whole);
    }
  }

  test.each([
    ['in maintenance', { maintenance: true }, 'shop_maintenance'],
    ['down', { down: true }, 'shop_unreachable'],
    ['slower than we wait', { delayMs: 1_200 }, 'shop_unreachable'],
    ['behind a broken gateway', { status: 502 }, 'shop_unreachable'],
    ['behind a page that checks browsers', { html: true }, 'shop_answer_invalid'],
    ['that takes no token', { bearerRejected: true }, 'shop_refused'],
    ['without the privilege', { missingPrivileges: ['api_proxy_switch-customer'] }, 'shop_refused'],
  ] as const)('%s is a reason of its own', async (_what, faults, reason) => {
    expect(
      await openWith({
        ...faults,
        missingPrivileges: 'missingPrivileges' in faults ? [...faults.missingPrivileges] : [],
      }),
    ).toMatchObject({ reason });
  });

  test('takes buyers again as soon as it is back', async () => {
    demo.faults.down = true;
    await expect(shop.openSession(customer('K-10001'))).rejects.toMatchObject({ reason: 'shop_unreachable' });
    demo.faults.down = false;
    await expect(shop.openSession(customer('K-10001'))).resolves.toHaveProperty('contextToken');
  });
});

describe('a cart that is filled from outside', () => {
  test('has the articles by id or by number, and says which the shop does not sell', async () => {
    const { contextToken } = await shop.openSession(customer('K-10001'));
    const filled = await shop.fillCart(contextToken, [
      { number: 'anything', productId: articleId('HAM-001'), quantity: '2' },
      { number: 'NAIL-5KG', quantity: '1.2' },
      { number: 'GONE-1', quantity: '1' },
    ]);
    expect(filled.map(({ key }) => key)).toEqual([articleId('HAM-001'), articleId('NAIL-5KG'), undefined]);
    const { items } = await shop.readCart(contextToken);
    expect(items.map(({ key, quantity }) => [key, quantity])).toEqual([
      [articleId('HAM-001'), '2'],
      [articleId('NAIL-5KG'), '2'],
    ]);
  });

  test('begins on the page of an article, of the cart, or nowhere', async () => {
    const { contextToken } = await shop.openSession(customer('K-10001'));
    expect(await shop.pathOf({ kind: 'product', number: 'HAM-001' }, contextToken)).toBe(
      `/detail/${articleId('HAM-001')}`,
    );
    expect(await shop.pathOf({ kind: 'cart' }, contextToken)).toBe('/checkout/cart');
    expect(await shop.pathOf({ kind: 'product', number: 'GONE-1' }, contextToken)).toBeUndefined();
  });
});
