import type { Cart } from './cart.ts';
import { CartBlocked, type CartFault } from './cart-fault.ts';
import { CartChanged, newsOf } from './cart-news.ts';
import { type CartSnapshot, type CartSnapshotPorts, keepSnapshot, snapshotOf } from './cart-snapshot.ts';
import { PunchOutError } from './punchout-error.ts';
import type { Reason } from './reasons.ts';
import type { Shops } from './shop.ts';
import { contextTokenOf, type Visit, type VisitPorts } from './visit.ts';

export interface CartForReturnPorts extends VisitPorts, CartSnapshotPorts {
  shops: Shops;
}

/** The cart that is returned. */
export interface CartForReturn {
  cart: Cart;
  /** When it was read, where that was not now. */
  asOf: number | undefined;
}

/** Nothing is wrong with the visit or the cart: the shop cannot say what is in it. */
const shopFailures: readonly Reason[] = ['shop_unreachable', 'shop_maintenance', 'shop_answer_invalid'];

/**
 * The cart as the shop has it now. Where it cannot say, the one that was read last, if the buyer wants that very one
 * and the System allows it.
 * @param lastCart when the cart was read that the buyer wants
 * @throws PunchOutError `shop_*`, `cart_blocked`, `cart_changed`; CustomerForgotten
 */
export async function cartForReturn(
  visit: Visit,
  ports: CartForReturnPorts,
  lastCart: number | undefined,
): Promise<CartForReturn> {
  try {
    return { cart: await currentCart(visit, ports), asOf: undefined };
  } catch (thrown) {
    const last = lastCart === undefined ? undefined : await lastCartInstead(thrown, visit, ports);
    if (last?.at !== lastCart || !last) throw thrown;
    return { cart: last.cart, asOf: last.at };
  }
}

/** The cart that may go in the place of one that the shop could not show; undefined where none may, and where it was blocked. */
export async function lastCartInstead(
  failure: unknown,
  { session, system }: Visit,
  ports: CartSnapshotPorts,
): Promise<CartSnapshot | undefined> {
  if (!isShopFailure(failure) || system.lastCart !== 'transfer') return undefined;
  const last = await snapshotOf(session, ports);
  return last && blockingFaults(last.cart).length === 0 ? last : undefined;
}

function blockingFaults({ faults = [] }: Cart): CartFault[] {
  return faults.filter(({ effect }) => effect === 'blocks');
}

export function isShopFailure(failure: unknown): boolean {
  return failure instanceof PunchOutError && shopFailures.includes(failure.reason);
}

async function currentCart({ session, system }: Visit, ports: CartForReturnPorts): Promise<Cart> {
  const shop = ports.shops.byName(system.shop).speaking(system);
  const cart = await shop.readCart(await contextTokenOf(session, ports));
  const blocking = blockingFaults(cart);
  if (blocking.length > 0) throw new CartBlocked(blocking);
  const last = await snapshotOf(session, ports);
  const news = [...(last?.untold ?? []), ...newsOf(last?.cart, cart)];
  if (news.length === 0) return cart;
  await keepSnapshot(session, { cart, untold: [] }, ports);
  throw new CartChanged(news);
}
