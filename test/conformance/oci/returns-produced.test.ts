import { describe, expect, test } from 'vitest';
import { lintOciCart } from '../../../src/oci/lint.ts';
import { ociReturnProtocol } from '../../../src/oci/return-protocol.ts';
import type { CartItem } from '../../../src/punchout/cart.ts';
import { mapCart } from '../../../src/punchout/map-cart.ts';
import { decimal, divide, equals } from '../../../src/punchout/money.ts';
import { type Pair, samplePairs } from '../../support/oci-corpus.ts';
import { findDataFolder } from '../../support/services/availability.ts';
import { refusalOf } from '../../unit/punchout/refusal.ts';
import { netCart, sampleItem } from '../../unit/punchout/sample-cart.ts';
import { sampleSession } from '../../unit/punchout/sample-session.ts';
import { sampleCustomer, sampleOciSystem } from '../../unit/punchout/sample-system.ts';
import { standardUnits } from '../../unit/punchout/sample-units.ts';

type Rules = Record<string, object>;

interface Production {
  items: CartItem[];
  /** Rules beside those that a System has from the start. */
  rules?: Rules;
  changes?: object;
  currency?: string;
}

/** The form that the gateway writes for a cart. */
function produced({ items, rules = {}, changes = {}, currency = 'EUR' }: Production): readonly Pair[] {
  const { fields } = sampleOciSystem();
  const mapping = { ...fields, item: { ...fields.item, ...rules }, ...tablesOf(changes) };
  const { tables: _, ...settings } = changes as { tables?: object };
  const system = sampleOciSystem({ fields: mapping, ...settings });
  const session = sampleSession(system, { protocolData: JSON.stringify({ echo: [] }) });
  const input = { session, system, customer: sampleCustomer, standardUnits, referenceOf: () => 'PG1.x' };
  const cart = { ...netCart(items), currency };
  return ociReturnProtocol.returnForm(mapCart({ cart, ...input }, ociReturnProtocol.cartRules(input)), input)
    .fields;
}

function tablesOf({ tables }: { tables?: object }): object {
  return tables ? { tables } : {};
}

