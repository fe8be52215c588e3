import { expect, test } from 'vitest';
import { createStoreApi } from '../../../src/shopware/store-api.ts';
import { connection, contextToken, shop, shopwareErrors, useNock } from './test-shop.ts';

useNock();

const id = 'a'.repeat(32);
const html = { 'content-type': 'text/html' };

async function ask(): Promise<boolean> {
  return await createStoreApi(connection).hasCategory(id, contextToken);
}

function answer(status: number, body: string | object, headers = {}): void {
  shop().post(`/store-api/category/${id}`).reply(status, body, headers);
}

test('a category that the shop shows is there', async () => {
  answer(200, { id, name: 'Tools', apiAlias: 'category' });
  expect(await ask()).toBe(true);
});

test('a category that the shop does not know, or does not show, is not', async () => {
  answer(404, shopwareErrors('CONTENT__CATEGORY_NOT_FOUND'));
  expect(await ask()).toBe(false);
});

test.each([
  ['a page of a machine in between', 404, '<h1>Not Found</h1>', html, 'shop_answer_invalid'],
  ['an error of something else', 404, shopwareErrors('0'), {}, 'shop_refused'],
  ['an overloaded shop', 503, '', {}, 'shop_unreachable'],
  ['an answer that is none', 200, { name: 'Tools' }, {}, 'shop_answer_invalid'],
] as const)('%s does not say so', async (_, status, body, headers, reason) => {
  answer(status, body, headers);
  await expect(ask()).rejects.toMatchObject({ reason });
});
