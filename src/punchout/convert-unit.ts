import { type Decimal, divide, equals, multiply, round } from './money.ts';

/** Places of a quantity that is no whole number of the other unit: finer than any quantity that is agreed on. */
const places = 12;

/** A quantity of the shop in units of the buyer, of which one of the shop has `factor`. Exact. */
export function toBuyerQuantity(quantity: Decimal, factor: Decimal): Decimal {
  return equals(factor, '1') ? quantity : multiply(quantity, factor);
}

/** A quantity of the buyer in units of the shop: exact where such a number exists, else to twelve places. */
export function toShopQuantity(quantity: Decimal, factor: Decimal): Decimal {
  return equals(factor, '1') ? quantity : shortest(divide(quantity, factor, places), 0);
}

/** A quantity that `toShopQuantity` has given, as the buyer wrote it. */
export function fromShopQuantity(quantity: Decimal, factor: Decimal): Decimal {
  return equals(factor, '1') ? quantity : shortest(round(multiply(quantity, factor), places / 2), 0);
}

/** Price of one unit of the shop as price of one of the buyer, for showing it: with at least `decimals` places. */
export function toBuyerPrice(price: Decimal, factor: Decimal, decimals: number): Decimal {
  if (equals(factor, '1')) return price;
  const wholeDigits = factor.split('.')[0]?.length ?? 0;
  return shortest(divide(price, factor, decimals + wholeDigits), decimals);
}

/** Without the zeros at its end, down to `decimals` places. */
export function shortest(value: Decimal, decimals: number): Decimal {
  const fitting = Array.from({ length: places }, (_, index) => round(value, decimals + index));
  return fitting.find((candidate) => equals(candidate, value)) ?? value;
}
