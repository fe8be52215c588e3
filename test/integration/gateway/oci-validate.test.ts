import { afterEach, describe, expect, test } from 'vitest';
import { type Answer, call, ociLogin, ociParameters } from '../../support/buyer.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { buyerUrl, demoSystemFile } from '../../support/gateway.ts';
import { formTo } from '../../support/html-form.ts';
import { readServerPage, type ServerPage, valuesOf } from '../../support/server-page.ts';
import { visitByOci } from '../../support/visit.ts';

const { shop, gateway } = await demoGateway();
const { HOOK_URL: _, ...withoutAddress } = ociParameters;

async function withOptions(options: object): Promise<void> {
  await gateway.license(await gateway.apply({ ...demoSystemFile(shop, 'oci'), ...options }));
}

afterEach(async () => {
  await withOptions({});
});

function ask(article: string, parameters: Record<string, string> = {}): Promise<Answer> {
  return ociLogin(gateway.url, { FUNCTION: 'VALIDATE', PRODUCTID: article, ...parameters });
}

async function validated(article: string, parameters: Record<string, string> = {}): Promise<ServerPage> {
  return readServerPage((await ask(article, parameters)).text);
}

describe('FUNCTION=VALIDATE', () => {
  test('is answered on the address that was called, without redirect, cookie or copy', async () => {
    const answer = await ask('HAM-001', { QUANTITY: '5' });
    expect(answer.status).toBe(200);
    expect(answer.headers).not.toHaveProperty('location');
    expect(answer.headers).not.toHaveProperty('set-cookie');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('is one form of hidden inputs, which a script submits', async () => {
    const answer = await ask('HAM-001', { QUANTITY: '5' });
    const page = readServerPage(answer.text);
    expect(page).toMatchObject({ forms: 1, action: ociParameters.HOOK_URL, scripts: 1 });
    expect([...new Set(page.controls)]).toEqual(['hidden']);
    expect([...new Set(page.elements)]).toEqual(['form', 'input', 'script']);
    const nonce = /<script nonce="([^"]+)">/.exec(answer.text)?.[1];
    expect(answer.headers['content-security-policy']).toContain(`script-src 'nonce-${nonce}'`);
  });

  test('echoes the control fields and has exactly one item', async () => {
    const page = await validated('HAM-001', { QUANTITY: '5' });
    expect(page.fields).toEqual(
      expect.arrayContaining([
        ['~OkCode', 'ADDI'],
        ['~CALLER', 'CTLG'],
      ]),
    );
    expect(valuesOf(page, 'EXT_PRODUCT_ID')).toEqual({ 1: 'HAM-001' });
    expect(valuesOf(page, 'QUANTITY')).toEqual({ 1: '5.000' });
  });

  test.each([1, 12, 50])(
    'has the fields and the price that %i pieces have in a returned cart',
    async (quantity) => {
      await withOptions({ shipping: 'none' });
      const visit = await visitByOci(gateway, shop);
      await visit.add('TAPE-5M', quantity);
      const returned = formTo((await visit.transfer()).text, buyerUrl);
      const page = await validated('TAPE-5M', { QUANTITY: String(quantity) });
      expect(page.fields).toEqual(returned.fields);
    },
  );

  test('has a lower price for more', async () => {
    const pages = [await validated('TAPE-5M'), await validated('TAPE-5M', { QUANTITY: '50' })];
    const [one = 0, fifty = 0] = pages.map(
      (page) => Number(valuesOf(page, 'PRICE')[1]) / Number(valuesOf(page, 'PRICEUNIT')[1]),
    );
    expect(one).toBeCloseTo(6.3, 1);
    expect(fifty).toBeCloseTo(4.98, 1);
  });

  test('has the quantity to which the shop raised or cut it', async () => {
    expect(valuesOf(await validated('GLOVE-NX-8', { QUANTITY: '3' }), 'QUANTITY')).toEqual({ 1: '10.000' });
    expect(valuesOf(await validated('HAM-001', { QUANTITY: '500' }), 'QUANTITY')).toEqual({ 1: '100.000' });
  });

  test.each([
    ['12', '12.000'],
    ['12.000', '12.000'],
    ['12,000', '12.000'],
    ['', '1.000'],
  ])('takes the quantity "%s" for %s', async (came, sent) => {
    expect(valuesOf(await validated('TAPE-5M', { QUANTITY: came }), 'QUANTITY')).toEqual({ 1: sent });
  });

  test('has the quantity in the unit of the buyer', async () => {
    const units = { table: { box: { code: 'PCE', factor: 200 } }, default: 'PCE' };
    await withOptions({ units });
    const page = await validated('BOLT-M8X40', { QUANTITY: '600' });
    expect([valuesOf(page, 'QUANTITY'), valuesOf(page, 'UNIT')]).toEqual([{ 1: '600.000' }, { 1: 'PCE' }]);
  });

  test('begins no visit', async () => {
    const before = await gateway.adapters.sessions.list({ limit: 100 });
    await ask('HAM-001');
    expect(await gateway.adapters.sessions.list({ limit: 100 })).toEqual(before);
  });

  test('is answered by GET too, and the names of its parameters may be in any letter case', async () => {
    const query = new URLSearchParams({
      ...ociParameters,
      function: 'Validate',
      productId: 'HAM-001',
      quantity: '2',
    });
    const page = readServerPage((await call(`${gateway.url}/oci?${query}`)).text);
    expect(valuesOf(page, 'QUANTITY')).toEqual({ 1: '2.000' });
  });
});

