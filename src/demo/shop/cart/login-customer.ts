import type { Shop, ShopContext } from '../shop.ts';
import { contextOf, newContext } from '../shop-context.ts';
import { ShopwareError } from '../shopware-error.ts';
import { emptyCart } from './stored-cart.ts';

const FREE_ATTEMPTS = 10;
const WINDOW_MS = 10_000;

/**
 * Logs in with a password. All sessions of one customer end up on the same token and the same cart:
 * what was in the guest's cart is poured into it.
 */
export function loginCustomer(
  shop: Shop,
  guest: ShopContext,
  login: { username: string; password: string },
): ShopContext {
  throttle(shop, login.username);
  const customer = shop.customers.find(
    ({ email, active, guest: isGuest }) => email === login.username && active && !isGuest,
  );
  if (!customer?.password || customer.password !== login.password) throw badCredentials(shop, login.username);
  shop.failedLogins.delete(login.username);
  const context = sharedContext(shop, customer.id);
  context.customerId = customer.id;
  if (context !== guest) pourInto(context, guest);
  return context;
}

function pourInto(context: ShopContext, guest: ShopContext): void {
  for (const line of guest.cart.lines) {
    const same = context.cart.lines.find(({ id }) => id === line.id);
    if (same) same.quantity += line.quantity;
    else context.cart.lines.push(line);
  }
  guest.cart = emptyCart();
}

function sharedContext(shop: Shop, customerId: string): ShopContext {
  const token = shop.loginTokens.get(customerId);
  const context = token ? contextOf(shop, token) : newContext(shop);
  shop.loginTokens.set(customerId, context.token);
  return context;
}

/** The wait is told in the parameters only: Shopware sends no Retry-After. */
function throttle(shop: Shop, username: string): void {
  const failed = shop.failedLogins.get(username);
  const age = failed ? Date.now() - failed.since : 0;
  if (!failed || failed.count < FREE_ATTEMPTS || age >= WINDOW_MS) return;
  const seconds = Math.ceil((WINDOW_MS - age) / 1000);
  throw new ShopwareError(429, 'CHECKOUT__CUSTOMER_AUTH_THROTTLED', {
    detail: `Customer auth throttled for ${seconds} seconds.`,
    parameters: { seconds },
  });
}

function badCredentials(shop: Shop, username: string): ShopwareError {
  const failed = shop.failedLogins.get(username);
  const isFresh = failed && Date.now() - failed.since < WINDOW_MS;
  shop.failedLogins.set(
    username,
    isFresh ? { ...failed, count: failed.count + 1 } : { count: 1, since: Date.now() },
  );
  return new ShopwareError(401, 'CHECKOUT__CUSTOMER_AUTH_BAD_CREDENTIALS', {
    detail: 'Invalid username and/or password.',
  });
}
