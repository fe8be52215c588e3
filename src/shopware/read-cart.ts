import type { Cart, CartFacts, CartItem } from '../punchout/cart.ts';
import { cartFaults } from './cart-faults.ts';
import { cartItem, type PlacedLine, unpackedLines } from './cart-item.ts';
import { definedOnly } from './defined-only.ts';
import { productId } from './product-of.ts';
import { shippingItem } from './shipping-item.ts';
import { type ShopCart, type ShopLine, shownTotalOf } from './shop-cart.ts';
import { assertCustomer } from './shop-context.ts';
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
  assertCustomer(context);
  const lines = unpackedLines(cart.lineItems);
  const ids = lines.map(({ line }) => productId(line)).filter((id) => id !== undefined);
  const articles = await storeApi.products(ids, contextToken);
  const { currency, currencyDecimals, language, shopCustomer } = context;
  const faults = cartFaults(cart.errors);
  return {
    ...{ currency, currencyDecimals },
    ...definedOnly({ language, shopCustomer }),
    ...cartOf(cart, { lines, articles, now, storefront: storeApi.storefront }),
    ...(faults.length > 0 ? { faults } : {}),
  };
}

interface CartParts {
  lines: PlacedLine[];
  articles: Map<string, ShopProduct>;
  now: number;
  storefront: string;
}

function cartOf(cart: ShopCart, parts: CartParts): Omit<Cart, keyof CartFacts | 'faults'> {
  const { taxStatus, netPrice } = cart.price;
  return {
    items: parts.lines.map((placed) => itemOf(placed, cart, parts)),
    shipping: shippingItem(cart.deliveries, taxStatus),
    netTotal: netPrice,
    shownTotal: shownTotalOf(cart),
    taxStatus,
  };
}

function itemOf(placed: PlacedLine, cart: ShopCart, { articles, now, storefront }: CartParts): CartItem {
  const { line } = placed;
  const { taxStatus } = cart.price;
  const item = cartItem(placed, { taxStatus, article: articles.get(productId(line) ?? ''), storefront });
  const deliveryDays = item.product.deliveryDays ?? deliveryDaysOf(line, cart, now);
  return { ...item, product: { ...item.product, ...definedOnly({ deliveryDays }) } };
}

/** Where the article has no delivery time of its own, the shop counts with that of the shipping method. */
function deliveryDaysOf({ id }: ShopLine, { deliveries }: ShopCart, now: number): string | undefined {
  const positions = deliveries.flatMap((delivery) => delivery.positions);
  const latest = positions.find(({ identifier }) => identifier === id)?.deliveryDate?.latest;
  return latest === undefined ? undefined : daysUntil(latest, now);
}
