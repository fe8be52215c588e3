import { PunchOutError } from '../punchout/punchout-error.ts';
import { askShop, assertGood, type ShopCall, type ShopConnection } from './ask-shop.ts';
import type { StoreApi } from './store-api.ts';

/**
 * Logs the customer of a session out. Without `replace-token` the shop would go on to take the token for the customer's
 * (source: LogoutRoute of Shopware); with it the browser that holds the token has a session of nobody.
 * @throws PunchOutError `shop_*`
 */
export async function releaseSession(
  contextToken: string,
  { storeApi, connection }: { storeApi: StoreApi; connection: ShopConnection },
): Promise<void> {
  if (!(await storeApi.context(contextToken)).loggedIn) return;
  const call: ShopCall = {
    method: 'POST',
    path: '/store-api/account/logout',
    headers: { 'sw-access-key': connection.settings.accessKey, 'sw-context-token': contextToken },
    json: { 'replace-token': true },
  };
  assertGood(await askShop(call, connection), call);
  if ((await storeApi.context(contextToken)).loggedIn)
    throw new PunchOutError('shop_answer_invalid', "a session is still a customer's after its logout");
}
