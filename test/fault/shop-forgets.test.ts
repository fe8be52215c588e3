import { afterEach, describe, expect, test } from 'vitest';
import { noFaults } from '../../src/demo/shop/demo-shop-faults.ts';
import { demoGateway } from '../support/demo-gateway.ts';
import { buyerUrl } from '../support/gateway.ts';
import { formTo } from '../support/html-form.ts';
import { untilKept } from '../support/kept-cart.ts';
import { type ShopVisit, visitByOci } from '../support/visit.ts';

const { shop, gateway } = await demoGateway();
const hammer = shop.catalog.byNumber.get('HAM-001');
if (!hammer) throw new Error('the demo shop sells hammers');
const asSold = { ...hammer };

afterEach(() => {
  Object.assign(shop.faults, noFaults());
  Object.assign(hammer, asSold);
  shop.catalog.byId.set(hammer.id, hammer);
});

/** A buyer who has two hammers in the cart and has looked at it. */
async function shopping(): Promise<ShopVisit> {
  const visit = await visitByOci(gateway, shop);
  await visit.add('HAM-001', 2);
  await visit.open('/checkout/cart');
  await untilKept(gateway, 2);
  shop.requests.splice(0);
  return visit;
}

/** Number and quantity of each article that goes back. */
function returned(page: string): string[] {
  const fields = new Map(formTo(page, buyerUrl).fields);
  const numbers = [...fields].filter(([name, value]) => name.includes('VENDORMAT') && value !== 'SHIPPING');
  return numbers.map(([name, number]) => `${number} ${fields.get(name.replace('VENDORMAT', 'QUANTITY'))}`);
}

const sessionsOpened = () =>
  shop.requests.filter(({ path }) => path === '/api/_proxy/switch-customer').length;

describe('a shop that does not know the buyer any more', () => {
  test('costs nobody the cart: it is put together again and goes without another page', async () => {
    const visit = await shopping();
    shop.forgetContexts();
    expect(returned((await visit.transfer()).text)).toEqual(['HAM-001 2.000']);
    expect(sessionsOpened()).toBe(1);
  });

  test('shows the cart on the next page as if nothing had happened, and the buyer shops on', async () => {
    const visit = await shopping();
    shop.forgetContexts();
    shop.endSessions();
    const cart = await visit.open('/checkout/cart');
    expect(cart.status).toBe(200);
    expect(cart.text).toContain('HAM-001');
    await visit.add('HELM-01', 1);
    expect(returned((await visit.transfer()).text)).toEqual(['HAM-001 2.000', 'HELM-01 1.000']);
    expect(sessionsOpened()).toBe(1);
  });

  test('is asked for one session by all requests of a page together', async () => {
    const visit = await shopping();
    shop.forgetContexts();
    shop.endSessions();
    const paths = ['/checkout/cart', '/', '/checkout/cart', '/search?search=helmet'];
    const pages = await Promise.all(paths.map((path) => visit.open(path)));
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(sessionsOpened()).toBe(1);
    expect(returned((await visit.transfer()).text)).toEqual(['HAM-001 2.000']);
  });

  test('goes on with a browser that has not got its new cookies yet', async () => {
    const visit = await shopping();
    const before = new Map(visit.browser.cookies);
    shop.forgetContexts();
    shop.endSessions();
    await visit.open('/checkout/cart');
    for (const [name, value] of before) visit.browser.cookies.set(name, value);
    await visit.add('HELM-01', 1);
    expect(returned((await visit.transfer()).text)).toEqual(['HAM-001 2.000', 'HELM-01 1.000']);
    expect(sessionsOpened()).toBe(1);
    const told = gateway.log.filter(({ event }) => event === 'shop_session_renewed');
    expect(told.at(-1)).toMatchObject({ level: 30, advice: expect.stringContaining('gc_maxlifetime') });
  });

  test('and forgets every session at once is not asked for one by every page', async () => {
    const visit = await shopping();
    for (let pages = 0; pages < 5; pages += 1) {
      shop.forgetContexts();
      shop.endSessions();
      await visit.open('/checkout/cart');
    }
    expect(sessionsOpened()).toBe(1);
  });

  test('and forgets it again at once makes no stranger of the buyer, who keeps the cookie of the visit', async () => {
    const visit = await shopping();
    shop.endSessions();
    await visit.open('/checkout/cart');
    const ofTheVisit = visit.browser.cookies.get('pgs_session-');
    shop.endSessions();
    expect((await visit.open('/checkout/cart')).status).toBe(200);
    expect(visit.browser.cookies.get('pgs_session-')).toBe(ofTheVisit);
    shop.endSessions();
    const refused = await visit.browser.submit(`${gateway.url}/checkout/line-item/add`, {});
    expect(refused.status).toBe(503);
    expect(gateway.reasons()).toContain('shop_unreachable');
  });

  test('gives its new cookies to the browser sealed, and the context token to nobody', async () => {
    const visit = await shopping();
    const before = visit.browser.cookies.get('pgs_session-');
    shop.forgetContexts();
    shop.endSessions();
    const page = await visit.open('/checkout/cart');
    expect(visit.browser.cookies.get('pgs_session-')).not.toBe(before);
    expect(page.headers['set-cookie']?.some((line) => line.startsWith('session-='))).toBe(false);
    await visit.open('/checkout/cart');
    expect(sessionsOpened()).toBe(1);
  });
});

