import type { Cart, CartItem } from '../punchout/cart.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import { cartItem, unpackedLines } from './cart-item.ts';
import { definedOnly } from './defined-only.ts';
import { productId } from './product-of.ts';
import { shippingItem } from './shipping-item.ts';
import { type ShopCart, type ShopLine, shownTotalOf } from './shop-cart.ts';
import { daysUntil } from './shop-delivery-time.ts';
import type { ShopProduct } from './shop-product.ts';
import type { StoreApi } from './store-api.ts';

/**
 * Reads the cart of a context token with what the catalogue says about its articles. Lines that the shop complains
 * about stay as the shop has them.
 * @throws PunchOutError `shop_*`, or `session_expired` where the shop has forgotten the customer: the cart would have
 * the prices of a stranger
 */
export async function readCart(contextToken: string, storeApi: StoreApi, now: number): Promise<Cart> {
  const [cart, context] = await Promise.all([storeApi.cart(contextToken), storeApi.context(contextToken)]);
  if (!context.loggedIn)
    throw new PunchOutError('session_expired', 'the shop does not know the customer any more');
  const lines = unpackedLines(cart.lineItems);
  const ids = lines.map(productId).filter((id) => id !== undefined);
  const articles = await storeApi.products(ids, contextToken);
  const { currency, currencyDecimals } = context;
  return { currency, currencyDecimals, ...cartOf(cart, { lines, articles, now }) };
}

interface CartParts {
  lines: ShopLine[];
  articles: Map<string, ShopProduct>;
  now: number;
}

function cartOf(cart: ShopCart, parts: CartParts): Omit<Cart, 'currency' | 'currencyDecimals'> {
  const { taxStatus, netPrice } = cart.price;
  return {
    items: parts.lines.map((line) => itemOf(line, cart, parts)),
    shipping: shippingItem(cart.deliveries, taxStatus),
    netTotal: netPrice,
    shownTotal: shownTotalOf(cart),
    taxStatus,
  };
}

function itemOf(line: ShopLine, cart: ShopCart, { articles, now }: CartParts): CartItem {
  const item = cartItem(line, cart.price.taxStatus, articles.get(productId(line) ?? ''));
  const deliveryDays = item.product.deliveryDays ?? deliveryDaysOf(line, cart, now);
  return { ...item, product: { ...item.product, ...definedOnly({ deliveryDays }) } };
}

/** Where the article has no delivery time of its own, the shop counts with that of the shipping method. */
function deliveryDaysOf({ id }: ShopLine, { deliveries }: ShopCart, now: number): string | undefined {
  const positions = deliveries.flatMap((delivery) => delivery.positions);
  const latest = positions.find(({ identifier }) => identifier === id)?.deliveryDate?.latest;
  return latest === undefined ? undefined : daysUntil(latest, now);
}
