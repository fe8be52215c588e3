import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { defaultOciFields } from '../../../src/oci/fields.ts';
import { type Answer, ociLogin } from '../../support/buyer.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { demoSystemFile } from '../../support/gateway.ts';
import { largeCatalog } from '../../support/large-catalog.ts';
import { findDataFolder } from '../../support/services/availability.ts';

const corpus = findDataFolder('ociCorpus');
const articles = 230;
const catalog = largeCatalog(articles);
const { shop, gateway } = await demoGateway({ catalog });

beforeEach(() => withOptions({}));

async function withOptions(options: object): Promise<void> {
  await gateway.license(await gateway.apply({ ...demoSystemFile(shop, 'oci'), ...options }));
}

async function download(parameters: Record<string, string> = {}): Promise<Answer> {
  return await ociLogin(gateway.url, { FUNCTION: 'DOWNLOADJSON', ...parameters });
}

interface Page {
  TOTALPAGES: number;
  TOTALITEMS: number;
  CURRENTPAGE: number;
  TRANSACTIONID: string;
  Items: { NEWITEM: Record<string, unknown> & { VENDOR_MAT: string } }[];
}

async function page(parameters: Record<string, string>): Promise<Page> {
  const { status, text } = await download(parameters);
  expect(status, text).toBe(200);
  return JSON.parse(text);
}

const numbersOf = ({ Items }: Page) => Items.map(({ NEWITEM }) => NEWITEM.VENDOR_MAT);
const calls = (path: string) => shop.requests.filter((request) => request.path === path).length;

