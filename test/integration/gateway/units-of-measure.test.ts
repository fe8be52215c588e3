import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProgram } from '../../../src/commands/program.ts';
import { parseDocument } from '../../../src/cxml/read-document.ts';
import { childNamed, childrenNamed, textOf } from '../../../src/cxml/xml-element.ts';
import { type DemoShop, startDemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import {
  buyerUrl,
  demoSystemFile,
  seedDemoSystems,
  startGateway,
  type TestGateway,
} from '../../support/gateway.ts';
import { formTo } from '../../support/html-form.ts';
import { visitByCxml, visitByOci } from '../../support/visit.ts';

let shop: DemoShop;
let gateway: TestGateway;

beforeAll(async () => {
  shop = await startDemoShop({ port: 0, host: '127.0.0.1' });
  gateway = await startGateway({ shop });
  await seedDemoSystems(gateway, shop);
});

afterAll(async () => {
  await gateway.close();
  await shop.close();
});

/** The command line over the database of the gateway. */
async function punchgate(...args: string[]): Promise<string> {
  const printed: string[] = [];
  const never = () => Promise.reject(new Error('not for these commands'));
  const context = {
    environment: { DATA_DIR: gateway.config.data.directory, PUNCHGATE_CONFIG: '' },
    print: (text: string) => void printed.push(text),
    warn: (text: string) => void printed.push(text),
    stopRequested: never,
    startDemo: never,
  };
  await createProgram(context, '1.0.0').parseAsync(args, { from: 'user' });
  return printed.join('\n');
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

interface CxmlLine {
  number: string;
  reference: string;
  quantity: string;
  unit: string;
  price: string;
}

function cxmlLines(page: string): { status: string; lines: CxmlLine[] } {
  const [field] = formTo(page, buyerUrl).fields;
  const wrapper = childNamed(parseDocument(Buffer.from(field?.[1] ?? '', 'base64').toString()), 'Message');
  const message = childNamed(wrapper, 'PunchOutOrderMessage');
  if (!message) throw new Error('no PunchOutOrderMessage');
  const items = childrenNamed(message, 'ItemIn');
  const lines = items.map((item) => {
    const [id, detail] = [childNamed(item, 'ItemID'), childNamed(item, 'ItemDetail')];
    return {
      number: textOf(childNamed(id, 'SupplierPartID')),
      reference: textOf(childNamed(id, 'SupplierPartAuxiliaryID')),
      quantity: item.attributes.quantity ?? '',
      unit: textOf(childNamed(detail, 'UnitOfMeasure')),
      price: textOf(childNamed(childNamed(detail, 'UnitPrice'), 'Money')),
    };
  });
  return { status: childNamed(wrapper, 'Status')?.attributes.code ?? '200', lines };
}

function itemsOut(lines: readonly CxmlLine[]): string {
  return lines
    .map(
      ({ number, reference, quantity }) => `<ItemOut quantity="${quantity}"><ItemID>
<SupplierPartID>${number}</SupplierPartID><SupplierPartAuxiliaryID>${reference}</SupplierPartAuxiliaryID></ItemID></ItemOut>`,
    )
    .join('');
}

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
    const { lines } = cxmlLines((await visit.transfer()).text);
    expect(lines).toMatchObject([{ number: 'BOLT-M8X40', quantity: '600', unit: 'EA' }]);
    const edit = await visitByCxml(gateway, shop, { operation: 'edit', items: itemsOut(lines) });
    expect(edit.first.text).not.toContain('Before you go on');
    expect(cxmlLines((await edit.transfer()).text)).toEqual({ status: '204', lines: [] });
  });

  test('a quantity between two shop units is rounded up, and the buyer is told in the own unit', async () => {
    await withUnits('cxml', boxOf('200'));
    const visit = await visitByCxml(gateway, shop);
    await visit.add('BOLT-M8X40', 1);
    const { lines } = cxmlLines((await visit.transfer()).text);
    const items = itemsOut(lines.map((line) => ({ ...line, quantity: '250' })));
    const edit = await visitByCxml(gateway, shop, { operation: 'edit', items });
    expect(edit.first.text).toContain('has another quantity: 250 before, now 400');
    const changed = cxmlLines((await edit.transfer()).text);
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
