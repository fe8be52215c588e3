import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lintOciCart } from '../../../src/oci/lint.ts';
import { ociReturnProtocol } from '../../../src/oci/return-protocol.ts';
import type { Cart, CartItem } from '../../../src/punchout/cart.ts';
import { mapCart } from '../../../src/punchout/map-cart.ts';
import { add, divide, equals, multiply } from '../../../src/punchout/money.ts';
import type { PunchOutSession, ReturnForm } from '../../../src/punchout/session.ts';
import type { OciSystem } from '../../../src/punchout/system.ts';
import { expectRefusal } from '../../unit/punchout/refusal.ts';
import { netCart, recordedGrossCart, sampleItem, sampleShipping } from '../../unit/punchout/sample-cart.ts';
import { sampleSession } from '../../unit/punchout/sample-session.ts';
import { sampleCustomer, sampleCxmlSystem, sampleOciSystem } from '../../unit/punchout/sample-system.ts';
import { standardUnits } from '../../unit/punchout/sample-units.ts';

const folder = join(import.meta.dirname, '../../../fixtures/oci');
const golden = (name: string) => readFileSync(join(folder, `${name}.txt`), 'utf8');

function visit(system: OciSystem, echo: string[][], changes: Partial<PunchOutSession> = {}) {
  const session = sampleSession(system, { protocolData: JSON.stringify({ echo }), ...changes });
  const referenceOf = ({ key }: CartItem) => `PG1.${key}`;
  return { session, system, customer: sampleCustomer, standardUnits, referenceOf };
}

function formOf(cart: Cart, system = sampleOciSystem(), echo: string[][] = []): ReturnForm {
  const input = visit(system, echo);
  return ociReturnProtocol.returnForm(mapCart({ cart, ...input }, ociReturnProtocol.cartRules(input)), input);
}

/** A form as the files have it: one line for each field, as it is before it is encoded. */
function written({ action, target, charset, fields }: ReturnForm): string {
  const lines = [['action', action], ['target', target], ['charset', charset], [], ...fields];
  return `${lines.map((line) => line.join('=')).join('\n')}\n`;
}

/** What the items of a form are worth to the procurement system that reads them. */
function worth({ fields }: ReturnForm): string {
  const values = new Map(fields);
  const field = (name: string, index: number) => values.get(`NEW_ITEM-${name}[${index}]`);
  let sum = '0';
  for (let index = 1; field('QUANTITY', index) !== undefined; index += 1) {
    const [price = '', quantity = ''] = [field('PRICE', index), field('QUANTITY', index)];
    sum = add(sum, divide(multiply(price, quantity), field('PRICEUNIT', index) || '1', 2));
  }
  return sum;
}

const hammer = sampleItem({
  quantity: '3',
  netTotal: '30.00',
  shownTotal: '35.70',
  product: {
    description: 'Stiel aus Esche, 500 g.\r\n"Für Profis" & andere <Könner>',
    deliveryDays: '3',
    manufacturerNumber: 'NW-77',
  },
});
const washers = sampleItem({
  name: 'Washer M3',
  quantity: '10000',
  netTotal: '5.00',
  product: { number: 'PG-3', name: 'Washer M3' },
});
const discount = {
  ...sampleItem({ kind: 'discount', name: 'Welcome 10 %', netTotal: '-1.00' }),
  product: { customFields: {} },
};
const { unit: _, ...discountLine } = discount;

