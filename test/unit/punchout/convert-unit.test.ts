import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fromShopQuantity,
  toBuyerPrice,
  toBuyerQuantity,
  toShopQuantity,
} from '../../../src/punchout/convert-unit.ts';
import { type MappedCart, mapCart } from '../../../src/punchout/map-cart.ts';
import { add, divide, equals, multiply, round } from '../../../src/punchout/money.ts';
import type { System } from '../../../src/punchout/system.ts';
import { expectRefusal } from './refusal.ts';
import { returnProtocols } from './return-protocols.ts';
import { netCart, sampleItem } from './sample-cart.ts';
import { sampleSession } from './sample-session.ts';
import { sampleCustomer, sampleCxmlSystem, sampleOciSystem } from './sample-system.ts';
import { standardUnits } from './sample-units.ts';

const factors = fc
  .tuple(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 0, max: 4 }))
  .map(([digits, decimals]) => divide(String(digits), String(10 ** decimals), decimals));
const quantities = fc.integer({ min: 1, max: 99_999 }).map(String);

describe('a quantity', () => {
  it('is the same in the shop after it was at the buyer', () => {
    fc.assert(
      fc.property(quantities, factors, (quantity, factor) => {
        expect(toShopQuantity(toBuyerQuantity(quantity, factor), factor)).toBe(quantity);
      }),
    );
  });

  it('of the buyer is shown as the buyer wrote it, also where it is no whole number of shop units', () => {
    fc.assert(
      fc.property(quantities, factors, (quantity, factor) => {
        expect(fromShopQuantity(toShopQuantity(quantity, factor), factor)).toBe(quantity);
      }),
    );
    expect([toShopQuantity('250', '100'), toShopQuantity('100', '3')]).toEqual(['2.5', '33.333333333333']);
  });

  it('without a conversion stays as it was written', () => {
    expect([toShopQuantity('3.0', '1'), toBuyerQuantity('3.0', '1'), fromShopQuantity('3.0', '1')]).toEqual([
      '3.0',
      '3.0',
      '3.0',
    ]);
  });
});

describe('a price', () => {
  it('is shown for one unit of the buyer, with the places that it needs', () => {
    expect([
      toBuyerPrice('5.00', '100', 2),
      toBuyerPrice('0.50', '1000', 2),
      toBuyerPrice('10.00', '3', 2),
      toBuyerPrice('3.333', '1', 2),
    ]).toEqual(['0.05', '0.0005', '3.333', '3.333']);
  });
});

const boxes = (factor: string) => ({ units: { table: { box: { code: 'PCE', factor } }, default: 'EA' } });

function mapped(system: System, items: ReturnType<typeof sampleItem>[]): MappedCart {
  const session = sampleSession(system);
  const input = { system, session, customer: sampleCustomer, standardUnits, referenceOf: () => 'PG1.1' };
  return mapCart({ cart: netCart(items), ...input }, returnProtocols[system.protocol].cartRules(input));
}

const box = (quantity: string, netTotal: string) => sampleItem({ unit: 'box', quantity, netTotal });

describe('a line that is converted', () => {
  it('has quantity and price of the buyer’s unit, and its value stays', () => {
    const { lines, total } = mapped(sampleOciSystem(boxes('100')), [box('2', '19.98'), sampleItem()]);
    expect(total).toBe('29.98');
    expect(lines).toMatchObject([
      { quantity: '200', unit: 'PCE', total: '19.98', source: { quantity: '2', factor: '100' } },
      { quantity: '1', unit: 'EA', source: { quantity: '1' } },
    ]);
    expect(lines[0]?.fields).toMatchObject({
      QUANTITY: '200',
      UNIT: 'PCE',
      PRICE: '0.999',
      PRICEUNIT: '10',
    });
    expect(lines[1]?.source).not.toHaveProperty('factor');
  });

  it('whose price nobody can write is refused, not rounded', async () => {
    const system = sampleOciSystem({ ...boxes('100000'), prices: { maximumUnit: 1 } });
    await expectRefusal('cart_price_unrepresentable', () => mapped(system, [box('3', '10.00')]));
  });

  it('to more decimals than OCI has is refused, not cut', async () => {
    const line = [box('1', '10.00')];
    await expectRefusal('unit_unmapped', () => mapped(sampleOciSystem(boxes('0.1254')), line));
    expect(mapped(sampleCxmlSystem(boxes('0.1254')), line).lines[0]?.quantity).toBe('0.1254');
  });

  it('by what the article says is converted article by article', () => {
    const content = (pieces: string) =>
      sampleItem({ unit: 'box', product: { number: pieces, customFields: { pieces } } });
    const system = sampleCxmlSystem(boxes('product.customField.pieces'));
    const { lines } = mapped(system, [content('5'), content('2.5')]);
    expect(lines.map(({ quantity, price }) => [quantity, price])).toEqual([
      ['5', '2.00'],
      ['2.5', '4.00'],
    ]);
  });

  it('is worth the same to the buyer as to the shop, whatever the factor', () => {
    const line = fc.record({
      cents: fc.integer({ min: 1, max: 99_999 }),
      quantity: fc.integer({ min: 1, max: 60 }),
    });
    const factor = fc.integer({ min: 1, max: 1_000 }).map(String);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), factor, (lines, many) => {
        const items = lines.map(({ cents, quantity }) =>
          box(String(quantity), divide(String(cents * quantity), '100', 2)),
        );
        const { lines: sent, total } = mapped(sampleOciSystem(boxes(many)), items);
        expect(total).toBe(round(add(...items.map(({ netTotal }) => netTotal)), 2));
        for (const { price, priceUnit, quantity, total: value, source } of sent) {
          expect(divide(multiply(price, quantity), priceUnit, 2)).toBe(value);
          expect(equals(toShopQuantity(quantity, source.factor ?? '1'), source.quantity)).toBe(true);
        }
      }),
    );
  });
});
