import { describe, expect, test } from 'vitest';
import { readCart } from '../../../src/shopware/read-cart.ts';
import { createStoreApi } from '../../../src/shopware/store-api.ts';
import { cartWith, context, line, price, productIds, read, recordedAt } from './shop-cart.ts';
import { connection, contextToken, settings, shop, useNock } from './test-shop.ts';

useNock();

describe('the lines of a cart', () => {
  test('a promotion is a discount with its tax taken off', async () => {
    const promotion = line('promotion', { label: '10 % off', price: price(-1.19, -0.19), referencedId: '' });
    const { items } = await read(cartWith([line('custom', {}), promotion]));
    expect(items[1]).toMatchObject({
      kind: 'discount',
      name: '10 % off',
      netTotal: '-1',
      shownTotal: '-1.19',
    });
  });

  test('a bracket around articles is replaced by them when their prices are its price', async () => {
    const children = [
      line('product', {
        id: 'one',
        referencedId: productIds[0],
        price: price(5.95, 0.95),
        payload: { productNumber: 'A' },
      }),
      line('product', {
        id: 'two',
        referencedId: productIds[1],
        price: price(5.95, 0.95),
        payload: { productNumber: 'B' },
      }),
    ];
    const { items } = await read(cartWith([line('container', { children })]));
    expect(items.map(({ product }) => product.number)).toEqual(['A', 'B']);
  });

  test('an article remembers the brackets that it stood in, the outermost first', async () => {
    const inner = line('container', { id: 'case', label: 'Tool case', children: [line('custom', {})] });
    const payload = { productNumber: 'SET-7' };
    const outer = line('container', { id: 'set', label: 'Set', quantity: 2, payload, children: [inner] });
    const { items } = await read(cartWith([outer, line('custom', { id: 'loose' })]));
    expect(items.map(({ bundles }) => bundles)).toEqual([
      [
        { key: 'set', name: 'Set', number: 'SET-7', quantity: '2' },
        { key: 'case', name: 'Tool case', number: undefined, quantity: '1' },
      ],
      undefined,
    ]);
  });

  test('a bracket with a price of its own stays one line', async () => {
    const children = [line('custom', { price: null }), line('custom', { price: price(5.95, 0.95) })];
    const { items } = await read(cartWith([line('container', { label: 'Set', children })]));
    expect(items).toMatchObject([{ name: 'Set', netTotal: '10', shownTotal: '11.9' }]);
  });

  test('an article with parts stays one line under its own number', async () => {
    const children = [line('custom', {})];
    const set = line('product', {
      referencedId: productIds[0],
      children,
      payload: { productNumber: 'SET-1' },
    });
    const { items } = await read(cartWith([set]));
    expect(items.map(({ product }) => product.number)).toEqual(['SET-1']);
  });

  test('a line of mixed tax rates has no rate', async () => {
    const mixed = {
      totalPrice: 22.6,
      calculatedTaxes: [...price(11.9, 1.9).calculatedTaxes, ...price(10.7, 0.7, 7).calculatedTaxes],
    };
    const { items } = await read(cartWith([line('custom', { price: mixed })]));
    expect(items[0]).toMatchObject({ netTotal: '20' });
    expect(items[0]).not.toHaveProperty('taxRate');
  });

  test('PHP writes lists as objects and empty objects as lists', async () => {
    const holes = {
      0: line('custom', { children: null }),
      2: line('custom', { children: {}, payload: { customFields: [] } }),
    };
    const { items } = await read(
      cartWith(holes, { deliveries: {}, errors: { 'product-not-found': { block: true } } }),
    );
    expect(items).toHaveLength(2);
  });

  test('the noise of floating point does not reach a price', async () => {
    const noisy = { totalPrice: 0.1 + 0.2, calculatedTaxes: [] };
    const { items } = await read(cartWith([line('custom', { price: noisy })]));
    expect(items[0]?.netTotal).toBe('0.3');
  });

  test('an empty cart has no lines', async () => {
    const cart = await read(cartWith([], { price: { netPrice: 0, totalPrice: 0, taxStatus: 'gross' } }));
    expect(cart).toMatchObject({ items: [], shipping: undefined, netTotal: '0', shownTotal: '0' });
  });
});

