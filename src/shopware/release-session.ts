import { PunchOutError } from '../punchout/punchout-error.ts';
import type { StoreApi } from './store-api.ts';

/**
 * Takes the customer away from a session, and sees that it is so.
 * @throws PunchOutError `shop_*`
 */
export async function releaseSession(contextToken: string, storeApi: StoreApi): Promise<void> {
  if (!(await storeApi.context(contextToken)).loggedIn) return;
  await storeApi.logOut(contextToken);
  if ((await storeApi.context(contextToken)).loggedIn)
    throw new PunchOutError('shop_answer_invalid', "a session is still a customer's after its logout");
}
