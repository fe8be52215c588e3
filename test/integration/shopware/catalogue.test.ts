import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemoShop, startDemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import { createEgress } from '../../../src/http/egress.ts';
import type { CartItem } from '../../../src/punchout/cart.ts';
import { round } from '../../../src/punchout/money.ts';
import type { CatalogueQuestion, Shop } from '../../../src/punchout/shop.ts';
import { createShop } from '../../../src/shopware/shop.ts';
import { shopSettingsSchema } from '../../../src/shopware/shop-settings.ts';

let demo: DemoShop;
let shop: Shop;
const egress = createEgress({ allowPrivate: true });
const all: CatalogueQuestion = { term: undefined, page: 1, size: 100, updatedSince: undefined };

beforeAll(async () => {
  demo = await startDemoShop({ port: 0, host: '127.0.0.1' });
  const { url, accessKey, salesChannelId, clientId, clientSecret } = demo;
  const settings = { url, accessKey, salesChannelId, clientId, clientSecret, allowPrivate: true };
  shop = createShop(shopSettingsSchema.parse(settings), {
    egress,
    pageEgress: egress,
    now: Date.now,
    publicUrl: 'https://punchout.example',
  });
});

afterAll(async () => {
  egress.close();
  await demo.close();
});

async function tokenOf(customerNumber: string): Promise<string> {
  const found = demo.customers.find(({ number }) => number === customerNumber);
  return (await shop.openSession({ id: found?.id ?? '' })).contextToken;
}

function worth({ quantity, unit, netTotal, shownTotal, tax, taxRate, product }: CartItem) {
  const [net, shown, taxes] = [netTotal, shownTotal, tax].map((value) => round(value, 2));
  return { number: product.number, quantity, unit, net, shown, taxes, taxRate };
}

const byKey = (left: CartItem, right: CartItem) => (left.key < right.key ? -1 : 1);

describe('the catalogue', () => {
  test.each(['K-10001', 'K-10002'])(
    'has every article at the price at which the cart of customer %s has it',
    async (number) => {
      const token = await tokenOf(number);
      const { items, total, currency } = await shop.catalogue(all, token);
      expect([total, items.length, currency]).toEqual([
        demo.catalog.products.length,
        demo.catalog.products.length,
        'EUR',
      ]);
      await shop.fillCart(
        token,
        items.map(({ key, quantity }) => ({ productId: key, number: '', quantity })),
      );
      const cart = (await shop.readCart(token)).items.filter(({ kind }) => kind === 'item');
      expect(items.map(worth)).toEqual(cart.toSorted(byKey).map(worth));
    },
  );

  test('has every article on exactly one of its pages', async () => {
    const token = await tokenOf('K-10001');
    const keys: string[] = [];
    for (let page = 1; page <= Math.ceil(demo.catalog.products.length / 7); page += 1)
      keys.push(...(await shop.catalogue({ ...all, page, size: 7 }, token)).items.map(({ key }) => key));
    expect(keys).toEqual(demo.catalog.products.map(({ id }) => id).sort());
    expect((await shop.catalogue({ ...all, page: 99 }, token)).items).toEqual([]);
  });

  test('has what was changed or added since a moment', async () => {
    const token = await tokenOf('K-10001');
    const hammer = demo.catalog.byNumber.get('HAM-001');
    if (!hammer) throw new Error('no hammer');
    hammer.updatedAt = '2026-06-01T12:00:00.000+00:00';
    const since = async (moment: string) =>
      (await shop.catalogue({ ...all, updatedSince: Date.parse(moment) }, token)).items.map(
        ({ product }) => product.number,
      );
    expect(await since('2026-06-01T14:00:00+02:00')).toEqual(['HAM-001']);
    expect(await since('2026-06-01T14:00:00.001+02:00')).toEqual([]);
    expect(await since('2026-01-01T00:00:00Z')).toHaveLength(demo.catalog.products.length);
  });

  test('is searched as the shop searches', async () => {
    const token = await tokenOf('K-10001');
    const { items, total } = await shop.catalogue({ ...all, term: 'hammer', size: 1 }, token);
    expect(items.map(({ name }) => name)).toEqual(['Hammer 500g']);
    expect(total).toBeGreaterThanOrEqual(1);
  });
});
