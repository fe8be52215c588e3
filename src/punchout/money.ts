import Big from 'big.js';

/** A decimal number as a string, e.g. `"33.33"`: the only form in which a price travels through Punchgate. */
export type Decimal = string;

const pattern = /^-?\d{1,15}(\.\d{1,12})?$/;

/**
 * Reads a decimal from a string or from a JSON number as Shopware sends it.
 * @throws RangeError when it is not a plain decimal number.
 */
export function decimal(value: string | number): Decimal {
  const text = typeof value === 'number' ? new Big(value).toFixed() : value;
  if (!pattern.test(text)) throw new RangeError(`not a decimal number: ${text}`);
  return text;
}

export function isDecimal(text: string): boolean {
  return pattern.test(text);
}

export function add(...values: readonly Decimal[]): Decimal {
  return values.reduce((sum, value) => sum.plus(value), new Big(0)).toFixed();
}

export function subtract(from: Decimal, value: Decimal): Decimal {
  return new Big(from).minus(value).toFixed();
}

export function multiply(left: Decimal, right: Decimal): Decimal {
  return new Big(left).times(right).toFixed();
}

/** Quotient with exactly `decimals` places, commercial rounding (half away from zero). */
export function divide(dividend: Decimal, divisor: Decimal, decimals: number): Decimal {
  const quotient = new Big(dividend).div(divisor);
  return quotient.round(decimals, Big.roundHalfUp).toFixed(decimals);
}

/** `value` with exactly `decimals` places, commercial rounding. */
export function round(value: Decimal, decimals: number): Decimal {
  return new Big(value).toFixed(decimals, Big.roundHalfUp);
}

export function equals(left: Decimal, right: Decimal): boolean {
  return new Big(left).eq(right);
}

export function compare(left: Decimal, right: Decimal): -1 | 0 | 1 {
  return new Big(left).cmp(right);
}

export function absolute(value: Decimal): Decimal {
  return new Big(value).abs().toFixed();
}
