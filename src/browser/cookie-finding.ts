import type { Context } from '../http/context.ts';
import { isFramed } from '../http/is-framed.ts';
import { hasOwnCookie } from '../http/own-cookies.ts';
import type { PunchOutSession } from '../punchout/session.ts';
import type { StartLink } from './start-link.ts';

/** What is known of the cookies of a browser before its visit begins. */
export type CookieFinding = 'kept' | 'not-asked' | 'none-in-frame' | 'none-in-window' | 'gone-on';

/**
 * A browser that keeps no cookies must not use its start link up: it is asked to send one along first. Who opens a link
 * that is used up or too old has nothing to lose, and is refused at once.
 */
export function cookieFinding(
  context: Context,
  { session, link, now }: { session: PunchOutSession; link: StartLink; now: number },
): CookieFinding {
  if (hasOwnCookie(context.get('Cookie'))) return 'kept';
  const saysNothing = context.get('Sec-Fetch-Dest') === '';
  const inFrame = !link.ownWindow && (isFramed(context) || (link.asked && saysNothing));
  if (session.status !== 'open' || now >= session.expiresAt) return 'kept';
  if (session.enteredAt !== undefined) return inFrame ? 'gone-on' : 'kept';
  if (now >= session.startUntil) return 'kept';
  if (!link.asked) return 'not-asked';
  return inFrame ? 'none-in-frame' : 'none-in-window';
}
