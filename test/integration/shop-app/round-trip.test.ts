import { describe, expect, test } from 'vitest';
import { ACCESS_KEY } from '../../../src/demo/shop/shop-constants.ts';
import { call, cxmlCall, ociLogin, setupRequest } from '../../support/buyer.ts';
import { buyerUrl } from '../../support/gateway.ts';
import { formTo } from '../../support/html-form.ts';
import { formsTo, RedirectVisit, redirectGateway } from '../../support/redirect-visit.ts';
import { itemsOut, returnedCart } from '../../support/returned-cart.ts';

const { gateway, shop } = await redirectGateway();
const returnUrl = `${gateway.url}/punchgate/app/return`;

async function visitByOci(parameters = {}): Promise<RedirectVisit> {
  const visit = new RedirectVisit(shop);
  await visit.enter((await ociLogin(gateway.url, parameters)).headers.location ?? '');
  return visit;
}

/** Whose the token is, as the Store API tells whoever holds it. */
async function customerOf(token: string): Promise<unknown> {
  const headers = { 'sw-access-key': ACCESS_KEY, 'sw-context-token': token };
  return JSON.parse((await call(`${shop.url}/store-api/context`, { headers })).text).customer;
}

async function cxmlStartPage(changes: Parameters<typeof setupRequest>[0] = {}): Promise<string> {
  return (await cxmlCall(gateway.url, setupRequest(changes))).startPage;
}

