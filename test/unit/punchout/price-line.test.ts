import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PricedLine, type PriceRule, priceLine } from '../../../src/punchout/price-line.ts';
import { PunchOutError } from '../../../src/punchout/punchout-error.ts';
import { expectRefusal } from './refusal.ts';
import { sampleItem } from './sample-cart.ts';

const ociRule = { minimumDecimals: 3, maximumDecimals: 3, maximumUnit: 10_000 };
const cxmlRule = { minimumDecimals: 2, maximumDecimals: 4, maximumUnit: 1 };

const quantities = fc.integer({ min: 1, max: 100_000 });
const totals = fc.integer({ min: -100_000_000, max: 100_000_000 });

function lineOf(cents: number, quantity: number, rule: PriceRule): PricedLine {
  const netTotal = `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;
  return priceLine(sampleItem({ quantity: String(quantity), netTotal }), rule, 2);
}

/** Value of a line in cents, by whole numbers alone: independent of the arithmetic of the gateway. */
function centsOf({ price, quantity, priceUnit }: Omit<PricedLine, 'total'>): bigint {
  const [whole = '', places = ''] = price.replace('-', '').split('.');
  const divisor = BigInt(priceUnit) * 10n ** BigInt(places.length);
  const twiceCents = BigInt(whole + places) * BigInt(quantity) * 200n;
  const rounded = (twiceCents / divisor + 1n) / 2n;
  return price.startsWith('-') ? -rounded : rounded;
}

describe.each([
  ['OCI', ociRule],
  ['cXML', cxmlRule],
])('%s: what the buyer is sent is worth what the shop sums up', (_, rule) => {
  it('for any quantity and any line total, price times quantity per price unit is the total, or it is refused', () => {
    fc.assert(
      fc.property(totals, quantities, (cents, quantity) => {
        const line = refusedOr(() => lineOf(cents, quantity, rule));
        if (line) expect(centsOf(line)).toBe(BigInt(cents));
      }),
      { numRuns: 2_000 },
    );
  });

  it('no line of up to 20,000 euros and 99 pieces is refused', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000_000 }),
        fc.integer({ min: 1, max: 99 }),
        (cents, quantity) => {
          expect(centsOf(lineOf(cents, quantity, rule))).toBe(BigInt(cents));
        },
      ),
    );
  });

  it('no shorter price, and no smaller price unit, would have given the total', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), quantities, (cents, quantity) => {
        const line = refusedOr(() => lineOf(cents, quantity, rule));
        if (line === undefined) return;
        const shorter = shorterRules(rule, line).map((shorterRule) =>
          refusedOr(() => lineOf(cents, quantity, shorterRule)),
        );
        expect(shorter.every((other) => other === undefined)).toBe(true);
      }),
    );
  });
});

function refusedOr(price: () => PricedLine): PricedLine | undefined {
  try {
    return price();
  } catch (error) {
    if (error instanceof PunchOutError && error.reason === 'cart_price_unrepresentable') return undefined;
    throw error;
  }
}

/** Every rule that allows only one shape, and that shape is preferable to the one chosen. */
function shorterRules({ minimumDecimals, maximumDecimals }: PriceRule, line: PricedLine): PriceRule[] {
  const places = line.price.split('.')[1]?.length ?? 0;
  const rules: PriceRule[] = [];
  if (places > minimumDecimals)
    rules.push({ minimumDecimals, maximumDecimals: places - 1, maximumUnit: Number(line.priceUnit) });
  if (line.priceUnit !== '1') {
    rules.push({ minimumDecimals, maximumDecimals, maximumUnit: Number(line.priceUnit) / 10 });
  }
  return rules;
}

describe('the price that the buyer sees', () => {
  it('three hammers for 30.00 cost 10.00 each', () => {
    expect(lineOf(3_000, 3, cxmlRule)).toEqual({
      quantity: '3',
      price: '10.00',
      priceUnit: '1',
      total: '30.00',
    });
    expect(lineOf(3_000, 3, ociRule).price).toBe('10.000');
  });

  it('two boxes for 66.67 need a third decimal', () => {
    expect(lineOf(6_667, 2, cxmlRule).price).toBe('33.335');
  });

  it('screws for 0.0005 each are priced per ten in OCI, never as 0.001', () => {
    expect(lineOf(500, 10_000, ociRule)).toMatchObject({ price: '0.005', priceUnit: '10', total: '5.00' });
  });

  it('a discount has a negative price and its own total', () => {
    expect(lineOf(-1_000, 1, ociRule)).toMatchObject({ price: '-10.000', total: '-10.00' });
  });

  it('a price that four decimals cannot hold is refused rather than rounded', async () => {
    await expectRefusal('cart_price_unrepresentable', () => lineOf(100_001, 30_007, cxmlRule));
  });

  it('a free line costs nothing', () => {
    expect(lineOf(0, 7, ociRule)).toMatchObject({ price: '0.000', priceUnit: '1', total: '0.00' });
  });

  it('a currency without coins is returned without decimals where it may be', () => {
    const item = sampleItem({ quantity: '3', netTotal: '4500' });
    expect(priceLine(item, { minimumDecimals: 0, maximumDecimals: 3, maximumUnit: 1 }, 0)).toMatchObject({
      price: '1500',
      total: '4500',
    });
  });
});
