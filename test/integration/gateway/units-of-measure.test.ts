import { describe, expect, test } from 'vitest';
import { runCommand } from '../../support/command-line.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { buyerUrl, demoSystemFile } from '../../support/gateway.ts';
import { formTo } from '../../support/html-form.ts';
import { itemsOut, returnedCart } from '../../support/returned-cart.ts';
import { visitByCxml, visitByOci } from '../../support/visit.ts';

const { shop, gateway } = await demoGateway();

/** The command line over the database of the gateway. */
async function punchgate(...args: string[]): Promise<string> {
  const environment = { DATA_DIR: gateway.config.data.directory };
  const { thrown, told } = await runCommand(args, { environment });
  if (thrown) throw thrown;
  return told.join('\n');
}

const openUnits = async () => JSON.parse(await punchgate('unit', 'list', '--json'));

async function withUnits(protocol: 'oci' | 'cxml', units: object): Promise<void> {
  const stored = await gateway.apply({ ...demoSystemFile(shop, protocol), units });
  await gateway.license(stored);
}

async function transferred(...articles: [number: string, quantity: number][]) {
  const visit = await visitByOci(gateway, shop);
  for (const [number, quantity] of articles) await visit.add(number, quantity);
  return await visit.transfer();
}

const ociFields = (page: string) => new Map(formTo(page, buyerUrl).fields);

describe('a unit that a System has no code for', () => {
  test('goes as the default, and the operator finds what to write', async () => {
    const page = await transferred(['SEAL-310', 2]);
    expect(ociFields(page.text).get('NEW_ITEM-UNIT[1]')).toBe('PCE');
    expect(await openUnits()).toMatchObject([
      {
        unit: 'Kartusche',
        system: 'demo-oci',
        article: 'SEAL-310',
        times: 1,
        'sent as': 'PCE',
        write: 'units: { table: { "Kartusche": <code> } }',
      },
    ]);
    expect(await punchgate('unit', 'forget', 'demo-oci', 'Kartusche')).toContain('forgotten');
    expect(await openUnits()).toEqual([]);
    await expect(punchgate('unit', 'forget', 'demo-oci', 'Kartusche')).rejects.toThrow('no unit "Kartusche"');
  });

  test('stops the cart where the System says so; mapped, the same cart goes through and the list is empty', async () => {
    await withUnits('oci', { default: 'PCE', unmapped: 'block' });
    const refused = await transferred(['SEAL-310', 1], ['HAM-001', 1]);
    expect(refused.status).toBe(500);
    expect(gateway.reasons()).toContain('unit_unmapped');
    const listed = await openUnits();
    expect(listed).toMatchObject([{ unit: 'Kartusche', system: 'demo-oci', article: 'SEAL-310' }]);
    expect(listed[0]['sent as']).toBeUndefined();
    await withUnits('oci', { table: { Kartusche: 'TU' }, default: 'PCE', unmapped: 'block' });
    expect(await openUnits()).toEqual([]);
    const fields = ociFields((await transferred(['SEAL-310', 1], ['HAM-001', 1])).text);
    expect([fields.get('NEW_ITEM-UNIT[1]'), fields.get('NEW_ITEM-UNIT[2]')]).toEqual(['TU', 'PCE']);
  });

  test('nothing is lost by a transfer that was refused: the cart is still in the shop', async () => {
    await withUnits('oci', { standard: false });
    const visit = await visitByOci(gateway, shop);
    await visit.add('HAM-001', 3);
    expect((await visit.transfer()).status).toBe(500);
    expect((await visit.open('/checkout/cart')).text).toContain('Hammer 500g');
  });

  test('codes are found on the command line', async () => {
    expect(await punchgate('unit', 'find', 'Karton')).toMatch(/^code +name +symbol\nXCT +carton/);
  });
});

describe('an article that the buyer counts in another unit', () => {
  const boxOf = (factor: string) => ({ table: { box: { code: 'EA', factor }, H87: 'EA' }, default: 'EA' });

  test('arrives in the unit of the buyer, at the same value', async () => {
    await withUnits('oci', { table: { box: { code: 'PCE', factor: '200' } }, default: 'PCE' });
    const plain = shop.catalog.products.find(({ number }) => number === 'BOLT-M8X40');
    expect(plain?.unit?.shortCode).toBe('box');
    const fields = ociFields((await transferred(['BOLT-M8X40', 2])).text);
    expect(Number(fields.get('NEW_ITEM-QUANTITY[1]'))).toBe(400);
    expect(fields.get('NEW_ITEM-UNIT[1]')).toBe('PCE');
  });

  test('a box of 5 kg is 5 kg for a buyer who counts in kilograms', async () => {
    await withUnits('oci', { table: { kg: { code: 'KGM', factor: 'product.content' } }, default: 'PCE' });
    const fields = ociFields((await transferred(['NAIL-5KG', 2])).text);
    expect([Number(fields.get('NEW_ITEM-QUANTITY[1]')), fields.get('NEW_ITEM-UNIT[1]')]).toEqual([10, 'KGM']);
  });

  test('comes back for an edit as the shop had it, and did not change: Status 204', async () => {
    await withUnits('cxml', boxOf('200'));
    const visit = await visitByCxml(gateway, shop);
    await visit.add('BOLT-M8X40', 3);
    const { lines } = returnedCart((await visit.transfer()).text);
    expect(lines).toMatchObject([{ number: 'BOLT-M8X40', quantity: '600', unit: 'EA' }]);
    const edit = await visitByCxml(gateway, shop, { operation: 'edit', items: itemsOut(lines) });
    expect(edit.first.text).not.toContain('Before you go on');
    expect(returnedCart((await edit.transfer()).text)).toMatchObject({ status: '204', lines: [] });
  });

  test('a quantity between two shop units is rounded up, and the buyer is told in the own unit', async () => {
    await withUnits('cxml', boxOf('200'));
    const visit = await visitByCxml(gateway, shop);
    await visit.add('BOLT-M8X40', 1);
    const { lines } = returnedCart((await visit.transfer()).text);
    const items = itemsOut(lines.map((line) => ({ ...line, quantity: '250' })));
    const edit = await visitByCxml(gateway, shop, { operation: 'edit', items });
    expect(edit.first.text).toContain('has another quantity: 250 before, now 400');
    const changed = returnedCart((await edit.transfer()).text);
    expect(changed).toMatchObject({ status: '200', lines: [{ quantity: '400', price: lines[0]?.price }] });
  });

  test('a factor that an article does not say stops the cart with its name', async () => {
    await withUnits('oci', {
      table: { box: { code: 'PCE', factor: 'product.customField.pieces' } },
      default: 'PCE',
    });
    expect((await transferred(['BOLT-M8X40', 1])).status).toBe(500);
    const details = gateway.log.flatMap(({ detail }) => (typeof detail === 'string' ? [detail] : []));
    expect(details.at(-1)).toContain('BOLT-M8X40: unit "box" is converted by product.customField.pieces');
  });
});
