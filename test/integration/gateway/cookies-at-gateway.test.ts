import { describe, expect, test } from 'vitest';
import { ociLogin } from '../../support/buyer.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { buyerUrl, demoSystemFile } from '../../support/gateway.ts';
import { formTo } from '../../support/html-form.ts';
import { type ShopVisit, visitByOci, visitFrom } from '../../support/visit.ts';

const { shop, gateway } = await demoGateway();
const file = demoSystemFile(shop, 'oci');
const { system } = await gateway.apply({ ...file, shopCookies: 'gateway' });

const rowsOf = () =>
  gateway.adapters.database.run((sql) => sql.selectFrom('shopCookies').selectAll().execute());

/** Session cookies as the shop saw them last. */
function sessionsSeen(): string[] {
  return shop.requests.flatMap(
    ({ headers }) => /session-=([^;]+)/.exec(String(headers.cookie ?? ''))?.[1] ?? [],
  );
}

async function articlesOf(visit: ShopVisit): Promise<string[]> {
  const { fields } = formTo((await visit.transfer()).text, buyerUrl);
  return fields.filter(([name]) => name.startsWith('NEW_ITEM-VENDORMAT')).map(([, value]) => value);
}

describe('where cookies of the shop are kept at the gateway, a buyer', () => {
  test('shops and returns a cart, and holds no cookie but those that scripts need', async () => {
    expect(system.shopCookies).toBe('gateway');
    const visit = await visitByOci(gateway, shop);
    await visit.add('HAM-001', 2);
    await visit.open('/checkout/cart');
    expect([...visit.browser.cookies.keys()].toSorted()).toEqual(['punchgate', 'sw-cache-hash', 'sw-states']);
    expect(visit.browser.cookies.get('sw-states')).toBe('logged-in,cart-filled');
    expect(await articlesOf(visit)).toContain('HAM-001');
  });

  test('is known to the shop by a session that lies sealed in the database', async () => {
    const visit = await visitByOci(gateway, shop);
    await visit.open('/checkout/cart');
    const secret = sessionsSeen().at(-1) ?? '';
    expect(secret).toMatch(/^[0-9a-f]{32}$/);
    const rows = await rowsOf();
    expect(rows.map(({ name }) => name)).toContain('session-');
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(JSON.stringify(gateway.log)).not.toContain(secret);
    await visit.cancel();
  });

  test('cannot bring a session of the shop along', async () => {
    const visit = await visitByOci(gateway, shop);
    visit.browser.cookies.set('session-', 'chosen');
    visit.browser.cookies.set('pgs_session-', 'chosen');
    await visit.open('/checkout/cart');
    expect(String(shop.requests.at(-1)?.headers.cookie)).not.toMatch(/chosen|pgs_|punchgate/);
    await visit.cancel();
  });

  test('has a cart apart from those of other visits, also when many pages are opened at once', async () => {
    const [first, second] = [await visitByOci(gateway, shop), await visitByOci(gateway, shop)];
    await first.add('HAM-001', 1);
    await second.add('VEST-HV', 1);
    const pages = Array.from({ length: 20 }, (_, index) =>
      [first, second][index % 2]?.open('/checkout/cart'),
    );
    for (const page of await Promise.all(pages)) expect(page?.status).toBe(200);
    expect(await articlesOf(first)).not.toContain('VEST-HV');
    expect(await articlesOf(second)).not.toContain('HAM-001');
  });

  test('leaves nothing behind, by a return or without a cart', async () => {
    const before = await rowsOf();
    const [returned, left] = [await visitByOci(gateway, shop), await visitByOci(gateway, shop)];
    expect((await rowsOf()).length).toBeGreaterThan(before.length);
    await returned.add('HAM-001', 1);
    await returned.transfer();
    await left.cancel();
    expect(await rowsOf()).toEqual(before);
  });

  test('who opens the start link twice in one browser stays in the visit', async () => {
    const { headers } = await ociLogin(gateway.url);
    const visit = await visitFrom(gateway, shop, headers.location ?? '');
    await visit.add('HAM-001', 1);
    expect((await visit.browser.open(headers.location ?? '')).headers.location).toBe('/');
    expect(await articlesOf(visit)).toContain('HAM-001');
  });
});
