import type { Cart, CartItem } from './cart.ts';
import { fromShopQuantity, shortest, toBuyerPrice } from './convert-unit.ts';
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
  return (await fillAndRead(wishes, contextToken, shop)).notices;
}

/**
 * Puts back what was in the cart of a session that the shop has forgotten. Automatic discounts and shipping come back
 * by themselves; of what is no article, and of the sum, it is told where they do not.
 * @throws PunchOutError `shop_*`
 */
export async function refillCart(before: Cart, contextToken: string, shop: Shop): Promise<CartNotice[]> {
  const wishes = before.items.flatMap(wishFor);
  const { cart, notices } =
    wishes.length === 0
      ? { cart: await shop.readCart(contextToken), notices: [] }
      : await fillAndRead(wishes, contextToken, shop);
  const others = before.items.filter((item) => !isPlainArticle(item));
  const lost = others.filter(
    (item) => !cart.items.some(({ kind, name }) => kind === item.kind && name === item.name),
  );
  const told = [...notices, ...lost.map(({ name }): CartNotice => ({ code: 'line_lost', article: name }))];
  if (told.length > 0 || equals(before.shownTotal, cart.shownTotal)) return told;
  const [was, is] = [before, cart].map(
    ({ shownTotal, currency, currencyDecimals }) => `${round(shownTotal, currencyDecimals)} ${currency}`,
  );
  return [{ code: 'total_changed', article: 'The sum of your cart', before: was, after: is }];
}

function isPlainArticle({ kind, product, configured }: CartItem): boolean {
  return kind === 'item' && product.id !== undefined && !configured;
}

function wishFor(item: CartItem): CartWish[] {
  const { name, quantity, netTotal } = item;
  const { id, number } = item.product;
  if (!isPlainArticle(item) || id === undefined) return [];
  const price = shortest(divide(netTotal, quantity, pricePlaces), 2);
  return [{ productId: id, number: number ?? id, quantity, price, name }];
}

/** The price of one is compared multiplied by the quantity: so many places leave no trace there. */
const pricePlaces = 12;
const mostPlacesShown = 6;

async function fillAndRead(
  wishes: readonly CartWish[],
  contextToken: string,
  shop: Shop,
): Promise<{ cart: Cart; notices: CartNotice[] }> {
  const filled = await shop.fillCart(contextToken, wishes);
  const cart = await shop.readCart(contextToken);
  return { cart, notices: filled.flatMap((line) => noticesOf(line, cart)) };
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
  const places = Math.max(decimals, Math.min(price.split('.')[1]?.length ?? 0, mostPlacesShown));
  const after = divide(item.netTotal, item.quantity, places);
  const shown = (value: Decimal) => `${toBuyerPrice(value, factor, decimals)} ${cart.currency}`;
  return [{ code: 'price_changed', before: shown(round(price, places)), after: shown(after) }];
}