/** Numbers as the sample has them: 1.00 is 1.000. */
function plain(pairs: readonly Pair[]): Record<string, string> {
  const isNumber = (name: string) => /-(QUANTITY|PRICE)\[/.test(name);
  return Object.fromEntries(
    pairs.map(([name, value]) => [name, isNumber(name) ? divide(decimal(value), '1', 6) : value]),
  );
}

function without(names: string[], pairs: readonly Pair[]): Pair[] {
  return pairs.filter(([name]) => !names.some((other) => name.includes(`-${other}[`)));
}

/** What one unit of an item costs. */
function priceOfOne(pairs: readonly Pair[], index = 1): string {
  const values = new Map(pairs);
  const unit = values.get(`NEW_ITEM-PRICEUNIT[${index}]`) || '1';
  return divide(decimal(values.get(`NEW_ITEM-PRICE[${index}]`) ?? ''), decimal(unit), 6);
}

const fixed = (value: string) => ({ fixed: value });
const custom = (name: string) => ({ from: [`product.customField.${name}`] });

const pens: Production = {
  items: [
    sampleItem({
      quantity: '1',
      unit: 'EA',
      netTotal: '0.10',
      product: { number: '648570', name: 'Pen, Easytouch, Medium, Black', deliveryDays: '1' },
    }),
  ],
  rules: {
    MATNR: { from: [] },
    MATGROUP: { from: [] },
    VENDOR: fixed('1768'),
    MANUFACTCODE: fixed('4711'),
    MANUFACTMAT: fixed('4712'),
    EXT_PRODUCT_ID: { from: [] },
    LONGTEXT: { from: [] },
  },
  changes: { units: { table: { EA: 'EA' } }, emptyFields: true },
  currency: 'USD',
};

const cards: Production = {
  items: [
    sampleItem({
      netTotal: '16.18',
      unit: 'EA',
      product: {
        number: '1517',
        name: 'Visitenkarten',
        description: 'Standard Visitenkarte deutsch 200 St.',
        deliveryDays: '10',
        customFields: { eclass: '24-26-09-01' },
      },
    }),
  ],
  changes: { units: { table: { EA: 'EA' } }, emptyFields: true },
  rules: {
    VENDOR: fixed('9999'),
    EXT_PRODUCT_ID: { from: [] },
    PRICEUNIT: { from: [] },
    MATGROUP: { from: ['product.customField.eclass | replace "-" ""'] },
    ...Object.fromEntries(
      ['MATNR', 'MANUFACTCODE', 'SERVICE', 'CONTRACT', 'CONTRACT_ITEM', 'EXT_QUOTE_ID', 'EXT_QUOTE_ITEM']
        .concat([1, 2, 3, 4, 5].map((number) => `CUST_FIELD${number}`))
        .map((name) => [name, { from: [] }]),
    ),
  },
};

const nuts: Production = {
  items: [
    sampleItem({
      quantity: '100',
      netTotal: '10.00',
      product: {
        number: '031710    005  100',
        name: 'ECR-H-DIN934-I8I-CLE17-(A2K)-M10',
        deliveryDays: '1',
      },
    }),
  ],
  rules: { LONGTEXT: { from: [] } },
};

const computer = (name: string, number: string, values: [quantity: string, total: string, text: string]) =>
  sampleItem({
    quantity: values[0],
    netTotal: values[1],
    product: {
      number,
      name,
      description: values[2],
      deliveryDays: '7',
      category: number === 'NB11' ? 'NOTEBOOK' : 'DESKTOP',
    },
  });

const hits: Production = {
  items: [
    computer('Notebook A 11"', 'NB11', ['1', '999.90', 'Long text of item one.']),
    computer('Desktop B 27"', 'DT27', ['2', '3598.00', 'Long text of item two.']),
  ],
  rules: { MATGROUP: { from: ['product.category'] }, EXT_PRODUCT_ID: { from: [] } },
};

describe.skipIf(!findDataFolder('ociCorpus'))('a cart of the gateway has the fields of', () => {
  test("SAP's own example, at the same price: per one, which three decimals suffice for", () => {
    const ours = produced(pens);
    const sample = samplePairs('10-return-sap-example-priceunit.txt');
    const prices = ['PRICE', 'PRICEUNIT'];
    expect(plain(without([...prices, 'EXT_PRODUCT_ID'], ours).filter(isNoLongText))).toEqual(
      plain(without(prices, sample)),
    );
    expect(equals(priceOfOne(ours), priceOfOne(sample))).toBe(true);
  });

  test('visiting cards, the empty ones too; the class loses its dashes by rule, for 10 characters', () => {
    const sample = samplePairs('11-return-visitenkarten.txt').map(
      ([name, value]): Pair => [name, name.includes('MATGROUP') ? '24260901' : value.trim()],
    );
    const ours = produced(cards);
    expect(plain(without(['PRICEUNIT'], ours))).toEqual(plain(without(['PRICEUNIT'], sample)));
    expect(ours).toHaveLength(25);
    expect(lintOciCart(ours)).toEqual([]);
  });

  test('visiting cards, and is refused where the class would be too long', async () => {
    const rules = { ...cards.rules, MATGROUP: custom('eclass') };
    expect(await refusalOf(() => produced({ ...cards, rules }))).toMatchObject({ reason: 'field_too_long' });
  });

  test('nuts of Würth, their number with all its blanks, at the same price', () => {
    const ours = produced(nuts);
    const sample = samplePairs('12-return-wurth-priceunit100.txt');
    const prices = ['PRICE', 'PRICEUNIT'];
    expect(plain(without(prices, ours))).toEqual(plain(without(prices, sample)));
    expect(equals(priceOfOne(ours), priceOfOne(sample))).toBe(true);
  });

  test('two hits of a search', () => {
    expect(plain(produced(hits))).toEqual(plain(samplePairs('13-bgsearch-two-items.html')));
  });

  test('vendor extensions', () => {
    const customFields = { soldBy: 'Seller 1', by: 'Fulfiller 1', sage: '80222', contract: 'AA03' };
    const ours = produced({
      items: [sampleItem({ taxRate: '19', product: { ean: '4006381333931', customFields } })],
      rules: {
        TAX_RATE: { from: ['item.taxRate | lookup "rates"'] },
        TAX_CODE: { from: ['item.taxRate | lookup "codes"'] },
        SOLD_BY: custom('soldBy'),
        FULFILLED_BY: custom('by'),
        GTIN: { from: ['product.ean'] },
        CUST_FIELD30: fixed('30th cust field with up to 100 characters'),
        MPS_SAGE_NUMBER: custom('sage'),
        MPS_SAGE_CONTRACT: custom('contract'),
      },
      changes: { tables: { rates: { 19: '0.19' }, codes: { 19: 'V19' } } },
    });
    expect(ours).toEqual(expect.arrayContaining(samplePairs('15-return-extensions.txt')));
  });

  test('IFS, but for the one name that it documents with an underscore', () => {
    const names = samplePairs('16-return-ifs.txt').map(([name]) => name);
    const wanted = names.map((name) => name.replace('NEW_ITEM_', 'NEW_ITEM-'));
    const known = Object.keys(sampleOciSystem().fields.item);
    const more = wanted.map((name) => name.slice('NEW_ITEM-'.length, -'[1]'.length));
    const rules = Object.fromEntries(
      more.filter((name) => !known.includes(name)).map((name) => [name, fixed('1')]),
    );
    const ours = produced({ items: [sampleItem({ product: { deliveryDays: '3' } })], rules });
    expect(ours.map(([name]) => name)).toEqual(expect.arrayContaining(wanted));
  });

  test('a bundle: its head as R, its part below it; the price stands with the part alone', () => {
    const bundles = [{ key: 'set', name: 'Sony Bundle', number: '210_123', quantity: '1' }];
    const ours = produced({
      items: [{ ...sampleItem({ netTotal: '1000.00' }), bundles }],
      changes: { bundles: 'hierarchy' },
    });
    const head = samplePairs('17-return-bundle-spryker.txt').filter(
      ([name]) => !/PRICE|PARENT_ID/.test(name),
    );
    expect(plain(ours)).toMatchObject(plain(head));
    expect(ours.map(([name]) => name)).not.toContain('NEW_ITEM-PRICE[1]');
    expect(ours).toContainEqual(['NEW_ITEM-PARENT_ID[2]', '1']);
    expect(ours).toContainEqual(['NEW_ITEM-PRICE[2]', '1000.000']);
  });

  test('the one right spelling of a long text', () => {
    const [right] = samplePairs('18-longtext-variants.txt');
    const ours = produced({ items: [sampleItem({ product: { description: right?.[1] ?? '' } })] });
    expect(ours.filter(([name]) => name.includes('LONGTEXT'))).toEqual([right]);
  });
});

function isNoLongText([name]: Pair): boolean {
  return !name.includes('LONGTEXT');
}
