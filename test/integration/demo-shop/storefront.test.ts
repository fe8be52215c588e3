import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemoShop, startDemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import { adminApi, cartOf, customerId, productId } from './demo-shop-client.ts';
import { addForm, storefrontVisitor } from './storefront-visitor.ts';

let shop: DemoShop;

beforeAll(async () => {
  shop = await startDemoShop({ port: 0, host: '127.0.0.1' });
});

afterAll(() => shop.close());

type Visitor = ReturnType<typeof storefrontVisitor>;

async function tokenOf(visitor: Visitor): Promise<string> {
  return JSON.parse((await visitor.visit('/checkout/cart.json')).body).token;
}

/** Elevates the visitor's session from outside, as a punchout gateway does. */
async function elevate(visitor: Visitor, number: string): Promise<string> {
  const token = await tokenOf(visitor);
  const body = {
    salesChannelId: shop.salesChannelId,
    customerId: customerId(shop, number),
    permissions: ['x'],
  };
  await adminApi(shop, 'PATCH /api/_proxy/switch-customer', { token, body });
  return token;
}

describe('the session of the storefront', () => {
  test('rides on a cookie that no script and no foreign frame can use', async () => {
    const { setCookies, headers } = await storefrontVisitor(shop).visit('/');
    expect(setCookies).toEqual([expect.stringMatching(/^session-=\w+; path=\/; samesite=lax; httponly$/i)]);
    expect(headers.get('x-frame-options')).toBe('deny');
  });

  test('never shows its context token in a header, but in cart.json', async () => {
    const visitor = storefrontVisitor(shop);
    const answer = await visitor.visit('/checkout/cart.json');
    expect(answer.headers.has('sw-context-token')).toBe(false);
    await visitor.visit('/checkout/line-item/add', addForm(shop, 'HAM-001', 2));
    expect((await cartOf(shop, JSON.parse(answer.body).token)).lineItems[0].quantity).toBe(2);
  });

  test('is logged in as soon as its token was switched to a customer', async () => {
    const visitor = storefrontVisitor(shop);
    expect((await visitor.visit('/account')).location).toBe(
      '/account/login?redirectTo=frontend.account.home.page',
    );
    await elevate(visitor, 'K-10002');
    expect((await visitor.visit('/account')).body).toContain('Globex Industries');
  });

  test('tells the cache who is there with the first uncached page, until then cached pages show list prices', async () => {
    const visitor = storefrontVisitor(shop);
    await elevate(visitor, 'K-10002');
    expect((await visitor.visit('/Nails-5-kg-box/NAIL-5KG')).body).toContain('€39.67');
    const { setCookies } = await visitor.visit('/checkout/cart');
    expect(setCookies).toEqual([
      expect.stringMatching(/^sw-states=logged-in; (?!.*httponly)/i),
      expect.stringMatching(/^sw-cache-hash=\w+; (?!.*httponly)/i),
    ]);
    expect((await visitor.visit('/Nails-5-kg-box/NAIL-5KG')).body).toContain('€33.33');
  });

  test('gets a new token and an empty cart at logout', async () => {
    const visitor = storefrontVisitor(shop);
    const before = await elevate(visitor, 'K-10001');
    await visitor.visit('/checkout/line-item/add', addForm(shop, 'HAM-001', 1));
    await visitor.visit('/account/logout');
    const after = JSON.parse((await visitor.visit('/checkout/cart.json')).body);
    expect(after.token).not.toBe(before);
    expect(after.lineItems).toEqual([]);
  });

  test('a password login in two browsers leads to the same cart', async () => {
    const [first, second] = [storefrontVisitor(shop), storefrontVisitor(shop)];
    const form = { username: 'einkauf@acme.example', password: 'acme-demo-password' };
    await first.visit('/account/login', form);
    await second.visit('/account/login', form);
    expect(await tokenOf(first)).toBe(await tokenOf(second));
  });
});

