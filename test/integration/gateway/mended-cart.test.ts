import { describe, expect, test } from 'vitest';
import { defaultOciFields } from '../../../src/oci/fields.ts';
import { mendedFields } from '../../../src/punchout/map-cart.ts';
import { runCommand } from '../../support/command-line.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { demoSystemFile } from '../../support/gateway.ts';
import { type ShopVisit, visitByOci } from '../../support/visit.ts';

const { shop, gateway } = await demoGateway();

/** Fields of the demo's articles with a description of so many characters. */
async function cutDescription(length: number): Promise<void> {
  const file = demoSystemFile(shop, 'oci');
  const rule = { from: ['product.name'], length };
  const fields = { item: { ...defaultOciFields.item, DESCRIPTION: rule } };
  await gateway.license(await gateway.apply({ ...file, fields }));
}

async function returned(visit: ShopVisit): Promise<string> {
  await visit.transfer();
  const [newest] = await gateway.adapters.sessions.list({ limit: 1 });
  expect(newest?.status).toBe('returned');
  return newest?.id ?? '';
}

const mendings = () => gateway.log.filter(({ event }) => event === 'cart_mended');

/** What an operator reads who types this on the gateway's machine. */
async function typed(...words: string[]): Promise<string> {
  const environment = { DATA_DIR: gateway.config.data.directory };
  const { thrown, told } = await runCommand(words, { environment });
  return [...told, ...(thrown instanceof Error ? [thrown.message] : [])].join('\n');
}

describe('a text that had to be cut', () => {
  test('is told to the operator: one line of the log with lengths, the session with the texts', async () => {
    await cutDescription(10);
    const visit = await visitByOci(gateway, shop);
    await visit.add('HAM-001', 1);
    const id = await returned(visit);
    const name = shop.catalog.products.find(({ number }) => number === 'HAM-001')?.name ?? '';
    const after = name.slice(0, 10).trimEnd();
    expect(mendings()).toEqual([
      expect.objectContaining({
        session: id,
        count: 1,
        fields: [`line 1 DESCRIPTION: ${name.length} to ${after.length} characters`],
      }),
    ]);
    expect(JSON.stringify(mendings())).not.toContain(after);
    const cart = await gateway.adapters.sessions.cartOf(id);
    const lengths = [name.length, after.length];
    const mended = [{ line: 1, field: 'DESCRIPTION', before: name, after, lengths }];
    expect(cart && mendedFields(cart)).toEqual(mended);
    expect(JSON.parse(await typed('session', 'show', id, '--json'))).toMatchObject({ id, mended });
    expect(await typed('session', 'show', id)).toContain(name);
  });

  test('is told once, though the page is shown again', async () => {
    const before = mendings().length;
    const visit = await visitByOci(gateway, shop);
    await visit.add('HAM-001', 1);
    await visit.transfer();
    await visit.transfer();
    expect(mendings()).toHaveLength(before + 1);
  });

  test('is told of five fields at most, with the number of all', async () => {
    const visit = await visitByOci(gateway, shop);
    const names = shop.catalog.products.filter(({ name }) => name.length > 10).slice(0, 7);
    for (const { number } of names) await visit.add(number, 1);
    await returned(visit);
    const last = mendings().at(-1);
    expect(Number(last?.count)).toBeGreaterThan(5);
    expect(last?.fields).toHaveLength(5);
  });

  test('where nothing is cut, nothing is told', async () => {
    const before = mendings().length;
    await cutDescription(40);
    const visit = await visitByOci(gateway, shop);
    await visit.add('HAM-001', 1);
    const id = await returned(visit);
    expect(mendings()).toHaveLength(before);
    expect(JSON.parse(await typed('session', 'show', id, '--json')).mended).toEqual([]);
  });
});

describe('the cart of a visit', () => {
  test('is held against a platform from the command line', async () => {
    const visit = await visitByOci(gateway, shop);
    await visit.add('HAM-001', 1);
    const id = await returned(visit);
    expect(await typed('preview', '--session', id, '--profile', 'basware')).toMatch(/^1 +\d+ fields +kept/m);
    expect(await typed('preview', '--session', id, '--profile', 'coupa')).toContain('error: the cart is oci');
  });

  test('is none before it is returned', async () => {
    await visitByOci(gateway, shop);
    const [open] = await gateway.adapters.sessions.list({ limit: 1 });
    const printed = await typed('preview', '--session', open?.id ?? '', '--profile', 'basware');
    expect(printed).toContain('has not returned a cart');
    expect(await typed('session', 'show', 'nobody')).toContain('There is no session nobody');
  });
});
