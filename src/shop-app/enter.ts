import type { Context } from '../http/context.ts';
import { decodeForm } from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import { httpStatus } from '../http/http-status.ts';
import { isFramed } from '../http/is-framed.ts';
import { sendPage } from '../http/page.ts';
import { readBody } from '../http/read-body.ts';
import { sendRefusalPage } from '../http/refusal-page.ts';
import { logRefusal } from '../http/request-log.ts';
import { asPunchOutError, PunchOutError } from '../punchout/punchout-error.ts';
import type { Reason } from '../punchout/reasons.ts';
import {
  anotherTicket,
  enterByTicket,
  openRedirectLink,
  type RedirectEntry,
} from '../punchout/redirect-entry.ts';
import type { Shop } from '../punchout/shop.ts';
import { readBrowserKey, setBrowserKey } from './app-cookie.ts';
import type { EntryPorts } from './ports.ts';
import { arrivalAddress, ticketAddress } from './shop-address.ts';

export const againPath = '/punchgate/app/again';

/** Serves the start link of a shop in redirect mode; false where the link is not of one. */
export async function openStartLink(
  context: Context,
  startToken: string,
  ports: EntryPorts,
): Promise<boolean> {
  // A scanner of links looks first; it must not use the link up.
  if (context.method === 'HEAD') return false;
  try {
    const link = { startToken, browserKey: readBrowserKey(context) };
    const entry = await openRedirectLink(link, ports);
    if (!entry) return false;
    context.state.served = 'start page';
    if (entry.kind === 'ticket' && isFramed(context)) return sendWindowPage(context);
    const ownWindow = context.query.window === 'own';
    context.append('Set-Cookie', ports.endings.windowCookie(ownWindow, isSecure(shopOf(entry, ports))));
    goOn(context, entry, ports);
  } catch (thrown) {
    refuse(context, thrown, (reason) => (httpStatus[reason] >= 500 ? tryAgain(context.path) : undefined));
  }
  return true;
}

/** The page of the shop brings the ticket back, and the token of the browser's session in the shop. */
export async function enter(context: Context, ports: EntryPorts): Promise<void> {
  context.state.served = 'app entry';
  try {
    const pairs = decodeForm(await readBody(context.req, 2048, 'form_too_large'), { maxFields: 5 });
    const field = (wanted: string) => pairs.find(([name]) => name === wanted)?.[1] ?? '';
    const shown = {
      ticket: field('ticket'),
      contextToken: field('token'),
      browserKey: readBrowserKey(context),
    };
    if (!/^[\w-]{8,255}$/.test(shown.contextToken))
      throw new PunchOutError('session_unknown', 'the page of the shop brought no context token');
    goOn(context, await enterByTicket(shown, ports), ports);
  } catch (thrown) {
    refuse(context, thrown, (reason) => (mayTryAgain(reason) ? tryAgain(againPath) : undefined));
  }
}

/** Through the shop once more, with a new ticket. */
export async function enterAgain(context: Context, ports: EntryPorts): Promise<void> {
  context.state.served = 'app entry';
  try {
    goOn(context, await anotherTicket(readBrowserKey(context), ports), ports);
  } catch (thrown) {
    refuse(context, thrown, () => undefined);
  }
}

function goOn(context: Context, entry: RedirectEntry, ports: EntryPorts): void {
  const shop = shopOf(entry, ports);
  context.set({ 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' });
  if (entry.kind === 'ticket') {
    setBrowserKey(context, entry.browserKey, isSecure(shop));
    redirect(context, ticketAddress(shop, entry.ticket, entry.attempt > 1));
    return;
  }
  const { notices, path, session, system, customer } = entry.entered;
  context.state.log.info({ event: 'session_entered', session: session.id, system: system.name });
  const next = arrivalAddress(shop, path);
  if (notices.length === 0) redirect(context, next);
  else ports.endings.sendNotices(context, { session: { ...session, notices }, system, customer }, next);
}

function shopOf(entry: RedirectEntry, { shops }: EntryPorts): Shop {
  const { system } = entry.kind === 'ticket' ? entry.visit : entry.entered;
  return shops.byName(system.shop);
}

function isSecure({ publicUrl }: Shop): boolean {
  return publicUrl.startsWith('https:');
}

function redirect(context: Context, address: string): void {
  context.redirect(address);
  context.status = 303;
}

/** Shopware forbids frames and keeps no session in a foreign one: the visit needs a window of its own. */
function sendWindowPage(context: Context): true {
  const body = html`<h1>The shop opens in a window of its own</h1>
<p>It cannot be shown inside this page. Your cart comes back to your procurement system from there.</p>
<div class="actions"><a class="button" href="${context.path}?window=own" target="_blank" rel="noopener">Open the shop</a></div>`;
  sendPage(context, 200, { title: 'Open the shop', body, frameAncestors: ['*'] });
  return true;
}

function mayTryAgain(reason: Reason): boolean {
  return httpStatus[reason] >= 500 || reason === 'session_expired' || reason === 'session_unknown';
}

function tryAgain(path: string): Html {
  return html`<a class="button" href="${path}">Try again</a>`;
}

function refuse(context: Context, thrown: unknown, actionsFor: (reason: Reason) => Html | undefined): void {
  const error = asPunchOutError(thrown);
  logRefusal(context.state.log, error);
  const { reference } = context.state;
  sendRefusalPage(context, error, { reference, frameAncestors: ['*'], actions: actionsFor(error.reason) });
}
