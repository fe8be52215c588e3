import { beginVisit, type EnteredSession, type EnterSessionPorts, enterSession } from './enter-session.ts';
import type { EntryTicket, EntryTicketStore } from './entry-ticket.ts';
import { asPunchOutError, PunchOutError } from './punchout-error.ts';
import type { PunchOutSession } from './session.ts';
import { assertOpen, contextHashOf, type Visit, visitOf } from './visit.ts';

export interface RedirectEntryPorts extends EnterSessionPorts {
  tickets: EntryTicketStore;
}

/** The way into a shop that buyers see under its own host: a ticket to be shown by the shop's page, or in again. */
export type RedirectEntry =
  | { kind: 'ticket'; visit: Visit; ticket: string; browserKey: string; attempt: number }
  | { kind: 'entered'; entered: EnteredSession };

const ticketLife = 60_000;
/** A browser that comes with somebody's session is logged out once. */
const lastAttempt = 2;

/**
 * A browser opens the start link of a shop in redirect mode; undefined for any other link.
 * @throws PunchOutError `session_*`, `shop_*`
 */
export async function openRedirectLink(
  link: { startToken: string; browserKey: string | undefined },
  ports: RedirectEntryPorts,
): Promise<RedirectEntry | undefined> {
  const session = await ports.sessions.byStartToken(ports.vault.hash(link.startToken));
  if (!session) return undefined;
  const visit = await visitOf(session, ports.systems);
  if (ports.shops.byName(visit.system.shop).entry !== 'redirect') return undefined;
  if (session.enteredAt !== undefined) return { kind: 'entered', entered: await enterSession(link, ports) };
  assertMayStart(session, ports.surroundings.now());
  return await ticketFor(visit, await keyFor(session, link.browserKey, ports), ports);
}

/**
 * A new ticket for a browser whose last one came to nothing: the shop was away, or the minute was over.
 * @throws PunchOutError `session_*`
 */
export async function anotherTicket(
  browserKey: string | undefined,
  ports: RedirectEntryPorts,
): Promise<Extract<RedirectEntry, { kind: 'ticket' }>> {
  const earlier = browserKey && (await ports.tickets.newestOf(ports.vault.hash(browserKey)));
  const session = earlier && (await ports.sessions.byId(earlier.sessionId));
  if (!browserKey || !session) throw new PunchOutError('session_unknown', 'no ticket of this browser');
  assertMayStart(session, ports.surroundings.now());
  return await ticketFor(await visitOf(session, ports.systems), { browserKey, attempt: 1 }, ports);
}

/** What the page of the shop brings back; the browser key comes from our own cookie. */
export interface ShownTicket {
  ticket: string;
  contextToken: string;
  browserKey: string | undefined;
}

/**
 * The browser comes back with its ticket and the token of its session in the shop: a fresh session becomes the
 * customer's, with the cart that the visit begins with. One that is somebody's gets another ticket, for after a logout.
 * @throws PunchOutError `session_*`, `shop_*`
 */
export async function enterByTicket(shown: ShownTicket, ports: RedirectEntryPorts): Promise<RedirectEntry> {
  const { attempt, session, browserKey } = await usedTicket(shown, ports);
  const visit = await visitOf(session, ports.systems);
  const shop = ports.shops.byName(visit.system.shop).speaking(visit.system);
  const adopted = await shop.adoptSession(shown.contextToken, visit.customer);
  if (adopted) return { kind: 'entered', entered: await enter(visit, { ...shown, browserKey }, ports) };
  if (attempt >= lastAttempt)
    throw new PunchOutError('shop_answer_invalid', `${session.id}: a session that is in use, after a logout`);
  return await ticketFor(visit, { browserKey, attempt: attempt + 1 }, ports);
}

async function enter(
  visit: Visit,
  { contextToken, browserKey }: { contextToken: string; browserKey: string },
  ports: RedirectEntryPorts,
): Promise<EnteredSession> {
  const contextTokenHash = contextHashOf(contextToken, ports);
  const arrival = { ...ports, browserKey, contextTokenHash };
  try {
    return await beginVisit(visit, { contextToken, cookies: [] }, arrival);
  } catch (thrown) {
    const isLate = asPunchOutError(thrown).reason === 'session_entered_elsewhere';
    // The one who was faster may have shown the same session of the shop.
    if (isLate && !(await ports.sessions.byContextToken(contextTokenHash)))
      await ports.shops.byName(visit.system.shop).speaking(visit.system).releaseSession(contextToken);
    throw thrown;
  }
}

async function usedTicket(
  { ticket, browserKey }: ShownTicket,
  ports: RedirectEntryPorts,
): Promise<{ attempt: number; session: PunchOutSession; browserKey: string }> {
  const now = ports.surroundings.now();
  const used = await ports.tickets.use(ports.vault.hash(ticket), now);
  const session = used && (await ports.sessions.byId(used.sessionId));
  if (!session) throw new PunchOutError('session_unknown', 'a ticket that is unknown or was used');
  if (browserKey === undefined || ports.vault.hash(browserKey) !== used.browserKeyHash)
    throw new PunchOutError('session_entered_elsewhere', `${session.id}: the ticket of another browser`);
  if (now >= used.expiresAt)
    throw new PunchOutError('session_expired', `${session.id}: the ticket is too old`);
  assertMayStart(session, now);
  return { attempt: used.attempt, session, browserKey };
}

function assertMayStart(session: PunchOutSession, now: number): void {
  assertOpen(session, now);
  if (session.enteredAt !== undefined)
    throw new PunchOutError('session_entered_elsewhere', `${session.id} was entered`);
  if (now >= session.startUntil) throw new PunchOutError('session_expired', `start link of ${session.id}`);
}

/** A doubled click brings the key of the first one; a key is never of two sessions. */
async function keyFor(
  session: PunchOutSession,
  shown: string | undefined,
  { tickets, vault, surroundings }: RedirectEntryPorts,
): Promise<Pick<EntryTicket, 'attempt'> & { browserKey: string }> {
  const earlier = shown && (await tickets.newestOf(vault.hash(shown)));
  const isSame = earlier && earlier.sessionId === session.id;
  return { browserKey: isSame ? shown : surroundings.token(), attempt: 1 };
}

async function ticketFor(
  visit: Visit,
  { browserKey, attempt }: { browserKey: string; attempt: number },
  { tickets, vault, surroundings }: RedirectEntryPorts,
): Promise<Extract<RedirectEntry, { kind: 'ticket' }>> {
  const ticket = surroundings.token();
  await tickets.keep(vault.hash(ticket), {
    sessionId: visit.session.id,
    browserKeyHash: vault.hash(browserKey),
    attempt,
    expiresAt: surroundings.now() + ticketLife,
  });
  return { kind: 'ticket', visit, ticket, browserKey, attempt };
}
