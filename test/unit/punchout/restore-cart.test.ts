import { describe, expect, it } from 'vitest';
import { restoreCart } from '../../../src/punchout/restore-cart.ts';
import type { CartWish } from '../../../src/punchout/session.ts';
import { MemoryShop } from './memory-shop.ts';
import { netCart, sampleItem } from './sample-cart.ts';
import { sampleCustomer } from './sample-system.ts';

const hammer = sampleItem({ key: 'PG-1', quantity: '3', netTotal: '30.00' });

/** A shop that makes this cart of whatever is wished for. */
async function notices(wish: Partial<CartWish>) {
  const shop = new MemoryShop(netCart([hammer]));
  const { contextToken } = await shop.openSession(sampleCustomer);
  const line = { number: 'PG-1', name: 'Hammer', quantity: '3', price: '10.00', ...wish };
  return await restoreCart([line], contextToken, shop);
}

describe('a cart that is brought back', () => {
  it('is no news where it is as the buyer knows it, however the price is written', async () => {
    expect(await notices({})).toEqual([]);
    expect(await notices({ price: '10' })).toEqual([]);
    expect(await notices({ price: undefined })).toEqual([]);
  });

  it('tells a quantity that the shop has corrected', async () => {
    expect(await notices({ quantity: '4' })).toEqual([
      { code: 'quantity_changed', article: 'Hammer', before: '4', after: '3' },
    ]);
  });

  it('tells a price that has changed, with its currency', async () => {
    expect(await notices({ price: '9.5000' })).toEqual([
      { code: 'price_changed', article: 'Hammer', before: '9.5000 EUR', after: '10.0000 EUR' },
    ]);
  });

  it('tells quantity and price in the unit of the buyer, who does not know the shop’s', async () => {
    const wish = { factor: '100', quantity: '2.5', price: '10.00' };
    expect(await notices(wish)).toMatchObject([{ code: 'quantity_changed', before: '250', after: '300' }]);
    const dearer = { factor: '100', price: '9.50' };
    expect(await notices(dearer)).toMatchObject([
      { code: 'price_changed', before: '0.095 EUR', after: '0.10 EUR' },
    ]);
    expect(await notices({ factor: '100' })).toEqual([]);
  });

  it('tells an article that is gone by its name, or its number where it had none', async () => {
    expect(await notices({ number: 'PG-9' })).toEqual([{ code: 'product_gone', article: 'Hammer' }]);
    const unnamed = await notices({ number: 'PG-9', name: undefined });
    expect(unnamed).toEqual([{ code: 'product_gone', article: 'PG-9' }]);
  });

  it('leaves the shop alone where nothing is wished for', async () => {
    const shop = new MemoryShop(netCart([hammer]));
    shop.outage = true;
    expect(await restoreCart([], 'any', shop)).toEqual([]);
  });
});
