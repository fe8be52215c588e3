import type { Cart, CartItem } from './cart.ts';
import { fromShopQuantity, toBuyerPrice } from './convert-unit.ts';
import { compare, type Decimal, divide, equals, multiply, round } from './money.ts';
import type { CartNotice, CartWish } from './session.ts';
import type { FilledLine, Shop } from './shop.ts';

/**
 * Puts the lines that a visit begins with into its cart, and tells what came out otherwise than the buyer knows it.
 * @throws PunchOutError `shop_*`
 */
export async function restoreCart(
  wishes: readonly CartWish[],
  contextToken: string,
  shop: Shop,
): Promise<CartNotice[]> {
  if (wishes.length === 0) return [];
  const filled = await shop.fillCart(contextToken, wishes);
  const cart = await shop.readCart(contextToken);
  return filled.flatMap((line) => noticesOf(line, cart));
}

function noticesOf({ wish, key }: FilledLine, cart: Cart): CartNotice[] {
  const article = wish.name ?? wish.number;
  const item = key === undefined ? undefined : cart.items.find((candidate) => candidate.key === key);
  if (!item) return [{ code: 'product_gone', article }];
  if (!equals(item.quantity, wish.quantity)) {
    const [before, after] = [wish, item].map(({ quantity }) =>
      fromShopQuantity(quantity, wish.factor ?? '1'),
    );
    return [{ code: 'quantity_changed', article, before, after }];
  }
  return priceNotice(wish, item, cart).map((notice) => ({ ...notice, article }));
}

/** Compared by the value of the line, which is what the buyer pays; told in the buyer's own unit. */
function priceNotice(
  { price, factor = '1' }: CartWish,
  item: CartItem,
  cart: Cart,
): Omit<CartNotice, 'article'>[] {
  if (price === undefined) return [];
  const decimals = cart.currencyDecimals;
  const before = round(multiply(price, item.quantity), decimals);
  if (compare(before, round(item.netTotal, decimals)) === 0) return [];
  const places = Math.max(decimals, price.split('.')[1]?.length ?? 0);
  const after = divide(item.netTotal, item.quantity, places);
  const shown = (value: Decimal) => `${toBuyerPrice(value, factor, decimals)} ${cart.currency}`;
  return [{ code: 'price_changed', before: shown(price), after: shown(after) }];
}