describe('an article that VALIDATE has no data for', () => {
  test('makes a page without a form where the shop does not sell it', async () => {
    const answer = await ask('NOPE-9');
    expect(answer.status).toBe(200);
    expect(readServerPage(answer.text).elements).toEqual([]);
  });

  test('makes the same page where its unit has no code, and the operator reads why', async () => {
    await withOptions({ units: { table: { pc: 'PCE' }, standard: false, unmapped: 'block' } });
    gateway.log.length = 0;
    const answer = await ask('NAIL-5KG');
    expect(answer.status).toBe(200);
    expect(readServerPage(answer.text).elements).toEqual([]);
    expect(gateway.log).toContainEqual(
      expect.objectContaining({ event: 'refused', reason: 'unit_unmapped', article: 'NAIL-5KG' }),
    );
  });
});

describe('the return address of a VALIDATE', () => {
  async function without(parameters: Record<string, string> = {}): Promise<ServerPage> {
    const body = new URLSearchParams({
      ...withoutAddress,
      FUNCTION: 'VALIDATE',
      PRODUCTID: 'HAM-001',
      ...parameters,
    });
    return readServerPage((await call(`${gateway.url}/oci?${body}`)).text);
  }

  test('may be missing: the form has none, and no script submits it to us', async () => {
    const page = await without();
    expect(page).toMatchObject({ forms: 1, action: '', scripts: 0 });
    expect(valuesOf(page, 'EXT_PRODUCT_ID')).toEqual({ 1: 'HAM-001' });
  });

  test('may be missing where the System splits its query too', async () => {
    await withOptions({ hookUrl: 'split' });
    expect(await without()).toMatchObject({ forms: 1, action: '' });
  });

  test('must be one that the System allows', async () => {
    gateway.log.length = 0;
    const answer = await ask('HAM-001', { HOOK_URL: 'https://evil.example/' });
    expect(answer.status).toBe(403);
    expect(gateway.reasons()).toEqual(['return_url_forbidden']);
    expect(readServerPage(answer.text).forms).toBe(0);
  });
});

describe('a System with options', () => {
  test.each([
    ['iso-8859-1', 'Schutzhelm „Größe verstellbar“, gelb'],
    ['iso-8859-2', 'Schutzhelm "Größe verstellbar", gelb'],
  ])('has the answer in its charset %s, letters that it lacks rewritten', async (charset, description) => {
    await withOptions({ charset });
    const answer = await ask('HELM-01');
    const page = readServerPage(answer.text);
    expect(answer.headers['content-type']).toBe(`text/html; charset=${charset}`);
    expect(page).toMatchObject({ charset, declared: charset });
    expect(valuesOf(page, 'DESCRIPTION')).toEqual({ 1: description });
  });

  test('has its start index and its empty fields', async () => {
    await withOptions({ startIndex: 0, emptyFields: true });
    const page = await validated('ROD-M10');
    expect(valuesOf(page, 'EXT_PRODUCT_ID')).toEqual({ 0: 'ROD-M10' });
    expect(valuesOf(page, 'MANUFACTMAT')).toHaveProperty('0');
  });
});

test('FUNCTION=QUANTITYCHECK is answered as VALIDATE is', async () => {
  const page = await validated('TAPE-5M', { FUNCTION: 'QUANTITYCHECK', QUANTITY: '12' });
  expect(page.fields).toEqual((await validated('TAPE-5M', { QUANTITY: '12' })).fields);
});
