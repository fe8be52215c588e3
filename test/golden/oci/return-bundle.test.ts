import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintOciCart } from '../../../src/oci/lint.ts';
import { ociReturnProtocol } from '../../../src/oci/return-protocol.ts';
import { mapCart } from '../../../src/punchout/map-cart.ts';
import type { ReturnForm } from '../../../src/punchout/session.ts';
import type { OciSystem } from '../../../src/punchout/system.ts';
import { refusalOf } from '../../unit/punchout/refusal.ts';
import { sampleSession } from '../../unit/punchout/sample-session.ts';
import { sampleCustomer, sampleOciSystem } from '../../unit/punchout/sample-system.ts';
import { standardUnits } from '../../unit/punchout/sample-units.ts';
import { cartWith, line, read } from '../../unit/shopware/shop-cart.ts';
import { useNock } from '../../unit/shopware/test-shop.ts';

useNock();

const golden = readFileSync(join(import.meta.dirname, '../../../fixtures/oci/return-bundle.txt'), 'utf8');

/** Net prices, as a shop shows them to companies. */
function lineOf(type: string, totalPrice: number, values: object) {
  const price = { unitPrice: totalPrice, quantity: 1, totalPrice, calculatedTaxes: [] };
  return line(type, { price, ...values });
}

function article(number: string, label: string, [quantity, value]: [number, number]) {
  return lineOf('custom', value, {
    id: number,
    label,
    quantity,
    payload: { productNumber: number, customFields: { unit: 'PCE' } },
  });
}

/** A set of a hammer, a case and a tape, and gloves that are in no set; the case has screwdrivers in it. */
const shopCart = () => {
  const label = 'Tool case with screwdrivers, insulated to 1,000 V';
  const screwdrivers = [article('SD-PH2', 'Screwdriver PH2', [4, 20])];
  const toolCase = lineOf('container', 20, { id: 'case', label, quantity: 2, children: screwdrivers });
  const children = [
    article('HAM-001', 'Hammer 500g', [2, 20]),
    toolCase,
    article('TAPE-5M', 'Tape measure 5 m', [2, 12.6]),
  ];
  const payload = { productNumber: 'SET-7' };
  const about = { id: 'set', label: 'Workshop set', quantity: 2, payload, children };
  const price = { netPrice: 72.6, totalPrice: 72.6, rawTotal: 72.6, taxStatus: 'net' };
  return cartWith([lineOf('container', 52.6, about), article('GLOVE-NX', 'Gloves', [10, 20])], { price });
};

async function formOf(changes: Partial<OciSystem>): Promise<ReturnForm> {
  const base = sampleOciSystem({ units: { default: 'PCE' } });
  const { DESCRIPTION, QUANTITY, UNIT, PRICE, CURRENCY, PRICEUNIT, VENDORMAT } = base.fields.item;
  const rules = { DESCRIPTION, QUANTITY, UNIT, PRICE, CURRENCY, PRICEUNIT, VENDORMAT };
  const item = Object.fromEntries(
    Object.entries(rules).flatMap(([name, rule]) => (rule ? [[name, rule]] : [])),
  );
  const system = { ...base, fields: { ...base.fields, item }, ...changes };
  const session = sampleSession(system, { protocolData: JSON.stringify({ echo: [] }) });
  const input = { session, system, customer: sampleCustomer, standardUnits, referenceOf: () => 'PG1.1' };
  const cart = await read(shopCart());
  const mapped = mapCart({ cart, ...input }, ociReturnProtocol.cartRules(input));
  expect(mapped.total).toBe('72.60');
  return ociReturnProtocol.returnForm(mapped, input);
}

function written({ action, target, charset, fields }: ReturnForm): string {
  const lines = [['action', action], ['target', target], ['charset', charset], [], ...fields];
  return `${lines.map((pair) => pair.join('=')).join('\n')}\n`;
}

const ofField = ({ fields }: ReturnForm, field: string) =>
  Object.fromEntries(fields.filter(([name]) => name.startsWith(`NEW_ITEM-${field}[`)));

describe('a cart with bundles', () => {
  test('comes to the buyer as a hierarchy where the System says so, as the golden file has it', async () => {
    const form = await formOf({ bundles: 'hierarchy' });
    expect(written(form)).toBe(golden);
    expect(lintOciCart(form.fields)).toEqual([]);
  });

  test('names its heads by their index from 0 where the buyer counts so', async () => {
    const form = await formOf({ bundles: 'hierarchy', startIndex: 0 });
    expect(ofField(form, 'PARENT_ID')).toEqual({
      'NEW_ITEM-PARENT_ID[1]': '0',
      'NEW_ITEM-PARENT_ID[2]': '0',
      'NEW_ITEM-PARENT_ID[3]': '2',
      'NEW_ITEM-PARENT_ID[4]': '0',
    });
    expect(ofField(form, 'ITEM_TYPE')).toEqual({
      'NEW_ITEM-ITEM_TYPE[0]': 'R',
      'NEW_ITEM-ITEM_TYPE[2]': 'O',
    });
  });

  test('comes without its brackets otherwise, all prices and numbers the same', async () => {
    const form = await formOf({});
    expect(Object.values(ofField(form, 'VENDORMAT'))).toEqual(['HAM-001', 'SD-PH2', 'TAPE-5M', 'GLOVE-NX']);
    expect({ ...ofField(form, 'ITEM_TYPE'), ...ofField(form, 'PARENT_ID') }).toEqual({});
  });

  test('keeps what the mapping says of its parts, e.g. that they are services', async () => {
    const { fields } = sampleOciSystem();
    const item = {
      ...fields.item,
      ITEM_TYPE: { from: ['"O" if item.bundle'] },
      SERVICE: { from: [], fixed: 'X' },
    };
    const form = await formOf({ bundles: 'hierarchy', fields: { ...fields, item } });
    expect(Object.values(ofField(form, 'ITEM_TYPE'))).toEqual(['R', 'O', 'O', 'O', 'O']);
    expect(Object.keys(ofField(form, 'SERVICE'))).toHaveLength(4);
  });

  test('has its heads in the JSON of a cart too', async () => {
    const form = await formOf({ bundles: 'hierarchy', cartFormat: 'json' });
    const { items } = JSON.parse(form.fields[0]?.[1] ?? '{}');
    expect(items[0]).toMatchObject({ itemType: 'R', description: 'Workshop set' });
    expect(items[3]).toMatchObject({ parentId: '3', vendorMat: 'SD-PH2' });
  });

  test('is refused where there is no unit for its heads', async () => {
    const { units } = sampleOciSystem({ units: { productField: 'unit' } });
    const refusal = await refusalOf(() => formOf({ bundles: 'hierarchy', units }));
    expect([refusal.reason, refusal.message]).toEqual([
      'unit_unmapped',
      expect.stringContaining('Workshop set: a bundle has the default unit'),
    ]);
    await expect(formOf({ units })).resolves.toHaveProperty('fields');
  });
});