describe('a shop that ends idle sessions', () => {
  test('loses nothing of what is put into the cart afterwards', async () => {
    const visit = await shopping();
    shop.endSessions();
    await visit.add('HELM-01', 1);
    expect(returned((await visit.transfer()).text)).toEqual(['HAM-001 2.000', 'HELM-01 1.000']);
  });

  test('loses nothing of what the gateway had not read yet', async () => {
    const visit = await shopping();
    const [session] = await gateway.adapters.sessions.list({ limit: 1 });
    const earlier = session && (await gateway.adapters.snapshots.of(session.id));
    if (!earlier) throw new Error('no cart was kept');
    await visit.add('HELM-01', 1);
    await untilKept(gateway, 3);
    await gateway.adapters.snapshots.keep(session.id, earlier);
    shop.endSessions();
    expect((await visit.open('/checkout/cart')).text).toContain('HELM-01');
    expect(sessionsOpened()).toBe(1);
    expect(returned((await visit.transfer()).text)).toEqual(['HAM-001 2.000', 'HELM-01 1.000']);
  });

  test('is not asked for a session by a page that the buyer leaves open', async () => {
    const visit = await shopping();
    shop.endSessions();
    expect(returned((await visit.transfer()).text)).toEqual(['HAM-001 2.000']);
    expect(sessionsOpened()).toBe(0);
  });
});

describe('what comes back otherwise', () => {
  test.each([
    ['an article that is no longer sold', () => shop.catalog.byId.delete(hammer.id), 'is no longer sold'],
    ['a quantity', () => Object.assign(hammer, { maxPurchase: 1 }), '2 before, now 1'],
    ['a price', () => Object.assign(hammer, { net: '20.00', gross: '23.80', tiers: [] }), 'now 20.00 EUR'],
  ])('%s is told before the cart goes, and the next press sends it', async (_name, change, told) => {
    const visit = await shopping();
    await visit.add('HELM-01', 1);
    await untilKept(gateway, 3);
    shop.forgetContexts();
    change();
    const page = await visit.transfer();
    expect(page.text).toContain('had to be put together again');
    expect(page.text).toContain(told);
    expect(returned((await visit.transfer()).text).at(-1)).toBe('HELM-01 1.000');
  });

  test('is told on the way to the next page too, with a way to the cart', async () => {
    const visit = await shopping();
    shop.forgetContexts();
    shop.endSessions();
    Object.assign(hammer, { maxPurchase: 1 });
    const answer = await visit.open('/checkout/cart');
    expect([answer.status, answer.headers.location]).toEqual([303, '/punchgate/notices']);
    const notices = await visit.open('/punchgate/notices');
    expect(notices.text).toContain('2 before, now 1');
    expect(notices.text).toContain('href="/checkout/cart"');
    expect((await visit.open('/checkout/cart')).text).toContain('HAM-001');
  });
});
