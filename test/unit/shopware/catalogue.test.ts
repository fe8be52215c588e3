import { describe, expect, test } from 'vitest';
import type { CataloguePage, CatalogueQuestion } from '../../../src/punchout/ports.ts';
import { catalogue } from '../../../src/shopware/catalogue.ts';
import { createStoreApi } from '../../../src/shopware/store-api.ts';
import { context as customerContext } from './shop-cart.ts';
import { connection, contextToken, shop, useNock } from './test-shop.ts';

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

  test('is refused once the shop has forgotten the customer: its prices are those of a stranger', async () => {
    await expect(ask([screw], { context: { customer: null } })).rejects.toMatchObject({
      reason: 'session_expired',
    });
  });
});
