import type { SessionStore, SystemStore, Vault } from './ports.ts';
import { PunchOutError } from './punchout-error.ts';
import type { PunchOutSession } from './session.ts';
import type { System, SystemCustomer } from './system.ts';

/** A session with the configuration and the customer it began with. */
export interface Visit {
  session: PunchOutSession;
  system: System;
  customer: SystemCustomer;
}

export interface VisitPorts {
  vault: Vault;
  sessions: SessionStore;
  systems: SystemStore;
}

/**
 * The visit that a browser key belongs to.
 * @throws PunchOutError `session_unknown`
 */
export async function visitOfBrowser(browserKey: string | undefined, ports: VisitPorts): Promise<Visit> {
  const session = browserKey && (await ports.sessions.byBrowserKey(ports.vault.hash(browserKey)));
  if (!session)
    throw new PunchOutError('session_unknown', browserKey ? 'unknown browser key' : 'no session cookie');
  return await visitOf(session, ports.systems);
}

/**
 * The visit that a start link is for, whatever has become of it.
 * @throws PunchOutError `session_unknown`
 */
export async function visitOfStartLink(startToken: string, ports: VisitPorts): Promise<Visit> {
  const session = await ports.sessions.byStartToken(ports.vault.hash(startToken));
  if (!session) throw new PunchOutError('session_unknown', 'unknown start link');
  return await visitOf(session, ports.systems);
}

export async function visitOf(session: PunchOutSession, systems: SystemStore): Promise<Visit> {
  const stored = await systems.byRevision(session.systemId, session.systemRevision);
  const { systemId, customerId } = session;
  const customer =
    stored?.system.customers.find(({ id }) => id === customerId) ??
    (await systems.madeCustomer(systemId, customerId));
  if (!stored || !customer)
    throw new PunchOutError('session_unknown', `System of session ${session.id} is gone`);
  return { session, system: stored.system, customer };
}

/** @throws PunchOutError `session_over`, `session_expired` */
export function assertOpen(session: PunchOutSession, now: number): void {
  if (session.status === 'returned' || session.status === 'cancelled') {
    throw new PunchOutError('session_over', `${session.id} is ${session.status}`);
  }
  if (session.status === 'expired' || now >= session.expiresAt)
    throw new PunchOutError('session_expired', session.id);
}

/** What the sealed context token of a session is sealed for. */
export function contextTokenSeal(sessionId: string): string {
  return `session/${sessionId}/context-token`;
}

/** What a session is found by where the shop's page shows its context token. */
export function contextHashOf(contextToken: string, { vault }: Pick<VisitPorts, 'vault'>): string {
  return vault.hash(`context/${contextToken}`);
}

/** @throws PunchOutError `session_unknown` when no browser has entered the session yet */
export async function contextTokenOf(session: PunchOutSession, ports: VisitPorts): Promise<string> {
  const entry = await ports.sessions.entryOf(session.id);
  if (!entry) throw new PunchOutError('session_unknown', `${session.id} was never entered`);
  return ports.vault.open(entry.contextToken, contextTokenSeal(session.id));
}