describe('a buyer who downloads the catalogue', () => {
  test('gets JSON at once: no redirect, no cookie, nothing that stays in a cache', async () => {
    const { status, headers, text } = await download();
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['set-cookie']).toBeUndefined();
    expect(JSON.parse(text)).toMatchObject({ CTI: 'X', CURRENTPAGE: 1, TOTALPAGES: 5, TOTALITEMS: articles });
    expect(JSON.parse(text).Items).toHaveLength(50);
  });

  test.each(['40', '100', '150', '230', '1000'])(
    'finds every article exactly once on pages of %s',
    async (PAGESIZE) => {
      const first = await page({ PAGESIZE, REQUESTEDPAGE: '', LASTUPDATED: '' });
      expect(first.TRANSACTIONID).toMatch(/^\d{1,15}$/);
      const found = [...numbersOf(first)];
      for (let number = 2; number <= first.TOTALPAGES; number += 1) {
        const { TRANSACTIONID } = first;
        const next = await page({ PAGESIZE, REQUESTEDPAGE: String(number), TRANSACTIONID });
        expect(next).toMatchObject({ CURRENTPAGE: number, TRANSACTIONID, TOTALITEMS: articles });
        found.push(...numbersOf(next));
      }
      expect(found).toEqual(catalog.products.map(({ number }) => number));
      expect(await page({ PAGESIZE, REQUESTEDPAGE: String(first.TOTALPAGES + 1) })).toMatchObject({
        Items: [],
      });
    },
  );

  test('makes the gateway open one shop session and read no more than 100 articles at a time', async () => {
    shop.requests.length = 0;
    expect((await page({ PAGESIZE: '1000' })).Items).toHaveLength(articles);
    expect(calls('/store-api/product')).toBe(3);
    expect(shop.requests.filter(({ path }) => path.endsWith('/switch-customer'))).toHaveLength(1);
  });

  test('gets no larger pages than the System allows, and is told how many there are', async () => {
    await withOptions({ pageSize: 60 });
    const { Items, TOTALPAGES } = await page({ PAGESIZE: '100000' });
    expect([Items.length, TOTALPAGES]).toEqual([60, 4]);
  });

  test('gets articles in the fields and units of the System, under the names of OCI 5', async () => {
    const DESCRIPTION = { from: ['product.name'] };
    const fields = {
      DESCRIPTION,
      CUST_FIELD1: { fixed: 'blue' },
      ATTACHMENT: { fixed: 'https://a.example/1.PNG' },
    };
    await withOptions({ fields: { item: { ...defaultOciFields.item, ...fields } } });
    const { Items } = await page({ PAGESIZE: '1' });
    const [{ NEWITEM } = { NEWITEM: {} }] = Items;
    const [hammer] = catalog.products;
    expect(NEWITEM).toMatchObject({
      DESCRIPTION: [{ description: hammer?.name, languageCode: '' }],
      ...{ VENDOR_MAT: hammer?.number, MANUFACTMAT: hammer?.manufacturer.number, UNIT: 'PCE' },
      ...{ PRICE: '10.000', CURRENCY: 'EUR', PRICE_QUANTITY: 1, TAX: '19.00', MINORDER_QTY: 1 },
      CUSTOMER_FIELDS: [{ fieldName: 'CUST_FIELD1', fieldValue: 'blue' }],
      ATTACHMENTS: [{ type: '01', mimeType: 'image/png', fileName: 'https://a.example/1.PNG' }],
    });
  });

  test('gets the prices of larger quantities, without tax as every price', async () => {
    const [hammer] = catalog.products;
    if (!hammer) throw new Error('no such article');
    hammer.tiers = [
      { from: 1, to: 39, net: '10', gross: '11.9' },
      { from: 40, to: null, net: '8', gross: '9.53' },
    ];
    const { Items } = await page({ PAGESIZE: '1' });
    hammer.tiers = [];
    expect(Items[0]?.NEWITEM.PRICE_SCALES).toEqual([
      { low: 1, high: 39, price: '10.000', scaleType: '01' },
      { low: 40, high: 999_999_999, price: '8.0085', scaleType: '01' },
    ]);
  });

  test.skipIf(corpus === undefined)('finds every name of the published sample', async () => {
    const sample = JSON.parse(readFileSync(join(corpus ?? '', '19-oci5-downloadjson-response.json'), 'utf8'));
    const { Items, ...head } = await page({ PAGESIZE: '1' });
    const { Items: sampleItems, ...sampleHead } = sample;
    expect(Object.keys(head)).toEqual(Object.keys(sampleHead));
    expect(Object.keys(Items[0]?.NEWITEM ?? {})).toEqual(
      expect.arrayContaining(Object.keys(sampleItems[0].NEWITEM)),
    );
  });

  test.each(['20260601', '20260601000000', '2026-06-01T00:00:00Z', '1780272000', '1780272000000'])(
    'gets what was changed since LASTUPDATED=%s',
    async (LASTUPDATED) => {
      const [, second] = catalog.products;
      if (second) second.updatedAt = '2026-06-01T00:00:00.000+00:00';
      const { Items, TOTALITEMS } = await page({ LASTUPDATED });
      expect([TOTALITEMS, Items[0]?.NEWITEM.VENDOR_MAT]).toEqual([1, second?.number]);
    },
  );

  test.each([
    { LASTUPDATED: 'yesterday' },
    { LASTUPDATED: '2026-02-31' },
    { PAGESIZE: '-1' },
    { REQUESTEDPAGE: '0' },
  ])('is refused where %o cannot be read, rather than sent something else', async (parameters) => {
    const { status } = await download(parameters);
    expect([status, gateway.reasons().at(-1)]).toEqual([400, 'parameter_missing']);
  });

  test('does not lose the others to an article that cannot be sent, and the operator reads which and why', async () => {
    const product = catalog.products[7];
    if (!product) throw new Error('no such article');
    const { number } = product;
    product.number = 'X'.repeat(41);
    const found = numbersOf(await page({ PAGESIZE: '1000' }));
    product.number = number;
    expect(found).toHaveLength(articles - 1);
    expect(found).not.toContain(number);
    expect(gateway.log.findLast(({ event }) => event === 'catalogue_download')).toMatchObject({
      ...{ system: 'demo-oci', page: 1, complete: true, sent: articles - 1, leftOut: 1 },
      firstFault: expect.stringContaining(`${'X'.repeat(41)}: field_too_long`),
    });
  });

  test.each(['1000', '150', '40'])(
    'does not lose the others to an article in an unknown shape, nor tells it twice, on pages of %s',
    async (PAGESIZE) => {
      const product = catalog.products[120];
      if (!product) throw new Error('no such article');
      product.minPurchase = 0;
      gateway.log.length = 0;
      const found: string[] = [];
      for (let number = 1; number <= Math.ceil(articles / Number(PAGESIZE)); number += 1)
        found.push(...numbersOf(await page({ PAGESIZE, REQUESTEDPAGE: String(number) })));
      product.minPurchase = 1;
      const others = catalog.products.filter((other) => other !== product);
      expect(found).toEqual(others.map(({ number }) => number));
      const downloads = gateway.log.filter(({ event }) => event === 'catalogue_download');
      expect(downloads.filter(({ leftOut }) => leftOut !== 0)).toEqual([
        expect.objectContaining({
          ...{ level: 40, leftOut: 1, complete: true },
          firstFault: expect.stringContaining(`${product.number}: shop_answer_invalid`),
        }),
      ]);
    },
  );

  test('is refused where the System does not offer it', async () => {
    await withOptions({ functions: ['DETAIL'] });
    await download();
    expect(gateway.reasons().at(-1)).toBe('function_not_offered');
  });

  test('is refused without a license', async () => {
    await gateway.apply({
      ...demoSystemFile(shop, 'oci'),
      login: { user: 'BENUTZER', password: 'KENNWORT' },
    });
    const { status } = await download({ BENUTZER: 'srm-acme', KENNWORT: 'x' });
    expect(status).toBeGreaterThanOrEqual(400);
  });
});
