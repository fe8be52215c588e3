import type { CartItem } from './cart.ts';
import { type Decimal, divide, equals, multiply, round } from './money.ts';
import { PunchOutError } from './punchout-error.ts';

/** How a protocol may write a price. */
export interface PriceRule {
  minimumDecimals: number;
  maximumDecimals: number;
  /** Largest "price per so many"; 1 where the protocol or the buyer knows no price unit. */
  maximumUnit: number;
}

/** A line whose `price * quantity / priceUnit` is `total` to the smallest coin. All values without tax. */
export interface PricedLine {
  quantity: Decimal;
  price: Decimal;
  priceUnit: Decimal;
  total: Decimal;
}

/**
 * Finds the shortest price that gives the value of the line back exactly. A price unit is used only where decimals
 * do not suffice.
 * @throws PunchOutError `cart_price_unrepresentable`
 */
export function priceLine(
  item: Pick<CartItem, 'name' | 'quantity' | 'netTotal'>,
  rule: PriceRule,
  currencyDecimals: number,
): PricedLine {
  const total = round(item.netTotal, currencyDecimals);
  for (let unit = 1; unit <= rule.maximumUnit; unit *= 10) {
    for (let decimals = rule.minimumDecimals; decimals <= rule.maximumDecimals; decimals += 1) {
      const price = divide(multiply(total, String(unit)), item.quantity, decimals);
      if (equals(lineValue(price, item.quantity, unit, currencyDecimals), total)) {
        return { quantity: item.quantity, price, priceUnit: String(unit), total };
      }
    }
  }
  const detail = `${item.name}: ${total} for ${item.quantity} with at most ${rule.maximumDecimals} decimals`;
  throw new PunchOutError('cart_price_unrepresentable', detail);
}

/** The price of one, exactly: a price unit is a power of ten. */
export function priceOfOne({ price, priceUnit }: Pick<PricedLine, 'price' | 'priceUnit'>): Decimal {
  if (equals(priceUnit, '1')) return price;
  const decimals = price.split('.')[1]?.length ?? 0;
  return divide(price, priceUnit, decimals + priceUnit.length - 1);
}

function lineValue(price: Decimal, quantity: Decimal, unit: number, decimals: number): Decimal {
  return divide(multiply(price, quantity), String(unit), decimals);
}
