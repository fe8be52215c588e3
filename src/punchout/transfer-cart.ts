import { CartChanged } from './cart-news.ts';
import { CustomerForgotten } from './customer-forgotten.ts';
import { type RenewVisitPorts, renewVisit, shopSessionOf } from './renew-visit.ts';
import { type ReturnCartOptions, type ReturnCartPorts, returnCart } from './return-cart.ts';
import type { CartNotice, ReturnForm } from './session.ts';
import type { Visit } from './visit.ts';

/** The cart on its way, or what the buyer must know before it goes. */
export type Transfer = { form: ReturnForm } | Told;

export interface Told {
  notices: readonly CartNotice[];
  /** `Set-Cookie` lines of another shop session that the visit has got. */
  shopCookies: readonly string[];
}

/**
 * Returns the cart of a visit. Where the shop has forgotten the visit, its cart is put together again first; the buyer
 * is told before it goes where that, or what the shop has corrected meanwhile, is otherwise than the buyer has seen it.
 * @throws PunchOutError as `returnCart` and `renewVisit`
 */
export async function transferCart(
  visit: Visit,
  ports: ReturnCartPorts & RenewVisitPorts,
  options: ReturnCartOptions & { onRenewed?: () => void },
): Promise<Transfer> {
  try {
    return { form: await returnCart(visit, ports, options) };
  } catch (thrown) {
    if (thrown instanceof CartChanged) return { notices: thrown.notices, shopCookies: [] };
    if (!(thrown instanceof CustomerForgotten)) throw thrown;
  }
  const { contextToken } = await shopSessionOf(visit.session, ports);
  const renewed = await renewVisit(visit, contextToken, ports);
  options.onRenewed?.();
  const { notices } = renewed.session;
  if (notices.length > 0) return { notices, shopCookies: renewed.shopCookies };
  return { form: await returnCart(renewed, ports, options) };
}
