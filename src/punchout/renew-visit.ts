import { z } from 'zod';
import { type CartSnapshotPorts, snapshotOf } from './cart-snapshot.ts';
import { CustomerForgotten } from './customer-forgotten.ts';
import type { SessionEntry } from './ports.ts';
import { PunchOutError } from './punchout-error.ts';
import { refillCart, restoreCart } from './restore-cart.ts';
import type { CartNotice, PunchOutSession } from './session.ts';
import type { Shops } from './shop.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { contextTokenSeal, type Visit, type VisitPorts } from './visit.ts';

export interface RenewVisitPorts extends VisitPorts, CartSnapshotPorts {
  shops: Shops;
}

/** The session of the shop that a visit has. */
export interface ShopSessionInForce {
  contextToken: string;
  /** Its `Set-Cookie` lines; none where it is the one that the visit began with. */
  shopCookies: string[];
}

export type RenewedVisit = Visit & ShopSessionInForce;

const cookiesSchema = z.array(z.string());

/**
 * Gives a visit another session of the shop, with its cart as it is, else as it was read last, else with the lines that
 * the visit began with. What came out otherwise is in the notices of the session. Licenses are not asked: the visit had begun with them.
 * Of requests that come at the same time one does it, and all go on with that session.
 * @param lost the context token that the shop does not know any more
 * @throws PunchOutError `shop_*`, `session_*`
 */
export async function renewVisit(visit: Visit, lost: string, ports: RenewVisitPorts): Promise<RenewedVisit> {
  const { session, customer, system } = visit;
  const { contextToken: sealed } = await entryOf(session, ports);
  if (ports.vault.open(sealed, contextTokenSeal(session.id)) !== lost)
    return await renewedBefore(visit, ports);
  await takeLastSnapshot(visit, lost, ports);
  const opened = await ports.shops.byName(system.shop).speaking(system).openSession(customer);
  const changes = await refill(visit, opened.contextToken, ports);
  const notices = changes.length === 0 ? [] : [renewedNotice, ...changes];
  const first = await ports.sessions.renew(session.id, {
    lost: sealed,
    contextToken: ports.vault.seal(opened.contextToken, contextTokenSeal(session.id)),
    renewedCookies: ports.vault.seal(JSON.stringify(opened.cookies), cookiesSeal(session.id)),
    notices,
  });
  if (!first) return await renewedBefore(visit, ports);
  const { contextToken, cookies: shopCookies } = opened;
  return { ...visit, session: { ...session, notices }, contextToken, shopCookies };
}

export async function shopSessionOf(
  session: PunchOutSession,
  { sessions, vault }: VisitPorts,
): Promise<ShopSessionInForce> {
  const { contextToken, renewedCookies } = await entryOf(session, { sessions });
  const cookies = renewedCookies === undefined ? '[]' : vault.open(renewedCookies, cookiesSeal(session.id));
  return {
    contextToken: vault.open(contextToken, contextTokenSeal(session.id)),
    shopCookies: cookiesSchema.parse(JSON.parse(cookies)),
  };
}

const renewedNotice: CartNotice = { code: 'session_renewed', article: 'Your cart' };

/** A browser loses its session long before the context token dies: the cart may be there still. */
async function takeLastSnapshot(visit: Visit, contextToken: string, ports: RenewVisitPorts): Promise<void> {
  try {
    await takeSnapshot(visit, { contextToken, viewedSince: undefined }, ports);
  } catch (thrown) {
    if (!(thrown instanceof CustomerForgotten)) throw thrown;
  }
}

async function refill(
  { session, system }: Visit,
  contextToken: string,
  ports: RenewVisitPorts,
): Promise<CartNotice[]> {
  const shop = ports.shops.byName(system.shop).speaking(system);
  const snapshot = await snapshotOf(session, ports);
  if (snapshot) return await refillCart(snapshot.cart, contextToken, shop);
  return await restoreCart(session.entry.lines, contextToken, shop);
}

async function entryOf(
  { id }: PunchOutSession,
  { sessions }: Pick<VisitPorts, 'sessions'>,
): Promise<SessionEntry> {
  const entry = await sessions.entryOf(id);
  if (!entry) throw new PunchOutError('session_unknown', `${id} was never entered`);
  return entry;
}

/** Another request was faster. */
async function renewedBefore(visit: Visit, ports: RenewVisitPorts): Promise<RenewedVisit> {
  const session = (await ports.sessions.byId(visit.session.id)) ?? visit.session;
  return { ...visit, session, ...(await shopSessionOf(session, ports)) };
}

function cookiesSeal(sessionId: string): string {
  return `session/${sessionId}/shop-cookies`;
}