describe('where buyers see the shop under its own host', () => {
  test('an OCI buyer comes in by the App, shops as the customer, and brings the cart back', async () => {
    const visit = new RedirectVisit(shop);
    const home = await visit.enter((await ociLogin(gateway.url)).headers.location ?? '');
    expect(home.status).toBe(200);
    expect(home.text).toContain('Acme Manufacturing');
    await visit.add('HAM-001', 2);
    const page = await visit.press('/punchgate/app/return');
    const fields = Object.fromEntries(formTo(page.text, `${buyerUrl}/return/oci`).fields);
    expect(fields).toMatchObject({ 'NEW_ITEM-VENDORMAT[1]': 'HAM-001', 'NEW_ITEM-QUANTITY[1]': '2.000' });
  });

  test('a cXML buyer too, and the customer has net prices from the first page on', async () => {
    const visit = new RedirectVisit(shop);
    const home = await visit.enter(await cxmlStartPage());
    expect(home.text).toContain('Globex');
    await visit.add('HAM-001', 1);
    const { lines } = returnedCart((await visit.press('/punchgate/app/return')).text);
    expect(lines).toMatchObject([{ number: 'HAM-001', quantity: '1' }]);
  });

  test('a visit begins on the page that the buyer asked for', async () => {
    const product = shop.catalog.byNumber.get('HELM-01');
    const visit = new RedirectVisit(shop);
    const parameters = { FUNCTION: 'DETAIL', PRODUCTID: 'HELM-01' };
    const page = await visit.enter((await ociLogin(gateway.url, parameters)).headers.location ?? '');
    const detail =
      page.status === 301 ? await visit.open(new URL(page.headers.location ?? '', shop.url).pathname) : page;
    expect(detail.text).toContain(product?.name);
  });

  test('an edited cart is there again, with its lines and quantities', async () => {
    const first = new RedirectVisit(shop);
    await first.enter(await cxmlStartPage());
    await first.add('HAM-001', 3);
    const { lines } = returnedCart((await first.press('/punchgate/app/return')).text);
    const again = new RedirectVisit(shop);
    const page = await again.enter(await cxmlStartPage({ operation: 'edit', items: itemsOut(lines) }));
    expect(page.text).toContain('Shopping cart');
    const cart = JSON.parse((await again.open('/checkout/cart.json')).text);
    expect(cart.lineItems).toMatchObject([{ quantity: 3 }]);
  });

  test('what came back otherwise is told before the buyer goes on into the shop', async () => {
    const visit = new RedirectVisit(shop);
    const parameters = { FUNCTION: 'DETAIL', PRODUCTID: 'NO-SUCH-ARTICLE' };
    const shown = await visit.start((await ociLogin(gateway.url, parameters)).headers.location ?? '');
    const told = await visit.post(formTo(shown.text, gateway.url));
    expect(told.text).toContain('NO-SUCH-ARTICLE');
    const next = /class="button" href="([^"]+)"/.exec(told.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect((await visit.arrive(next)).status).toBe(200);
  });

  test('a cart returns once: pressed again, the same page comes', async () => {
    const visit = await visitByOci();
    await visit.add('HAM-001', 1);
    const token = await visit.token();
    const press = async () => (await visit.browser.submit(returnUrl, { token })).text;
    const first = formTo(await press(), buyerUrl);
    expect(formTo(await press(), buyerUrl).fields).toEqual(first.fields);
  });

  test('a cart returns once: the button pressed thrice at a time brings the same page each time', async () => {
    const visit = await visitByOci();
    await visit.add('HAM-001', 1);
    const token = await visit.token();
    const pages = await Promise.all([1, 2, 3].map(() => visit.browser.submit(returnUrl, { token })));
    const [first, ...others] = pages.map(({ text }) => formTo(text, buyerUrl).fields);
    expect(others).toEqual([first, first]);
  });

  test('the same browser comes for another visit, after one that returned and one that was left', async () => {
    const visit = await visitByOci();
    for (const way of ['return', 'leave']) {
      await visit.add('HAM-001', 1);
      await visit.press(`/punchgate/app/${way}`);
      await visit.enter((await ociLogin(gateway.url)).headers.location ?? '');
      expect(JSON.parse((await visit.open('/checkout/cart.json')).text).lineItems).toEqual([]);
    }
    await visit.add('HELM-01', 1);
    const { fields } = formTo((await visit.press('/punchgate/app/return')).text, buyerUrl);
    expect(fields).toContainEqual(['NEW_ITEM-VENDORMAT[1]', 'HELM-01']);
  });

  test.each(['return', 'leave'])(
    'after "%s" the browser and its token are strangers to the shop',
    async (way) => {
      const visit = await visitByOci();
      await visit.add('HAM-001', 1);
      const token = await visit.token();
      expect(await customerOf(token)).toMatchObject({ company: 'Acme Manufacturing GmbH' });
      await visit.press(`/punchgate/app/${way}`);
      expect(await customerOf(token)).toBeNull();
      expect((await visit.open('/')).text).not.toContain('Acme Manufacturing');
      expect(JSON.parse((await visit.open('/checkout/cart.json')).text).lineItems).toEqual([]);
    },
  );

  test('an empty cart is not returned; the buyer may go back to the shop or leave', async () => {
    const visit = await visitByOci();
    const token = await visit.token();
    const page = await visit.browser.submit(`${gateway.url}/punchgate/app/return`, { token });
    expect(page.status).toBe(409);
    expect(page.text).toContain(`href="${shop.url}/"`);
    const { action, fields } = formsTo(page.text, '/punchgate/app/leave');
    const left = await visit.browser.submit(gateway.url + action, Object.fromEntries(fields));
    expect(left.status).toBe(200);
  });

  test('what the shop has corrected since is told first, and the cart goes with the next press', async () => {
    const visit = await visitByOci();
    await visit.add('HAM-001', 2);
    const token = await visit.token();
    const hammer = shop.catalog.byNumber.get('HAM-001');
    if (!hammer) throw new Error('the demo shop has no hammer');
    const before = hammer.purchaseSteps;
    hammer.purchaseSteps = 2;
    const told = await visit.browser.submit(`${gateway.url}/punchgate/app/return`, { token });
    hammer.purchaseSteps = before;
    expect(told.text).toContain('as you have seen it in the shop');
    const { action, fields } = formsTo(told.text, '/punchgate/app/return');
    const page = await visit.browser.submit(gateway.url + action, Object.fromEntries(fields));
    expect(formTo(page.text, buyerUrl).fields.some(([, value]) => value === 'HAM-001')).toBe(true);
  });

  test('a buyer leaves without a cart by the button of the shop', async () => {
    const visit = new RedirectVisit(shop);
    await visit.enter(await cxmlStartPage());
    const { lines } = returnedCart((await visit.press('/punchgate/app/leave')).text);
    expect(lines).toEqual([]);
  });

  test('the cart is read by the gateway: what the browser says about it counts for nothing', async () => {
    const visit = await visitByOci();
    await visit.add('HAM-001', 1);
    const token = await visit.token();
    const forged = { token, 'NEW_ITEM-PRICE[1]': '0.01', price: '0.01' };
    const page = await visit.browser.submit(`${gateway.url}/punchgate/app/return`, forged);
    const fields = Object.fromEntries(formTo(page.text, buyerUrl).fields);
    expect(Number(fields['NEW_ITEM-PRICE[1]'])).toBeGreaterThan(1);
  });

  test('a browser that keeps no cookie of ours brings its cart back all the same', async () => {
    const visit = await visitByOci();
    await visit.add('HAM-001', 1);
    const body = new URLSearchParams({ token: await visit.token() }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const page = await call(`${gateway.url}/punchgate/app/return`, { method: 'POST', headers, body });
    expect(formTo(page.text, buyerUrl).fields.length).toBeGreaterThan(3);
  });

  test('there is nothing to order in the shop: the last page before an order offers the transfer', async () => {
    const visit = await visitByOci();
    await visit.add('HAM-001', 1);
    const page = await visit.open('/checkout/confirm');
    expect(page.text).toContain('nothing is ordered in the shop');
    expect(page.text).not.toContain('confirmOrderForm');
    expect(formsTo(page.text, '/punchgate/app/return').action).toBe(`${gateway.url}/punchgate/app/return`);
  });

  test('inside a frame, the shop is offered in a window of its own', async () => {
    const start = (await ociLogin(gateway.url)).headers.location ?? '';
    const visit = new RedirectVisit(shop);
    const framed = await visit.browser.open(start, { headers: { 'sec-fetch-dest': 'iframe' } });
    expect(framed.status).toBe(200);
    const href = /href="([^"]+)" target="_blank"/.exec(framed.text)?.[1] ?? '';
    expect((await visit.enter(gateway.url + href)).status).toBe(200);
  });

  test('no token of a session stands in an address or in the log', async () => {
    const visit = await visitByOci();
    const token = await visit.token();
    expect(JSON.stringify(gateway.log)).not.toContain(token);
    expect(shop.requests.some(({ query }) => query.includes(token))).toBe(false);
  });
});
