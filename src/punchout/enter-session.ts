import type { SessionLives, Shops, Surroundings } from './ports.ts';
import { PunchOutError } from './punchout-error.ts';
import type { PunchOutSession } from './session.ts';
import { assertOpen, contextTokenSeal, type Visit, type VisitPorts, visitOf } from './visit.ts';

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
  const { session, system, customer } = visit;
  const shopSession = await ports.shops.byName(system.shop).openSession(customer);
  const browserKey = ports.surroundings.token();
  const first = await ports.sessions.enter(session.id, {
    browserKeyHash: ports.vault.hash(browserKey),
    contextToken: ports.vault.seal(shopSession.contextToken, contextTokenSeal(session.id)),
    at: ports.surroundings.now(),
  });
  if (!first)
    throw new PunchOutError('session_entered_elsewhere', `${session.id}: a second browser was faster`);
  return { ...visit, browserKey, shopCookies: shopSession.cookies };
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
  return { ...(await visitOf(session, ports.systems)), browserKey: undefined, shopCookies: [] };
}
