import { describe, expect, test } from 'vitest';
import { cartWith, line, productIds, read } from './shop-cart.ts';
import { useNock } from './test-shop.ts';

useNock();

describe('what an article says', () => {
  const bare = { id: productIds[0], translated: [], customFields: null, categories: null };

  async function productFrom(article: object, values: object = {}) {
    const cart = await read(cartWith([line('product', { referencedId: productIds[0], ...values })]), [
      article,
    ]);
    return cart.items[0]?.product;
  }

  test('comes from the translation, with the HTML taken out', async () => {
    const article = {
      ...bare,
      name: null,
      description: '<p>ignored</p>',
      translated: {
        name: 'Glove, size 9',
        description: '<p>Nitrile&nbsp;coated</p><p>EN 388</p>',
        customFields: { unspsc: '46181504' },
      },
      customFields: { unspsc: 'wrong', weightClass: 3, fragile: false, tags: ['a'], none: null, empty: '' },
    };
    expect(await productFrom(article)).toMatchObject({
      name: 'Glove, size 9',
      description: 'Nitrile coated\nEN 388',
      customFields: { unspsc: '46181504', weightClass: '3', fragile: 'false', tags: 'a', 'tags.0': 'a' },
    });
  });

  test('what it does not have is absent, not empty', async () => {
    const article = {
      ...bare,
      ean: '',
      manufacturer: null,
      unit: null,
      weight: null,
      description: '<p></p>',
    };
    const url = `https://shop.example/detail/${productIds[0]}`;
    expect(await productFrom(article)).toEqual({ id: productIds[0], url, customFields: {} });
  });

  test.each([
    [{ min: 1, max: 3, unit: 'day' }, '3'],
    [{ min: 1, max: 2, unit: 'week' }, '14'],
    [{ min: 1, max: 36, unit: 'hour' }, '2'],
    [{ min: 1, max: 2, unit: 'month' }, '60'],
  ])('the delivery time %j is at most %s days', async (deliveryTime, days) => {
    expect(await productFrom({ ...bare, deliveryTime })).toMatchObject({ deliveryDays: days });
    expect(await productFrom(bare, { deliveryInformation: { deliveryTime } })).toMatchObject({
      deliveryDays: days,
    });
  });

  test('its category is the deepest it is in', async () => {
    const categories = [
      { name: 'Tools', level: 2, translated: [] },
      { name: 'Hammers', level: 3, translated: { name: 'Hämmer' } },
    ];
    expect(await productFrom({ ...bare, categories })).toMatchObject({ category: 'Hämmer' });
  });
});
