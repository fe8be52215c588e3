import { emptyCart } from './cart/stored-cart.ts';
import type { Shop, ShopContext } from './shop.ts';
import { SYSTEM_CURRENCY_ID, SYSTEM_LANGUAGE_ID } from './shop-constants.ts';
import type { ShopCustomer } from './shop-customer.ts';
import { randomToken } from './shopware-id.ts';

/** More than any demo or test needs; the oldest context goes first. */
const MAX_CONTEXTS = 20_000;

/** The context of a token. Any unknown token opens an anonymous context, as in Shopware. */
export function contextOf(shop: Shop, token: string): ShopContext {
  const known = shop.contexts.get(token);
  if (known) return known;
  const terms = { languageId: SYSTEM_LANGUAGE_ID, currencyId: SYSTEM_CURRENCY_ID };
  const context: ShopContext = { token, customerId: null, permissions: [], ...terms, cart: emptyCart() };
  shop.contexts.set(token, context);
  const oldest = shop.contexts.keys().next().value;
  if (shop.contexts.size > MAX_CONTEXTS && oldest) shop.contexts.delete(oldest);
  return context;
}

export function newContext(shop: Shop): ShopContext {
  return contextOf(shop, randomToken());
}

export function customerOf(shop: Shop, context: ShopContext): ShopCustomer | undefined {
  return shop.customers.find((customer) => customer.id === context.customerId);
}
