import type { SessionLives, Surroundings } from './ports.ts';
import { PunchOutError } from './punchout-error.ts';
import { restoreCart } from './restore-cart.ts';
import type { CartNotice, PunchOutSession } from './session.ts';
import type { Shop, ShopSession, Shops } from './shop.ts';
import {
  assertOpen,
  contextTokenOf,
  contextTokenSeal,
  type Visit,
  type VisitPorts,
  visitOf,
} from './visit.ts';

export interface EnterSessionPorts extends VisitPorts {
  surroundings: Surroundings;
  shops: Shops;
  lives: SessionLives;
}

export interface EnteredSession extends Visit {
  /** New key of this browser, or undefined when the same browser came back to its start link. */
  browserKey: string | undefined;
  /** `Set-Cookie` lines of the shop for a new visit. */
  shopCookies: string[];
  /** Path of the shop's page that the visit begins on. */
  path: string;
  /** What the buyer must know first. */
  notices: readonly CartNotice[];
}

/**
 * A browser opens its one-time start link: the shop makes a session of its own for the customer, and the link is bound
 * to the browser. While the shop is out of reach the link stays good.
 * @throws PunchOutError `session_*`, `shop_*`
 */
export async function enterSession(
  link: { startToken: string; browserKey: string | undefined },
  ports: EnterSessionPorts,
): Promise<EnteredSession> {
  const now = ports.surroundings.now();
  const session = await ports.sessions.byStartToken(ports.vault.hash(link.startToken));
  if (!session) throw new PunchOutError('session_unknown', 'unknown start link');
  assertOpen(session, now);
  if (session.enteredAt !== undefined) return await reenter(session, link.browserKey, ports);
  if (now >= session.startUntil) throw new PunchOutError('session_expired', `start link of ${session.id}`);
  return await enter(await visitOf(session, ports.systems), ports);
}

async function enter(visit: Visit, ports: EnterSessionPorts): Promise<EnteredSession> {
  const shop = ports.shops.byName(visit.system.shop).speaking(visit.system);
  const shopSession = await shop.openSession(visit.customer);
  return await beginVisit(visit, shopSession, { ...ports, browserKey: ports.surroundings.token() });
}

/**
 * Begins a visit in a session of the shop that is the customer's: fills its cart and binds it to the browser.
 * @throws PunchOutError `session_entered_elsewhere`, `shop_*`
 */
export async function beginVisit(
  visit: Visit,
  shopSession: ShopSession,
  ports: EnterSessionPorts & { browserKey: string; contextTokenHash?: string },
): Promise<EnteredSession> {
  const { session, system } = visit;
  const { browserKey, contextTokenHash } = ports;
  const shop = ports.shops.byName(system.shop).speaking(system);
  const { path, notices } = await begin(session, shopSession.contextToken, shop);
  const first = await ports.sessions.enter(session.id, {
    browserKeyHash: ports.vault.hash(browserKey),
    contextToken: ports.vault.seal(shopSession.contextToken, contextTokenSeal(session.id)),
    contextTokenHash,
    at: ports.surroundings.now(),
    notices,
  });
  if (!first)
    throw new PunchOutError('session_entered_elsewhere', `${session.id}: a second browser was faster`);
  return { ...visit, browserKey, shopCookies: shopSession.cookies, path, notices };
}

/** The cart with the lines that the visit begins with, and the page that it begins on. */
async function begin(
  { entry }: PunchOutSession,
  contextToken: string,
  shop: Shop,
): Promise<{ path: string; notices: CartNotice[] }> {
  const notices = await restoreCart(entry.lines, contextToken, shop);
  const path = await shop.pathOf(entry.page, contextToken);
  if (path !== undefined) return { path, notices };
  const article = entry.page.kind === 'product' ? entry.page.number : 'The page that was asked for';
  return { path: shop.homePath, notices: [...notices, { code: 'page_unknown', article }] };
}

/** A frame that reloads or a doubled click opens the link twice: the same browser may, for a moment. */
async function reenter(
  session: PunchOutSession,
  browserKey: string | undefined,
  ports: EnterSessionPorts,
): Promise<EnteredSession> {
  const entry = await ports.sessions.entryOf(session.id);
  const sameBrowser = browserKey !== undefined && entry?.browserKeyHash === ports.vault.hash(browserKey);
  const inTime = ports.surroundings.now() - (session.enteredAt ?? 0) < ports.lives.reentry;
  if (!sameBrowser || !inTime) {
    throw new PunchOutError(
      'session_entered_elsewhere',
      `${session.id}: ${sameBrowser ? 'too late' : 'other browser'}`,
    );
  }
  const visit = await visitOf(session, ports.systems);
  const shop = ports.shops.byName(visit.system.shop);
  const contextToken = await contextTokenOf(session, ports);
  const path = (await shop.pathOf(session.entry.page, contextToken)) ?? shop.homePath;
  return { ...visit, browserKey: undefined, shopCookies: [], path, notices: session.notices };
}
