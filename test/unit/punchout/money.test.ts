import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  absolute,
  add,
  compare,
  decimal,
  divide,
  equals,
  multiply,
  round,
  subtract,
} from '../../../src/punchout/money.ts';

const cents = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });

function fromCents(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(3, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

describe('prices are exact decimals', () => {
  it('a price that Shopware sends as a JSON number keeps the digits it was written with', () => {
    expect([33.33, 0.1, 1e-7, 1234567.89, -5, 30].map(decimal)).toEqual([
      '33.33',
      '0.1',
      '0.0000001',
      '1234567.89',
      '-5',
      '30',
    ]);
  });

  it.each(['', ' 1', '1,5', '1.234,56', '1e3', '0x10', 'NaN', 'Infinity', '+1', '.5', '5.', '9'.repeat(16)])(
    'a price written as "%s" is no decimal number',
    (text) => {
      expect(() => decimal(text)).toThrow(RangeError);
    },
  );

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('the number %s is no price', (value) => {
    expect(() => decimal(value)).toThrow(/./);
  });

  it('sums and differences of any amounts are exact to the cent, in any order', () => {
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 40 }), cents, (values, value) => {
        const sum = values.reduce((total, next) => total + next, 0n);
        expect(equals(add(...values.map(fromCents)), fromCents(sum))).toBe(true);
        expect(equals(add(...values.toReversed().map(fromCents)), fromCents(sum))).toBe(true);
        expect(equals(subtract(fromCents(sum), fromCents(value)), fromCents(sum - value))).toBe(true);
      }),
    );
  });

  it('0.1 and 0.2 make 0.3', () => {
    expect(add('0.1', '0.2')).toBe('0.3');
  });

  it('half a cent is rounded away from zero, for charges and for discounts alike', () => {
    expect(['1.005', '2.675', '1.004999', '-1.005', '-2.675'].map((value) => round(value, 2))).toEqual([
      '1.01',
      '2.68',
      '1.00',
      '-1.01',
      '-2.68',
    ]);
    expect([divide('1', '8', 2), divide('-1', '8', 2), divide('2', '3', 3)]).toEqual([
      '0.13',
      '-0.13',
      '0.667',
    ]);
  });

  it('a rounded amount has exactly the places that were asked for', () => {
    fc.assert(
      fc.property(cents, fc.integer({ min: 1, max: 6 }), (value, places) => {
        expect(round(fromCents(value), places)).toMatch(new RegExp(`^-?\\d+\\.\\d{${places}}$`));
      }),
    );
  });

  it('a product of amounts is exact', () => {
    fc.assert(
      fc.property(cents, cents, (left, right) => {
        const product = multiply(fromCents(left), fromCents(right));
        expect(equals(multiply(product, '10000'), (left * right).toString())).toBe(true);
      }),
    );
  });

  it('amounts compare by value, not by spelling', () => {
    expect([equals('10', '10.00'), equals('-0', '0'), compare('9', '10'), compare('-9', '-10')]).toEqual([
      true,
      true,
      -1,
      1,
    ]);
    expect([absolute('-5.50'), absolute('5.5')]).toEqual(['5.5', '5.5']);
  });
});
