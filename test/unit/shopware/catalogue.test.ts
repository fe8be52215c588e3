import { describe, expect, test } from 'vitest';
import type { CataloguePage, CatalogueQuestion } from '../../../src/punchout/shop.ts';
import { catalogue } from '../../../src/shopware/catalogue.ts';
import { createStoreApi } from '../../../src/shopware/store-api.ts';
import { context as customerContext } from './shop-cart.ts';
import { connection, contextToken, shop, shopwareErrors, useNock } from './test-shop.ts';

useNock();

const question: CatalogueQuestion = { term: undefined, page: 3, size: 50, updatedSince: undefined };
const taxRules = [{ taxRate: 19, percentage: 100 }];
const screw = {
  id: 'a'.repeat(32),
  productNumber: 'SCREW',
  translated: [],
  customFields: [],
  categories: [],
  childCount: 0,
  minPurchase: 1,
  calculatedPrices: [],
  calculatedPrice: { unitPrice: 0.1, quantity: 1, taxRules },
};

async function ask(articles: object[], more: { context?: object; question?: object } = {}) {
  const bodies: unknown[] = [];
  const path = more.question && 'term' in more.question ? '/store-api/search' : '/store-api/product';
  shop()
    .post(path, (body) => bodies.push(body) > 0)
    .reply(200, { total: 7, elements: articles });
  shop()
    .get('/store-api/context')
    .reply(200, { ...customerContext, ...more.context });
  const asked = { ...question, ...more.question };
  const page = await catalogue(asked, contextToken, createStoreApi(connection));
  return { page, body: bodies.at(-1) };
}

async function firstItem(article: object, context: object): Promise<CataloguePage['items'][number]> {
  const [item] = (await ask([article], { context })).page.items;
  if (!item) throw new Error('no item');
  return item;
}

