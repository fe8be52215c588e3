import { afterEach, describe, expect, test } from 'vitest';
import { type DemoShopFaults, noFaults } from '../../../src/demo/shop/demo-shop-faults.ts';
import { ociLogin } from '../../support/buyer.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { demoSystemFile } from '../../support/gateway.ts';
import { largeCatalog } from '../../support/large-catalog.ts';
import { readServerPage, valuesOf } from '../../support/server-page.ts';

const articles = 250;
const { shop, gateway } = await demoGateway({ catalog: largeCatalog(articles) });

afterEach(() => {
  Object.assign(shop.faults, noFaults());
});

async function numbersFound(hits: number): Promise<string[]> {
  await gateway.license(await gateway.apply({ ...demoSystemFile(shop, 'oci'), hits }));
  shop.requests.length = 0;
  const { status, text } = await ociLogin(gateway.url, {
    FUNCTION: 'BACKGROUND_SEARCH',
    SEARCHSTRING: 'article',
  });
  expect(status, text).toBe(200);
  return Object.values(valuesOf(readServerPage(text), 'EXT_PRODUCT_ID'));
}

const calls = (path: string) => shop.requests.filter((request) => request.path.endsWith(path)).length;

/** How releases of Shopware differ. */
const releases: [name: string, faults: Partial<DemoShopFaults>][] = [
  ['as many as it is asked for', {}],
  ['24 at a time, whatever it is asked for', { searchLimitIgnored: true }],
  ['as many as it is asked for, and refuses a page after the last one', { searchEndRefused: true }],
  [
    '24 at a time, and refuses a page after the last one',
    { searchLimitIgnored: true, searchEndRefused: true },
  ],
];

describe.each(releases)(
  'a search with more hits than the shop gives at a time, which gives %s,',
  (_, faults) => {
    test.each([24, 25, 48, 230, 250, 400])(
      'has %i of them or all, each once, from one session',
      async (hits) => {
        Object.assign(shop.faults, faults);
        const numbers = await numbersFound(hits);
        expect(numbers).toEqual(shop.catalog.products.slice(0, hits).map(({ number }) => number));
        expect(calls('switch-customer')).toBe(1);
      },
    );
  },
);

test('a search whose first page has all hits asks for no second one', async () => {
  expect(await numbersFound(100)).toHaveLength(100);
  expect(calls('/store-api/search')).toBe(1);
});

test('a search whose pages repeat the same families has each variant once, and ends where nothing is new', async () => {
  shop.catalog.products.forEach((product, index) => {
    product.variant = { parentNumber: `FAMILY-${index % 5}`, options: [] };
  });
  Object.assign(shop.faults, { familiesByParent: true, searchLimitIgnored: true });
  const numbers = await numbersFound(200);
  for (const product of shop.catalog.products) product.variant = null;
  expect(new Set(numbers).size).toBe(100);
  expect(numbers).toHaveLength(100);
  expect(calls('/store-api/search')).toBe(2);
});