describe('pages', () => {
  test('the technical address of an article leads to the speaking one', async () => {
    const { status, location } = await storefrontVisitor(shop).visit(
      `/detail/${productId(shop, 'SD-PH2/150')}`,
    );
    expect(status).toBe(301);
    expect(location).toBe(`${shop.url}/Screwdriver-6-PH2-Pro-Co-s-insulated/SD-PH2-150`);
  });

  test('names with markup in them are shown as text', async () => {
    const { body } = await storefrontVisitor(shop).visit('/search?search=screwdriver');
    expect(body).toContain('&#60;PH2&#62;');
    expect(body).not.toContain('<PH2>');
  });

  test('an article shows unit, base price, graduated prices and a quantity box that knows its steps', async () => {
    const visitor = storefrontVisitor(shop);
    const nails = await visitor.visit('/Nails-5-kg-box/NAIL-5KG');
    expect(nails.body).toContain('per Kilogram');
    expect(nails.body).toContain('€7.93 / 1 Kilogram');
    expect(nails.body).toMatch(/value="2" min="2" step="2" max="100"/);
    const tape = await visitor.visit('/Tape-measure-5-m-class-II/TAPE-5M');
    expect(tape.body).toMatch(/Graduated prices.*€7\.50.*€6\.72.*€5\.93/s);
  });

  test('what the shop corrected is said on the next page, once', async () => {
    const visitor = storefrontVisitor(shop);
    const { status, location } = await visitor.visit('/checkout/line-item/add', addForm(shop, 'NAIL-5KG', 3));
    expect([status, location]).toEqual([302, `/detail/${productId(shop, 'NAIL-5KG')}`]);
    expect((await visitor.visit('/checkout/cart')).body).toContain('The quantity was changed to 2');
    expect((await visitor.visit('/checkout/cart')).body).not.toContain('The quantity was changed to 2');
  });

  test('the cart changes by its own forms and leads to the checkout', async () => {
    const visitor = storefrontVisitor(shop);
    const id = productId(shop, 'HAM-001');
    await visitor.visit('/checkout/line-item/add', addForm(shop, 'HAM-001', 1));
    const redirectTo = 'frontend.checkout.cart.page';
    await visitor.visit(`/checkout/line-item/change-quantity/${id}`, { quantity: '5', redirectTo });
    const filled = await visitor.visit('/checkout/cart');
    expect(filled.body).toContain('€59.50');
    expect(filled.body).toMatch(/<a href="\/checkout\/confirm" class="[^"]*begin-checkout-btn"/);
    await visitor.visit(`/checkout/line-item/delete/${id}`, { redirectTo });
    expect((await visitor.visit('/checkout/cart')).body).toContain('Your shopping cart is empty');
  });

  test('a buyer who is logged in can order', async () => {
    const visitor = storefrontVisitor(shop);
    await elevate(visitor, 'K-10001');
    await visitor.visit('/checkout/line-item/add', addForm(shop, 'HAM-001', 1));
    expect((await visitor.visit('/checkout/confirm')).body).toContain('Gewerbestraße 12');
    const { location } = await visitor.visit('/checkout/order', { customerComment: 'PO 1' });
    expect((await visitor.visit(location ?? '')).body).toContain(`#${shop.orders.at(-1)?.orderNumber}`);
  });

  test('everything a page refers to is there, on the shop’s own host', async () => {
    const visitor = storefrontVisitor(shop);
    const { body } = await visitor.visit('/');
    const links = [...body.matchAll(/(?:href|src)="([^"#]+)"/g)].map(([, link = '']) => link);
    for (const link of new Set(links)) {
      expect(new URL(link, shop.url).origin).toBe(shop.url);
      expect((await visitor.visit(link)).status, link).toBeLessThan(400);
    }
  });

  test('an unknown address is a 404 page', async () => {
    expect((await storefrontVisitor(shop).visit('/no/such-page')).status).toBe(404);
  });
});
