import { describe, expect, test } from 'vitest';
import { cartWith, line, price, productIds, read } from './shop-cart.ts';
import { useNock } from './test-shop.ts';

useNock();

const [articleId, otherId] = productIds;

describe('a line that is no plain article', () => {
  test('a surcharge is a line of its own, with its tax taken off', async () => {
    const surcharge = line('surcharge', { label: 'Long goods', price: price(5.95, 0.95) });
    const { items } = await read(cartWith([surcharge]));
    expect(items).toMatchObject([{ kind: 'item', name: 'Long goods', netTotal: '5', tax: '0.95' }]);
  });

  test.each(['credit', 'discount', 'promotion'])('a %s takes something off', async (type) => {
    const { items } = await read(cartWith([line(type, { price: price(-1.19, -0.19) })]));
    expect(items).toMatchObject([{ kind: 'discount', netTotal: '-1' }]);
  });

  test('several taxes in a line are added up, and it has no single rate', async () => {
    const mixed = {
      totalPrice: 22.6,
      calculatedTaxes: [...price(11.9, 1.9).calculatedTaxes, ...price(10.7, 0.7, 7).calculatedTaxes],
    };
    const { items } = await read(cartWith([line('custom', { price: mixed })]));
    expect(items).toMatchObject([{ netTotal: '20', shownTotal: '22.6', tax: '2.6' }]);
    expect(items[0]).not.toHaveProperty('taxRate');
  });

  test('a digital article has no delivery, no delivery time and no shipping', async () => {
    const download = line('product', {
      referencedId: articleId,
      states: ['is-download'],
      deliveryInformation: null,
      quantityInformation: null,
      payload: { productNumber: 'EBOOK-1' },
    });
    const cart = await read(cartWith([download], { deliveries: [] }));
    expect(cart).toMatchObject({ items: [{ kind: 'item', product: { number: 'EBOOK-1' } }] });
    expect(cart.shipping).toBeUndefined();
    expect(cart.items[0]?.product).not.toHaveProperty('deliveryDays');
  });

  test('a graduated price is that of the quantity in the cart', async () => {
    const many = line('product', {
      referencedId: articleId,
      quantity: 100,
      price: { unitPrice: 0.83, totalPrice: 83, calculatedTaxes: [] },
      quantityInformation: { minPurchase: 10, purchaseSteps: 5, maxPurchase: 500 },
    });
    const total = { netPrice: 83, totalPrice: 83, rawTotal: 83, taxStatus: 'net' };
    const { items } = await read(cartWith([many], { price: total }));
    expect(items).toMatchObject([
      {
        ...{ quantity: '100', netTotal: '83' },
        product: { minimumQuantity: '10', quantityStep: '5', maximumQuantity: '500' },
      },
    ]);
  });
});

describe('an article with options of Custom Products', () => {
  const mug = line('product', {
    ...{ id: 'mug', referencedId: articleId, label: 'Mug', quantity: 2, price: price(23.8, 3.8) },
    payload: { productNumber: 'MUG-1' },
  });
  const option = (label: string, cost: unknown) =>
    line('customized-products-option', { id: label, label, price: cost });
  const container = (options: unknown[], value: unknown) =>
    line('customized-products', { id: 'custom', quantity: 2, price: value, children: [mug, ...options] });

  test('is one line under the number of the article, at the price of the whole', async () => {
    const whole = container([option('Engraving', price(11.9, 1.9)), option('Red', null)], price(35.7, 5.7));
    const { items } = await read(cartWith([whole]), [
      { id: articleId, ean: '4006381333931', translated: [] },
    ]);
    expect(items).toMatchObject([
      {
        ...{ kind: 'item', key: 'custom', quantity: '2', netTotal: '30', configured: true },
        name: 'Mug (Engraving, Red)',
        product: { number: 'MUG-1', ean: '4006381333931' },
      },
    ]);
  });

  test('stands beside a plain one of the same article', async () => {
    const { items } = await read(cartWith([container([], price(23.8, 3.8)), { ...mug, id: articleId }]));
    expect(items.map(({ key, configured }) => [key, configured])).toEqual([
      ['custom', true],
      [articleId, undefined],
    ]);
  });

  test('whose article is not there is what the shop has made of it', async () => {
    const odd = line('customized-products', { label: 'Odd', children: [option('Red', null)] });
    const { items } = await read(cartWith([odd, line('product', { id: otherId, referencedId: otherId })]));
    expect(items.map(({ name }) => name)).toEqual(['Odd', 'product']);
  });
});

describe('what the shop says of a cart', () => {
  test('is read where it keeps anybody from an order, and in no other shape', async () => {
    const errors = {
      a: { messageKey: 'product-not-found', message: 'Gone.', level: 20, block: true },
      b: { messageKey: 'billing-address-blocked', message: null, level: 20, block: true },
      c: { messageKey: 'payment-method-blocked', level: 20, block: true },
      d: { messageKey: 'promotion-discount-added', level: 0, block: false },
      e: 'odd',
    };
    const { faults } = await read(cartWith([], { errors }));
    expect(faults).toEqual([
      { code: 'product-not-found', text: 'Gone.', effect: 'corrected' },
      { code: 'billing-address-blocked', text: '', effect: 'blocks' },
    ]);
    expect(await read(cartWith([], { errors: 'odd' }))).not.toHaveProperty('faults');
  });
});