describe('the sums of a cart', () => {
  const shippingMethod = { name: null, translated: { name: 'Standard' } };

  test('shipping of several deliveries is one line, reductions taken off', async () => {
    const deliveries = [
      { positions: [], shippingMethod, shippingCosts: price(5.95, 0.95) },
      { positions: [], shippingMethod, shippingCosts: price(-1.19, -0.19) },
    ];
    const { shipping } = await read(cartWith([line('custom', {})], { deliveries }));
    expect(shipping).toEqual({
      kind: 'shipping',
      key: 'shipping',
      name: 'Standard',
      quantity: '1',
      netTotal: '4',
      shownTotal: '4.76',
      tax: '0.76',
      taxRate: '19',
      product: { customFields: {} },
    });
  });

  test('shipping that a promotion takes away altogether is no line', async () => {
    const deliveries = [
      { positions: [], shippingMethod, shippingCosts: price(5.95, 0.95) },
      { positions: [], shippingMethod: null, shippingCosts: price(-5.95, -0.95) },
    ];
    expect((await read(cartWith([line('custom', {})], { deliveries }))).shipping).toBeUndefined();
  });

  test('a total rounded for cash is not the sum of the lines', async () => {
    const rounded = { netPrice: 10, totalPrice: 11.9, rawTotal: 11.88, taxStatus: 'gross' };
    const cart = await read(cartWith([line('custom', { price: price(11.88, 1.88) })], { price: rounded }));
    expect(cart.shownTotal).toBe('11.88');
  });

  test('a customer without tax sees and pays net prices', async () => {
    const total = { netPrice: 10, totalPrice: 10, rawTotal: 10, taxStatus: 'tax-free' };
    const free = line('custom', { price: { totalPrice: 10, calculatedTaxes: [] } });
    const cart = await read(cartWith([free], { price: total }));
    expect(cart).toMatchObject({
      taxStatus: 'tax-free',
      netTotal: '10',
      shownTotal: '10',
      items: [{ netTotal: '10' }],
    });
  });

  test('decimals come from the shop, from the currency where the context has none', async () => {
    const yen = { currency: { isoCode: 'JPY', itemRounding: { decimals: 0 } }, customer: {} };
    expect(await read(cartWith([]), [], yen)).toMatchObject({ currency: 'JPY', currencyDecimals: 0 });
  });
});

describe('who buys', () => {
  const customer = {
    customerNumber: 'K-10001',
    email: 'einkauf@buyer.example',
    company: null,
    firstName: 'Maya',
    lastName: 'Lindqvist',
    activeBillingAddress: {
      ...{ street: 'Hafenallee 3', zipcode: '20457', city: 'Hamburg' },
      country: { iso: 'DE', name: 'Germany' },
    },
    customFields: { erp: { debtor: 4711 } },
  };
  const known = {
    ...context,
    customer,
    currentCustomerGroup: { name: 'Business', translated: { name: 'Firmenkunden' }, displayGross: false },
    languageInfo: { name: 'Deutsch', localeCode: 'de-DE' },
  };

  test('is known with group, billing address and custom fields, and so is the language', async () => {
    expect(await read(cartWith([]), [], known)).toMatchObject({
      language: 'de-DE',
      shopCustomer: {
        ...{ number: 'K-10001', email: 'einkauf@buyer.example', firstName: 'Maya', lastName: 'Lindqvist' },
        ...{ group: 'Firmenkunden', street: 'Hafenallee 3', zip: '20457', city: 'Hamburg', country: 'DE' },
        customFields: { 'erp.debtor': '4711' },
      },
    });
  });

  test('is known but for what has another shape', async () => {
    const odd = {
      ...customer,
      email: 7,
      activeBillingAddress: { street: ['x'], city: 'Hamburg', country: 'DE' },
    };
    const { shopCustomer } = await read(cartWith([]), [], { ...known, customer: odd });
    expect(shopCustomer).toEqual({
      ...{
        number: 'K-10001',
        firstName: 'Maya',
        lastName: 'Lindqvist',
        group: 'Firmenkunden',
        city: 'Hamburg',
      },
      customFields: { 'erp.debtor': '4711' },
    });
  });

  test('does not matter for the cart: a shop that tells it in another shape is read all the same', async () => {
    const strange = { ...known, customer: [7], languageInfo: 'de' };
    const facts = { description: 7, deliveryInformation: [7], payload: { customFields: ['a'] } };
    const cart = await read(cartWith([line('custom', facts)]), [], strange);
    expect(cart).toMatchObject({ items: [{ netTotal: '10' }] });
    expect(cart).not.toHaveProperty('shopCustomer');
    expect(cart).not.toHaveProperty('language');
  });
});

test('a session that the shop has forgotten is over: its prices would be those of a stranger', async () => {
  const stranger = read(cartWith([]), [], { ...context, customer: null });
  await expect(stranger).rejects.toMatchObject({ reason: 'session_expired' });
});

test('250 articles are asked for in three calls', async () => {
  const ids = Array.from({ length: 250 }, (_, index) => index.toString(16).padStart(32, '0'));
  const lines = ids.map((id) => line('product', { id, referencedId: id }));
  shop().get('/store-api/checkout/cart').reply(200, cartWith(lines));
  shop().get('/store-api/context').reply(200, context);
  const asked: string[][] = [];
  shop()
    .post('/store-api/product')
    .times(3)
    .reply(200, async (request: Request) => {
      const { ids: portion } = (await request.json()) as { ids: string[] };
      asked.push(portion);
      return { elements: portion.map((id) => ({ id, ean: id.slice(-8), translated: [] })) };
    });
  const cart = await readCart(contextToken, createStoreApi(connection), recordedAt);
  expect(asked.map((portion) => portion.length)).toEqual([100, 100, 50]);
  expect(cart.items.map(({ product }) => product.ean)).toEqual(ids.map((id) => id.slice(-8)));
});

test('a shop with a language of its own is asked in it', async () => {
  const languageId = '2fbb5fe2e29a4d70aa5854ce7ce3e20b';
  shop().matchHeader('sw-language-id', languageId).get('/store-api/context').reply(200, context);
  const api = createStoreApi({ ...connection, settings: { ...settings, languageId } });
  await expect(api.context(contextToken)).resolves.toMatchObject({ currency: 'EUR' });
});
