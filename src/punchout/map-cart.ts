import type { Bundle, Cart, CartFacts, CartItem } from './cart.ts';
import { toBuyerQuantity } from './convert-unit.ts';
import { readDataField } from './data-field.ts';
import { type FieldLaws, type MendedField, mapFields } from './field-mapping.ts';
import { absolute, add, compare, type Decimal, divide, equals, round, subtract } from './money.ts';
import { type PricedLine, type PriceRule, priceLine } from './price-line.ts';
import { PunchOutError } from './punchout-error.ts';
import type { PunchOutSession } from './session.ts';
import type { System, SystemCustomer } from './system.ts';
import { taxItem } from './tax-item.ts';
import { type BuyerUnit, type StandardUnits, unitOf } from './unit-of-measure.ts';

/** What a protocol lays down for the carts it carries. */
export interface CartRules extends FieldLaws {
  prices: PriceRule;
  /** Most decimal places of a quantity, where the protocol has a limit. */
  quantityDecimals?: number;
  /** Fields of the line that tells the tax of the whole cart; absent where tax is no line of its own. */
  taxLine?: Record<string, string> | undefined;
}

/** What the line was in the shop, so that a later visit can bring it back. */
interface LineSource {
  key: string;
  productId?: string | undefined;
  number?: string | undefined;
  name: string;
  /** In the unit of the shop. */
  quantity: Decimal;
  /** So many units of the buyer are one of the shop; 1 where it is absent. */
  factor?: Decimal | undefined;
}

/** A line in the buyer's fields and units. */
export interface MappedLine extends PricedLine {
  kind: CartItem['kind'];
  unit: string;
  fields: Record<string, string>;
  /** What was cut on the way, where something was. */
  mended?: MendedField[] | undefined;
  /** Signed name of the line that stays the same through all round trips of its cart. */
  reference: string;
  source: LineSource;
  /** Tax of the whole line, in the cart's currency, and its rate in per cent where there is one. */
  tax: Decimal;
  taxRate?: Decimal | undefined;
  /** Brackets that it stood in, the outermost first; a protocol may write them as lines of their own. */
  bundles?: readonly Bundle[] | undefined;
}

/** A cart ready to be written. `shipping` is set only where it travels beside the lines. */
export interface MappedCart {
  currency: string;
  currencyDecimals: number;
  lines: MappedLine[];
  /** Sum of the lines. */
  total: Decimal;
  shipping: { name: string; total: Decimal; tax: Decimal; taxRate?: Decimal | undefined } | undefined;
  /** Tax of all lines and of that shipping, whether or not it is a line too. */
  tax: Decimal;
}

/** What lines are mapped for. */
interface MappingInput {
  session: PunchOutSession;
  system: System;
  customer: SystemCustomer;
  standardUnits: StandardUnits;
  referenceOf: (item: CartItem) => string;
}

export interface MapCartInput extends MappingInput {
  cart: Cart;
}

export interface MapItemInput extends MappingInput, CartFacts {
  item: CartItem;
  /** From 1. */
  position: number;
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
  const facts = factsOf(cart);
  const lines = items.map((item, index) => mapItem({ ...input, ...facts, item, position: index + 1 }, rules));
  const shipping = system.shipping === 'header' ? headerShipping(cart) : undefined;
  const tax = add(...lines.map((line) => line.tax), shipping?.tax ?? '0');
  const mapped = { ...totals(cart, lines), shipping, tax };
  assertNothingLost(mapped, cart, system);
  return { ...mapped, ...totals(cart, [...lines, ...taxLines(mapped, input, rules)]) };
}

/** By the rules of shipping, with the fields that the protocol lays down. Tax of nothing is no line. */
function taxLines({ lines, tax }: MappedCart, input: MapCartInput, rules: CartRules): MappedLine[] {
  if (!rules.taxLine || equals(tax, '0')) return [];
  const place = { item: taxItem(tax), position: lines.length + 1 };
  const line = mapItem({ ...input, ...factsOf(input.cart), ...place }, rules);
  return [{ ...line, fields: { ...line.fields, ...rules.taxLine } }];
}

function factsOf({ currency, currencyDecimals, language, shopCustomer }: Cart): CartFacts {
  return { currency, currencyDecimals, language, shopCustomer };
}

/**
 * One line in the fields and units of its System.
 * @throws PunchOutError `unit_unmapped`, `field_missing`, `field_too_long`, `cart_price_unrepresentable`
 */
export function mapItem(input: MapItemInput, rules: CartRules): MappedLine {
  const { item, system, currencyDecimals } = input;
  const { code: unit, factor } = buyerUnit(input);
  const quantity = buyerQuantity(item, factor, rules);
  const line = priceLine({ ...item, quantity }, rules.prices, currencyDecimals);
  const { tables } = system.fields;
  const reference = input.referenceOf(item);
  const tax = round(item.tax, currencyDecimals);
  const { values: fields, mended } = mapFields(
    system.fields[item.kind],
    { ...input, line, tax, unit, reference, tables },
    rules,
  );
  return {
    ...line,
    ...outlineOf(item, factor),
    tax,
    unit,
    fields,
    reference,
    ...(mended.length > 0 && { mended }),
  };
}

/** The fields that a factor may stand in are the article's own: they do not depend on what is found out with it. */
function buyerUnit(input: MapItemInput): BuyerUnit {
  const { item, system, standardUnits } = input;
  const line = { quantity: item.quantity, price: '', priceUnit: '', total: '' };
  const context = { ...input, line, unit: item.unit ?? '', reference: '' };
  const read = (field: string) => readDataField(field, context);
  return unitOf(item, { units: system.units, standardUnits, read });
}

function buyerQuantity(
  { name, unit, quantity }: CartItem,
  factor: Decimal,
  { quantityDecimals: most = Number.POSITIVE_INFINITY }: CartRules,
): Decimal {
  const converted = toBuyerQuantity(quantity, factor);
  if ((converted.split('.')[1]?.length ?? 0) <= most) return converted;
  const detail = `${name}: unit "${unit}" makes ${converted} of the buyer, which has more than ${most} decimals`;
  throw new PunchOutError('unit_unmapped', detail);
}

function outlineOf({ kind, key, name, quantity, product, taxRate, bundles }: CartItem, factor: Decimal) {
  const shop = { key, productId: product.id, number: product.number, name, quantity };
  const source = equals(factor, '1') ? shop : { ...shop, factor };
  return { kind, source, taxRate, bundles };
}

function totals(cart: Cart, lines: MappedLine[]) {
  const { currency, currencyDecimals } = cart;
  const total = round(add(...lines.map((line) => line.total)), currencyDecimals);
  return { currency, currencyDecimals, lines, total };
}

function headerShipping({ shipping, currencyDecimals }: Cart): MappedCart['shipping'] {
  if (!shipping) return undefined;
  const { name, netTotal, tax, taxRate } = shipping;
  return { name, total: round(netTotal, currencyDecimals), tax: round(tax, currencyDecimals), taxRate };
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

/** What was cut in a cart, by its lines from 1. */
export function mendedFields({ lines }: MappedCart): (MendedField & { line: number })[] {
  return lines.flatMap(({ mended = [] }, index) => mended.map((field) => ({ line: index + 1, ...field })));
}