describe('the form that brings a cart back to SAP', () => {
  it('two articles, with what the call had for its echo', () => {
    const cart = recordedGrossCart();
    const echo = [
      ['~OkCode', 'ADDI'],
      ['~target', '_top'],
      ['~CALLER', 'CTLG'],
    ];
    const form = formOf({ ...cart, items: [hammer, ...cart.items.slice(1)] }, sampleOciSystem(), echo);
    expect(written(form)).toBe(golden('return-two-articles'));
  });

  it('a price of less than a tenth of a cent, per ten', () => {
    expect(written(formOf(netCart([washers])))).toBe(golden('return-price-unit'));
  });

  it('a discount and the shipping costs, as lines of their own', () => {
    const form = formOf(netCart([sampleItem(), discountLine], sampleShipping()));
    expect(written(form)).toBe(golden('return-discount-and-shipping'));
  });

  it.each(['return-two-articles', 'return-price-unit', 'return-discount-and-shipping'])(
    '%s is one that a procurement system takes as it is',
    (name) => {
      const [, fields = ''] = golden(name).split('\n\n');
      const pairs = fields
        .trim()
        .split('\n')
        .map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]);
      expect(lintOciCart(pairs)).toEqual([]);
    },
  );

  it('only control fields are echoed, never a parameter of the call', () => {
    const system = sampleOciSystem();
    const input = visit(system, [['~OkCode', 'ADDI']], {
      parameters: [
        ['MATGROUP', '4711'],
        ['sap-client', '001'],
      ],
    });
    const mapped = mapCart({ cart: netCart([sampleItem()]), ...input }, ociReturnProtocol.cartRules(input));
    const names = ociReturnProtocol.returnForm(mapped, input).fields.map(([name]) => name);
    expect(names.filter((name) => !name.startsWith('NEW_ITEM-'))).toEqual(['~OkCode']);
  });

  it('the charset is the one of the System', () => {
    expect(formOf(netCart([sampleItem()]), sampleOciSystem({ charset: 'windows-1252' })).charset).toBe(
      'windows-1252',
    );
  });
});

describe('a visit that is cancelled', () => {
  const echo = [
    ['~OkCode', 'ADDI'],
    ['~CALLER', 'CTLG'],
  ];

  it('returns the control fields and no item', () => {
    const { session, system } = visit(sampleOciSystem({ charset: 'iso-8859-1' }), echo, {
      returnTarget: '_parent',
    });
    const form = ociReturnProtocol.cancelForm(session, system);
    expect(form && written(form)).toBe(golden('return-cancelled'));
  });

  it('returns nothing where the System wants a message', () => {
    const { session, system } = visit(sampleOciSystem({ cancel: 'message' }), echo);
    expect(ociReturnProtocol.cancelForm(session, system)).toBeUndefined();
  });

  it('is never returned by the wrong protocol', () => {
    const system = sampleCxmlSystem();
    expect(() => ociReturnProtocol.cancelForm(sampleSession(system), system)).toThrow('buyer-cxml');
  });
});

describe('what the buyer pays is what the shop sums up', () => {
  const line = fc.record({
    cents: fc.integer({ min: 1, max: 99_999 }),
    quantity: fc.integer({ min: 1, max: 5_000 }),
  });

  it.each([2, 3, 4, 6])('with prices of %i decimals', (decimals) => {
    const system = sampleOciSystem({ prices: { decimals } });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (lines) => {
        const items = lines.map(({ cents, quantity }) =>
          sampleItem({ quantity: String(quantity), netTotal: divide(String(cents), '100', 2) }),
        );
        const cart = netCart(items);
        expect(equals(worth(formOf(cart, system)), cart.netTotal)).toBe(true);
      }),
    );
  });

  it('also where the System does not map the price unit', async () => {
    const { PRICEUNIT: __, ...item } = sampleOciSystem().fields.item;
    const system = sampleOciSystem({ fields: { item, shipping: {}, discount: {} } });
    const cart = netCart([washers]);
    const outcome = await Promise.resolve()
      .then(() => worth(formOf(cart, system)))
      .catch(() => 'refused');
    expect(['refused', '5.00', '5']).toContain(outcome);
  });

  it('a System without price units never sends a rounded price', async () => {
    const system = sampleOciSystem({ prices: { maximumUnit: 1 } });
    await expectRefusal('cart_price_unrepresentable', () => formOf(netCart([washers]), system));
  });
});
