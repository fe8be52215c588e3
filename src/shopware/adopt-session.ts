import type { ShopChoice } from '../punchout/shop.ts';
import type { AdminApi } from './admin-api.ts';
import { askShop, assertGood, type ShopCall, type ShopConnection } from './ask-shop.ts';
import { assertCustomer } from './shop-context.ts';
import type { StoreApi } from './store-api.ts';

/**
 * Makes the anonymous session of a browser the customer's; false where somebody is logged in already, because what is in
 * that session would stay there. What an anonymous visitor had put into the cart is taken out first.
 * @throws PunchOutError `shop_*`
 */
export async function adoptSession(
  customerId: string,
  contextToken: string,
  {
    adminApi,
    storeApi,
    connection,
    choice,
  }: { adminApi: AdminApi; storeApi: StoreApi; connection: ShopConnection; choice: ShopChoice },
): Promise<boolean> {
  const [context, cart] = await Promise.all([
    storeApi.context(contextToken),
    storeApi.cart(contextToken),
    adminApi.assertCustomerUsable(customerId),
  ]);
  if (context.loggedIn) return false;
  if (cart.lineItems.length > 0) await emptyCart(contextToken, connection);
  await adminApi.switchCustomer(contextToken, customerId);
  await storeApi.choose(choice, contextToken);
  assertCustomer(await storeApi.context(contextToken));
  return true;
}

async function emptyCart(contextToken: string, connection: ShopConnection): Promise<void> {
  const { accessKey } = connection.settings;
  const call: ShopCall = {
    method: 'DELETE',
    path: '/store-api/checkout/cart',
    headers: { 'sw-access-key': accessKey, 'sw-context-token': contextToken },
    repeat: 'always',
  };
  assertGood(await askShop(call, connection), call);
}