describe('a page of the catalogue', () => {
  test('is asked for in the order of ids, with the number of all articles and without parents of variants', async () => {
    const { body, page } = await ask([screw, { ...screw, childCount: 3 }]);
    expect(body).toMatchObject({
      page: 3,
      limit: 50,
      'total-count-mode': 1,
      sort: [{ field: 'id', order: 'ASC' }],
      filter: [{ type: 'multi', operator: 'or', queries: [{ value: 0 }, { value: null }] }],
    });
    expect(page).toMatchObject({ total: 7, currency: 'EUR', currencyDecimals: 2 });
    expect(page.items.map(({ key }) => key)).toEqual([screw.id]);
  });

  test('says who asks and in which language the texts are', async () => {
    const context = {
      customer: { customerNumber: 'K-10001', company: 'Acme' },
      languageInfo: { localeCode: 'en-GB' },
    };
    expect((await ask([screw], { context })).page).toMatchObject({
      language: 'en-GB',
      shopCustomer: { number: 'K-10001', company: 'Acme' },
    });
  });

  test('names the moment as the shop has it in its columns', async () => {
    const { body } = await ask([], { question: { updatedSince: Date.parse('2026-06-01T14:00:00.5+02:00') } });
    const parameters = { gte: '2026-06-01 12:00:00.500' };
    expect(body).toMatchObject({
      filter: [
        {},
        {
          queries: [
            { type: 'range', field: 'updatedAt', parameters },
            { type: 'range', field: 'createdAt', parameters },
          ],
        },
      ],
    });
  });

  test('leaves the order of hits to the search of the shop', async () => {
    const { body } = await ask([], { question: { term: 'screw' } });
    expect(body).toMatchObject({ search: 'screw' });
    expect(body).not.toHaveProperty('sort');
  });

  test('is named in both ways, as older releases of the shop know one and newer ones the other', async () => {
    expect((await ask([], { question: { term: 'screw' } })).body).toMatchObject({ page: 3, p: 3 });
  });

  test('of a search has the variants of a family in the place of their parent, and names one that has none', async () => {
    const parent = (digit: string, productNumber: string) => ({
      ...{ ...screw, id: digit.repeat(32), productNumber, childCount: 2 },
    });
    const child = (digit: string) => ({ ...screw, id: digit.repeat(32), parentId: 'b'.repeat(32) });
    const filter = [{ type: 'equalsAny', field: 'parentId', value: ['b'.repeat(32), 'c'.repeat(32)] }, {}];
    const asked: unknown[] = [];
    shop()
      .post('/store-api/product', (body) => asked.push(body) > 0)
      .reply(200, { total: 2, elements: [child('1'), child('2')] });
    const hits = [parent('b', 'FAMILY'), screw, parent('c', 'CHILDLESS')];
    const { page } = await ask(hits, { question: { term: 'screw' } });
    expect(asked.at(-1)).toMatchObject({ filter, limit: 100 });
    expect(page.items.map(({ key }) => key)).toEqual(['1'.repeat(32), '2'.repeat(32), screw.id]);
    expect(page.unread).toMatchObject([{ article: 'CHILDLESS' }]);
    expect(page.count).toBe(3);
  });

  test.each([
    ['without a price', { calculatedPrice: null }],
    ['with a smallest quantity of nothing', { minPurchase: 0 }],
    ['with tax rules of another kind', { calculatedPrice: { unitPrice: 1, quantity: 1, taxRules: 'none' } }],
  ])('has all articles but one %s, and names that one', async (_, odd) => {
    const nut = { ...screw, id: 'b'.repeat(32), productNumber: 'NUT' };
    const { page } = await ask([{ ...nut, ...odd }, screw]);
    expect(page.items.map(({ key }) => key)).toEqual([screw.id]);
    expect(page.count).toBe(2);
    expect(page.unread).toMatchObject([{ article: 'NUT', fault: { reason: 'shop_answer_invalid' } }]);
  });

  test.each([[7], ['text'], [null], [[]], [{}]])('has all articles but %j', async (odd) => {
    const { page } = await ask([screw, odd as unknown as object]);
    expect(page.items).toHaveLength(1);
    expect(page.unread).toMatchObject([{ article: 'without a number' }]);
  });

  test.each([
    ['PRODUCT__LISTING_PAGE_OUT_OF_RANGE', undefined],
    ['FRAMEWORK__ROUTE_NOT_FOUND', 'shop_refused'],
  ])('is empty after the last one, where the shop says so (404 %s)', async (code, reason) => {
    shop().post('/store-api/search').reply(404, shopwareErrors(code));
    shop().get('/store-api/context').reply(200, customerContext);
    const asked = catalogue({ ...question, term: 'screw' }, contextToken, createStoreApi(connection));
    if (reason) await expect(asked).rejects.toMatchObject({ reason });
    else expect(await asked).toMatchObject({ count: 0, items: [], unread: [] });
  });

  test.each([
    [1, '10'],
    [9, '90'],
    [10, '80'],
    [500, '2500'],
  ])('a smallest quantity of %i has the price of its scale', async (minPurchase, shownTotal) => {
    const scale = (unitPrice: number, quantity: number) => ({ unitPrice, quantity, taxRules });
    const calculatedPrices = [scale(10, 9), scale(8, 49), scale(5, 50)];
    const item = await firstItem({ ...screw, minPurchase, calculatedPrices }, {});
    expect(Number(item.shownTotal)).toBe(Number(shownTotal));
    expect(item.quantity).toBe(String(minPurchase));
  });

  test.each([
    ['gross', { netTotal: '8.4', shownTotal: '10', tax: '1.6' }],
    ['net', { netTotal: '10', shownTotal: '10', tax: '1.9' }],
    ['tax-free', { netTotal: '10', shownTotal: '10', tax: '0' }],
  ])('is %s where the customer is', async (taxState, worth) => {
    const calculatedPrice = { unitPrice: 10, quantity: 1, taxRules };
    expect(await firstItem({ ...screw, calculatedPrice }, { context: { taxState } })).toMatchObject(worth);
  });

  test.each([
    [null, null, '8.4'],
    ['net', true, '10'],
    [null, false, '10'],
  ])(
    'has the prices of tax state %s in a group that shows gross: %s',
    async (taxState, displayGross, netTotal) => {
      const calculatedPrice = { unitPrice: 10, quantity: 1, taxRules };
      const currentCustomerGroup = { name: 7, translated: 'x', displayGross };
      const item = await firstItem(
        { ...screw, calculatedPrice },
        { context: { taxState }, currentCustomerGroup },
      );
      expect(item.netTotal).toBe(netTotal);
    },
  );

  test('is refused once the shop has forgotten the customer: its prices are those of a stranger', async () => {
    await expect(ask([screw], { context: { customer: null } })).rejects.toMatchObject({
      reason: 'session_expired',
    });
  });
});
