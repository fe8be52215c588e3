import { assertCustomer } from './shop-context.ts';
import type { SessionApis } from './storefront-session.ts';

/**
 * Makes the anonymous session of a browser the customer's; false where somebody is logged in already, because what is in
 * that session would stay there. What an anonymous visitor had put into the cart is taken out first.
 * @throws PunchOutError `shop_*`
 */
export async function adoptSession(
  customerId: string,
  contextToken: string,
  { adminApi, storeApi, choice = {} }: Omit<SessionApis, 'connection'>,
): Promise<boolean> {
  const [context, cart] = await Promise.all([
    storeApi.context(contextToken),
    storeApi.cart(contextToken),
    adminApi.assertCustomerUsable(customerId),
  ]);
  if (context.loggedIn) return false;
  if (cart.lineItems.length > 0) await storeApi.emptyCart(contextToken);
  await adminApi.switchCustomer(contextToken, customerId);
  await storeApi.choose(choice, contextToken);
  assertCustomer(await storeApi.context(contextToken));
  return true;
}
