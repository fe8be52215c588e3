import type { Cart, CartItem } from './cart.ts';
import { type FieldLimits, mapFields } from './field-mapping.ts';
import { absolute, add, compare, type Decimal, divide, equals, round, subtract } from './money.ts';
import { type PricedLine, type PriceRule, priceLine } from './price-line.ts';
import { PunchOutError } from './punchout-error.ts';
import type { PunchOutSession } from './session.ts';
import type { System, SystemCustomer } from './system.ts';
import { unitCode } from './unit-of-measure.ts';

/** What a protocol lays down for the carts it carries. */
export interface CartRules {
  limits: FieldLimits;
  prices: PriceRule;
}

/** What the line was in the shop, so that a later visit can bring it back. */
interface LineSource {
  key: string;
  productId?: string | undefined;
  number?: string | undefined;
  name: string;
  /** In the unit of the shop. */
  quantity: Decimal;
}

/** A line in the buyer's fields and units. */
export interface MappedLine extends PricedLine {
  kind: CartItem['kind'];
  unit: string;
  fields: Record<string, string>;
  /** Signed name of the line that stays the same through all round trips of its cart. */
  reference: string;
  source: LineSource;
  /** Tax of the whole line, in the cart's currency, and its rate in per cent where there is one. */
  tax: Decimal;
  taxRate?: Decimal | undefined;
}

/** A cart ready to be written. `shipping` is set only where it travels beside the lines. */
export interface MappedCart {
  currency: string;
  currencyDecimals: number;
  lines: MappedLine[];
  /** Sum of the lines. */
  total: Decimal;
  shipping: { name: string; total: Decimal; tax: Decimal } | undefined;
  /** Tax of all lines and of that shipping. */
  tax: Decimal;
}

export interface MapCartInput {
  cart: Cart;
  session: PunchOutSession;
  system: System;
  customer: SystemCustomer;
  referenceOf: (item: CartItem) => string;
}

/**
 * Maps a cart to the fields and units of its System and proves that nothing was lost on the way.
 * @throws PunchOutError `unit_unmapped`, `field_missing`, `field_too_long`, `cart_price_unrepresentable`,
 * `cart_total_mismatch`
 */
export function mapCart(input: MapCartInput, rules: CartRules): MappedCart {
  const { cart, system } = input;
  assertShopSum(cart);
  const items = system.shipping === 'line' && cart.shipping ? [...cart.items, cart.shipping] : cart.items;
  const lines = items.map((item, index) => mapLine({ ...input, item, position: index + 1 }, rules));
  const shipping = system.shipping === 'header' ? headerShipping(cart) : undefined;
  const tax = add(...lines.map((line) => line.tax), shipping?.tax ?? '0');
  const mapped = { ...totals(cart, lines), shipping, tax };
  assertNothingLost(mapped, cart, system);
  return mapped;
}

function mapLine(input: MapCartInput & { item: CartItem; position: number }, rules: CartRules): MappedLine {
  const { item, cart, system, referenceOf } = input;
  const line = priceLine(item, rules.prices, cart.currencyDecimals);
  const unit = unitCode(item, system.units);
  const { tables } = system.fields;
  const context = { ...input, line, unit, reference: referenceOf(item), currency: cart.currency, tables };
  const fields = mapFields(system.fields[item.kind], context, rules.limits);
  const { reference } = context;
  return {
    ...line,
    ...outlineOf(item),
    tax: round(item.tax, cart.currencyDecimals),
    unit,
    fields,
    reference,
  };
}

function outlineOf({ kind, key, name, quantity, product, taxRate }: CartItem) {
  const source = { key, productId: product.id, number: product.number, name, quantity };
  return { kind, source, taxRate };
}

function totals(cart: Cart, lines: MappedLine[]) {
  const { currency, currencyDecimals } = cart;
  const total = round(add(...lines.map((line) => line.total)), currencyDecimals);
  return { currency, currencyDecimals, lines, total };
}

function headerShipping({ shipping, currencyDecimals }: Cart): MappedCart['shipping'] {
  if (!shipping) return undefined;
  const { name, netTotal, tax } = shipping;
  return { name, total: round(netTotal, currencyDecimals), tax: round(tax, currencyDecimals) };
}

/** The lines we read must be the whole cart, in the tax mode in which the shop adds up. */
function assertShopSum({ items, shipping, shownTotal }: Cart): void {
  const sum = add(...items.map((item) => item.shownTotal), shipping?.shownTotal ?? '0');
  if (!equals(sum, shownTotal)) {
    throw new PunchOutError(
      'cart_total_mismatch',
      `the lines of the shop make ${sum}, its total is ${shownTotal}`,
    );
  }
}

/**
 * What is sent must be what the shop sums up without tax. Where the shop keeps gross prices and rounds the tax once for
 * the cart, its net total may differ from the sum of its net lines by the rounding of each line: half a coin at most.
 */
function assertNothingLost(mapped: MappedCart, cart: Cart, system: System): void {
  const sent = add(mapped.total, mapped.shipping?.total ?? '0');
  const leftOut = system.shipping === 'none' ? (cart.shipping?.netTotal ?? '0') : '0';
  const difference = absolute(subtract(subtract(cart.netTotal, leftOut), sent));
  if (compare(difference, roundingOf(cart)) > 0) {
    throw new PunchOutError('cart_total_mismatch', `sent ${sent}, the shop's net total is ${cart.netTotal}`);
  }
}

function roundingOf({ taxStatus, items, currencyDecimals }: Cart): Decimal {
  if (taxStatus !== 'gross') return '0';
  const halfCoins = String(items.length + 1);
  return divide(halfCoins, String(2 * 10 ** currencyDecimals), currencyDecimals + 1);
}
