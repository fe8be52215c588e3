import type { Context } from '../http/context.ts';
import { type Html, html } from '../http/html.ts';
import { sendPage } from '../http/page.ts';
import type { Visit } from '../punchout/visit.ts';
import { type StartLink, startLinkPath } from './start-link.ts';

/** Who frames a page is free here: it shows nothing of the visit, and the frame may be what has to be told of. */
const anyone = ['*'];

const inFrame =
  'The browser of a buyer keeps no cookies inside the frame of the procurement system: it was offered the shop in a window of its own. Let the procurement system open the catalogue in a new window, or have cookies of the host allowed in the browsers of the buyer.';
const inWindow =
  'The browser of a buyer keeps no cookies at all. Have cookies of the host allowed there; over http a browser may refuse them inside another page, so use https.';

/** A start link that was opened without cookies. */
interface Opened {
  link: StartLink;
  visit: Visit;
  /** That cookies must be allowed for. */
  host: string;
  now: number;
}

/** Offers the same start link at the top level. Its window knows nothing of this frame (noopener). */
export function sendWindowPage(context: Context, opened: Opened): void {
  tell(context, opened, { place: 'frame', advice: inFrame });
  const { link, visit, now } = opened;
  const href = startLinkPath({ ...link, asked: false, ownWindow: true });
  send(
    context,
    'Open the shop in a new window',
    html`<p>Your browser keeps no cookies inside this frame, and the shop does not work without them. In a window of its own
it does.</p>
<p>Your visit goes on in the new window, and your cart goes to your procurement system from there. This page stays as it
is.</p>
<div class="actions"><a class="button" href="${href}" target="_blank" rel="noopener">Open the shop</a></div>
<p class="actions"><small>The button works once, for ${minutesLeft(visit.session.startUntil, now)} more.</small></p>`,
  );
}

/** No window helps a browser that keeps no cookies at the top level. */
export function sendNoCookiesPage(context: Context, opened: Opened): void {
  tell(context, opened, { place: 'window', advice: inWindow });
  const { link, visit, host, now } = opened;
  const href = startLinkPath({ ...link, asked: false });
  send(
    context,
    'Your browser keeps no cookies',
    html`<p>The shop does not work without them. Allow cookies for <strong>${host}</strong> in the settings of your
browser, then try again.</p>
<div class="actions"><a class="button" href="${href}">Try again</a></div>
<p class="actions"><small>The button works for ${minutesLeft(visit.session.startUntil, now)} more. After that, start again from
your procurement system.</small></p>`,
  );
}

/** In the frame that the visit did not begin in. */
export function sendGoneOnPage(context: Context): void {
  send(
    context,
    'Your visit goes on in another window',
    html`<p>The shop was opened in a window of its own. Go on there; your cart goes to your procurement system from
there.</p>
<p>If that window is closed, start again from your procurement system.</p>`,
  );
}

function send(context: Context, title: string, body: Html): void {
  sendPage(context, 200, { title, body: html`<h1>${title}</h1>\n${body}`, frameAncestors: anyone });
}

function tell({ state }: Context, { visit, host }: Opened, facts: { place: string; advice: string }): void {
  const { session, system } = visit;
  state.log.warn({ event: 'cookies_blocked', host, session: session.id, system: system.name, ...facts });
}

function minutesLeft(until: number, now: number): string {
  const minutes = Math.max(1, Math.floor((until - now) / 60_000));
  return minutes === 1 ? 'one minute' : `${minutes} minutes`;
}
