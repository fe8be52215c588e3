import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { add } from '../../../src/punchout/money.ts';
import { read } from './shop-cart.ts';
import { useNock } from './test-shop.ts';

useNock();

const recordings = process.env.SHOPWARE_RECORDINGS ?? '../shared/shopware';

function recorded(name: string) {
  return JSON.parse(readFileSync(join(recordings, `real-6.6.7.1-store-api-${name}.json`), 'utf8'));
}

describe.skipIf(!existsSync(recordings))('a cart as a real shop sent it', () => {
  test('with gross prices is read net of tax, line by line, and adds up', async () => {
    const cart = await read(recorded('cart-2items'), recorded('product').elements);
    expect(cart).toMatchObject({
      currency: 'EUR',
      currencyDecimals: 2,
      taxStatus: 'gross',
      shipping: undefined,
    });
    expect(cart.items.map(({ netTotal }) => netTotal)).toEqual(['30', '66.67']);
    expect(cart).toMatchObject({ netTotal: '96.67', shownTotal: '115.04' });
    expect(add(...cart.items.map(({ shownTotal }) => shownTotal))).toBe(cart.shownTotal);
  });

  test('with net prices is read as it is', async () => {
    const cart = await read(recorded('cart-net'));
    expect(cart).toMatchObject({ taxStatus: 'net', netTotal: '133.32', shownTotal: '133.32' });
    expect(cart.items).toMatchObject([
      { netTotal: '133.32', shownTotal: '133.32', quantity: '4', taxRate: '19' },
    ]);
  });

  test('tells the buyer all that the catalogue knows of an article', async () => {
    const cart = await read(recorded('cart-2items'), recorded('product').elements);
    expect(cart.items[0]).toEqual({
      kind: 'item',
      key: '01a20b3e879671a3a401e18d8857a169',
      name: 'Hammer 500g',
      quantity: '3',
      unit: 'pc',
      netTotal: '30',
      shownTotal: '35.7',
      tax: '5.7',
      taxRate: '19',
      product: {
        id: '70ff83728fb2701cbc52fac8df762bf1',
        number: 'HAM-001',
        name: 'Hammer 500g',
        ean: '4006381333931',
        manufacturer: 'ACME Tools',
        manufacturerNumber: 'ACME-H500',
        weight: '0.55',
        packUnit: 'piece',
        unitName: 'Piece',
        content: '1',
        referenceQuantity: '1',
        minimumQuantity: '1',
        quantityStep: '1',
        maximumQuantity: '100',
        category: 'Tools',
        categoryId: '298a664f356e310dbaf9117a0d108b1e',
        categoryPath: 'Tools',
        url: 'https://shop.example/detail/70ff83728fb2701cbc52fac8df762bf1',
        deliveryDays: '3',
        customFields: { punchout_unspsc: '27111602' },
      },
    });
  });

  test('keeps an article that the catalogue does not show any more', async () => {
    const cart = await read(recorded('cart-2items'), recorded('product').elements);
    expect(cart.items[1]).toMatchObject({ name: 'Nails 5 kg box', product: { number: 'NAIL-5KG' } });
  });
});
