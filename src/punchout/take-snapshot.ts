import { newsOf } from './cart-news.ts';
import { type CartSnapshotPorts, keepSnapshot, snapshotOf } from './cart-snapshot.ts';
import type { Shops } from './shop.ts';
import type { Visit } from './visit.ts';

export interface TakeSnapshotPorts extends CartSnapshotPorts {
  shops: Shops;
}

/**
 * Reads the cart of a visit and keeps it. A shop tells a correction to the first who reads the cart after it: what it
 * tells us is kept until the buyer is told, or has seen the cart.
 * @param place where the cart is, and since when the buyer looks at the page of the cart, where that is known
 * @throws PunchOutError `shop_*`, `store_unavailable`; CustomerForgotten
 */
export async function takeSnapshot(
  { session, system }: Visit,
  place: { contextToken: string; viewedSince: number | undefined },
  ports: TakeSnapshotPorts,
): Promise<void> {
  const [before, cart] = await Promise.all([
    snapshotOf(session, ports),
    ports.shops.byName(system.shop).speaking(system).readCart(place.contextToken),
  ]);
  const hasSeenIt = before && place.viewedSince !== undefined && place.viewedSince > before.at;
  const earlier = hasSeenIt ? [] : (before?.untold ?? []);
  await keepSnapshot(session, { cart, untold: [...earlier, ...newsOf(before?.cart, cart)] }, ports);
}
