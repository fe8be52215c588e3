import { afterEach, describe, expect, test } from 'vitest';
import { noFaults } from '../../../src/demo/shop/demo-shop-faults.ts';
import { type Answer, ociLogin, ociParameters } from '../../support/buyer.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { buyerUrl, demoSystemFile } from '../../support/gateway.ts';
import { formTo } from '../../support/html-form.ts';
import { readServerPage, type ServerPage, valuesOf } from '../../support/server-page.ts';
import { visitByOci } from '../../support/visit.ts';

const { shop, gateway } = await demoGateway();
const unitsWithoutKilogram = {
  table: { pc: 'PCE', Stk: 'PCE', box: 'BX' },
  standard: false,
  unmapped: 'block',
};

async function withOptions(options: object): Promise<void> {
  await gateway.license(await gateway.apply({ ...demoSystemFile(shop, 'oci'), ...options }));
}

afterEach(async () => {
  Object.assign(shop.faults, noFaults());
  await withOptions({});
});

function ask(term: string, parameters: Record<string, string> = {}): Promise<Answer> {
  return ociLogin(gateway.url, { FUNCTION: 'BACKGROUND_SEARCH', SEARCHSTRING: term, ...parameters });
}

async function found(term: string, parameters: Record<string, string> = {}): Promise<ServerPage> {
  return readServerPage((await ask(term, parameters)).text);
}

/** Numbers of the articles in their order, which is that of the indexes. */
const numbersIn = (page: ServerPage) =>
  Object.entries(valuesOf(page, 'EXT_PRODUCT_ID')).map(([, number]) => number);
const indexesIn = (page: ServerPage) => Object.keys(valuesOf(page, 'EXT_PRODUCT_ID')).map(Number);

/** Articles that the shop itself finds. */
function inShop(term: string): string[] {
  const { products } = shop.catalog;
  return products.filter(({ name }) => name.toLowerCase().includes(term)).map(({ number }) => number);
}

describe('FUNCTION=BACKGROUND_SEARCH', () => {
  test('is answered on the address that was called, without redirect, cookie or copy', async () => {
    const answer = await ask('box');
    expect(answer.status).toBe(200);
    expect(answer.headers).not.toHaveProperty('location');
    expect(answer.headers).not.toHaveProperty('set-cookie');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('is one form of hidden inputs with a button, and no script', async () => {
    const page = await found('box');
    expect(page).toMatchObject({ forms: 1, action: ociParameters.HOOK_URL, scripts: 0, charset: 'utf-8' });
    expect([...new Set(page.controls)]).toEqual(['hidden', 'submit']);
    expect(page.fields).toEqual(expect.arrayContaining([['~OkCode', 'ADDI']]));
  });

  test('has every article that the shop finds, counted without a gap', async () => {
    const page = await found('box');
    expect(numbersIn(page)).toEqual(expect.arrayContaining(inShop('box')));
    expect(indexesIn(page)).toEqual(numbersIn(page).map((_, index) => index + 1));
    expect(numbersIn(page).length).toBeGreaterThan(4);
  });

  test('has the same price and quantity of an article that VALIDATE has', async () => {
    const page = await found('gloves');
    expect(valuesOf(page, 'QUANTITY')).toEqual({ 1: '10.000', 2: '10.000' });
    for (const [index, number] of Object.entries(valuesOf(page, 'EXT_PRODUCT_ID'))) {
      const one = readServerPage((await ask('', { FUNCTION: 'VALIDATE', PRODUCTID: number })).text);
      expect(valuesOf(one, 'PRICE')[1]).toBe(valuesOf(page, 'PRICE')[index]);
    }
  });

  test('has no more hits than its System allows', async () => {
    await withOptions({ hits: 3 });
    expect(numbersIn(await found('box'))).toHaveLength(3);
  });

  test('opens one session of the shop, however many hits there are', async () => {
    shop.requests.length = 0;
    await ask('e');
    const opened = shop.requests.filter(({ path }) => path.includes('switch-customer'));
    expect(opened).toHaveLength(1);
  });

  test('leaves out an article whose unit has no code, and the operator reads why', async () => {
    const all = numbersIn(await found('box'));
    const nails = shop.catalog.products.find(({ number }) => number === 'NAIL-5KG');
    if (!nails) throw new Error('no nails');
    nails.packUnit = null;
    await withOptions({ units: unitsWithoutKilogram });
    gateway.log.length = 0;
    const page = await found('box');
    nails.packUnit = 'box';
    expect(numbersIn(page)).toEqual(all.filter((number) => number !== 'NAIL-5KG'));
    expect(indexesIn(page)).toEqual(numbersIn(page).map((_, index) => index + 1));
    const refused = gateway.log.filter(({ event }) => event === 'refused');
    expect(refused).toEqual([expect.objectContaining({ reason: 'unit_unmapped', article: 'NAIL-5KG' })]);
  });

  test.each([{}, { searchEndRefused: true }])(
    'has every variant of a family that the shop shows as its parent, which nobody can buy (%o)',
    async (release) => {
      const shownApart = numbersIn(await found('glove'));
      Object.assign(shop.faults, { familiesByParent: true, ...release });
      shop.requests.length = 0;
      const page = await found('glove');
      expect(numbersIn(page).toSorted()).toEqual(shownApart.toSorted());
      expect(shownApart).toEqual(expect.arrayContaining(['GLOVE-NX-8', 'GLOVE-NX-10']));
      expect(shop.requests.filter(({ path }) => path === '/store-api/product')).toHaveLength(1);
    },
  );

  test('leaves out an article in an unknown shape, and the operator reads which', async () => {
    const all = numbersIn(await found('box'));
    const [odd] = shop.catalog.products.filter(({ number }) => number === all[1]);
    if (!odd) throw new Error('no such article');
    odd.minPurchase = 0;
    gateway.log.length = 0;
    const numbers = numbersIn(await found('box'));
    odd.minPurchase = 1;
    expect(numbers).toEqual(all.filter((number) => number !== odd.number));
    expect(gateway.log.filter(({ event }) => event === 'refused')).toEqual([
      expect.objectContaining({ reason: 'shop_answer_invalid', article: odd.number }),
    ]);
  });

  test('has a form without items where nothing was found', async () => {
    const page = await found('zzzz-nothing');
    expect(page).toMatchObject({ forms: 1, controls: ['hidden', 'hidden', 'submit'] });
    expect(numbersIn(page)).toEqual([]);
  });

  test('goes nowhere without a return address, and not to one that is not allowed', async () => {
    expect(await found('box', { HOOK_URL: '' })).toMatchObject({ forms: 1, action: '' });
    expect((await ask('box', { HOOK_URL: 'https://evil.example/' })).status).toBe(403);
  });

  test('does not let a term out of the page', async () => {
    const { text } = await ask('"><script>alert(1)</script>');
    expect(text).not.toContain('alert(1)');
  });
});

describe('FUNCTION=SOURCING', () => {
  test('begins a visit on what the shop finds, from where the buyer may go on and transfer', async () => {
    shop.requests.length = 0;
    const visit = await visitByOci(gateway, shop, { FUNCTION: 'sourcing', SEARCHSTRING: 'hammer & co' });
    const searched = shop.requests.filter(({ path }) => path === '/search');
    expect(searched.map(({ query }) => new URLSearchParams(query).get('search'))).toEqual(['hammer & co']);
    expect(visit.first.status).toBe(200);
    await visit.add('HAM-001', 1);
    expect(formTo((await visit.transfer()).text, buyerUrl).fields).toContainEqual([
      'NEW_ITEM-VENDORMAT[1]',
      'HAM-001',
    ]);
  });
});
