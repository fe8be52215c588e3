import { afterEach, describe, expect, test } from 'vitest';
import { call } from '../../support/buyer.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { demoSystemFile } from '../../support/gateway.ts';
import { itemId, returnedCart } from '../../support/returned-cart.ts';
import { type ShopVisit, visitByCxml } from '../../support/visit.ts';

const { shop, gateway } = await demoGateway();
const file = demoSystemFile(shop, 'cxml');
const [tools] = shop.catalog.categories;
const gone = 'a'.repeat(32);
const categories = { 'agreed-tools': tools?.id ?? '', 'agreed-gone': gone };

afterEach(() => gateway.apply(file));

async function visitOf(number: string, reference = ''): Promise<ShopVisit> {
  await gateway.apply({ ...file, categories });
  const items = `<SelectedItem>${itemId({ number, reference })}</SelectedItem>`;
  return await visitByCxml(gateway, shop, { items });
}

describe('a category that the buyer has chosen in its own catalogue', () => {
  test.each([
    ['by its SupplierPartID', 'agreed-tools', ''],
    ['by its SupplierPartAuxiliaryID', '0', 'agreed-tools'],
  ])('%s is the page that the visit begins on', async (_, number, reference) => {
    const visit = await visitOf(number, reference);
    expect(visit.first.status).toBe(200);
    expect(visit.first.text).toContain(`<h1>${tools?.name}`);
    await visit.add('HAM-001', 1);
    expect(returnedCart((await visit.transfer()).text).lines).toHaveLength(1);
  });

  test('and that the shop no longer shows leads to the first page, with a notice', async () => {
    expect((await call(`${shop.url}/navigation/${gone}`)).status).toBe(404);
    const visit = await visitOf('agreed-gone');
    expect(visit.first.text).toContain('The page that was asked for');
    expect(visit.first.text).toContain('was not found; the catalogue starts on its first page');
    expect((await visit.open('/')).status).toBe(200);
  });

  test('that nobody has agreed upon is taken for an article', async () => {
    expect((await visitOf('constructor')).first.text).toContain('constructor');
  });
});

describe('an article that the buyer has chosen', () => {
  async function returnedReference(): Promise<string> {
    const visit = await visitByCxml(gateway, shop);
    await visit.add('NAIL-5KG', 2);
    const [line] = returnedCart((await visit.transfer()).text).lines;
    return line?.reference ?? '';
  }

  test('by the reference of a line that it was returned with is opened', async () => {
    const visit = await visitOf('another-number', await returnedReference());
    expect(visit.first.text).toContain('NAIL-5KG');
    expect(visit.first.headers.location ?? '').toContain('NAIL-5KG');
  });

  test('is opened by its number where the reference was altered', async () => {
    const reference = (await returnedReference()).replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await visitOf('HAM-001', reference)).first.headers.location).toContain('HAM-001');
  });

  test('by something that nobody knows leads to the first page, with a notice', async () => {
    expect((await visitOf('', 'aisle-4711')).first.text).toContain('aisle-4711');
  });
});
