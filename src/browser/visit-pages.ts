import type { Context } from '../http/context.ts';
import { type Html, html } from '../http/html.ts';
import { sendPage } from '../http/page.ts';
import type { CartNotice } from '../punchout/session.ts';
import type { Visit } from '../punchout/visit.ts';
import { cancelForm, emptiedForm, transferForm } from './bar.ts';
import { frameAncestorsOf } from './frame-ancestors.ts';
import { type BrowserPorts, formKey } from './ports.ts';

export const noticesPath = '/punchgate/notices';

/** An open visit goes on with the cart it has; of one that has ended, the page that got lost can be had again. */
export function wayOn({ session, system }: Visit, ports: BrowserPorts, hasCart = true): Html | undefined {
  const key = formKey(session.id, ports);
  if (session.status === 'returned') return transferForm(key, 'Show the returned cart again');
  if (session.status !== 'open') return undefined;
  const home = html`<a class="button quiet" href="${ports.shops.byName(system.shop).homePath}">Back to the shop</a>`;
  if (session.operation === 'inspect') return html`${home}${cancelForm(key, 'Close')}`;
  const transfer = hasCart ? transferForm(key) : session.operation === 'edit' && emptiedForm(key);
  return html`${transfer || ''}${home}${cancelForm(key)}`;
}

/** Out of a visit that is past its time: the buyer's requisition stays as it is. */
export function wayBack({ session }: Visit, ports: BrowserPorts): Html | undefined {
  const label = 'Back to your procurement system';
  return session.status === 'open' ? cancelForm(formKey(session.id, ports), label) : undefined;
}

const texts = {
  product_gone: 'is no longer sold and was left out',
  quantity_changed: 'has another quantity',
  price_changed: 'has another price',
  page_unknown: 'was not found; the catalogue starts on its first page',
  session_renewed: 'had to be put together again, because the shop had ended its session',
  line_lost: 'could not be put into the cart again',
  total_changed: 'is another one',
  shop_says: '(says the shop)',
} as const satisfies Record<CartNotice['code'], string>;

/** Tells what of an earlier cart came back otherwise, before the buyer goes on. */
export function sendNoticesPage(context: Context, visit: Visit, ports: BrowserPorts): void {
  const shop = ports.shops.byName(visit.system.shop);
  const { entry, notices } = visit.session;
  const hasCart = entry.lines.length > 0 || notices.some(({ code }) => code === 'session_renewed');
  sendNotices(context, visit, hasCart ? shop.cartPath : shop.homePath);
}

/** @param next address that the buyer goes on to */
export function sendNotices(context: Context, { session, system }: Visit, next: string): void {
  const body = html`<h1>Before you go on</h1>
${noticeList(session.notices)}
<div class="actions"><a class="button" href="${next}">Continue</a></div>`;
  sendPage(context, 200, { title: 'Before you go on', body, frameAncestors: frameAncestorsOf(system) });
}

/** What is otherwise than at the buyer's, or than the buyer has seen it in the shop. */
export function noticeList(notices: readonly CartNotice[], isOfVisit = false): Html {
  const isRenewed = isOfVisit || notices.some(({ code }) => code === 'session_renewed');
  const rows = notices.map(
    ({ code, article, before, after }) =>
      html`<li><strong>${article}</strong> ${texts[code]}${before && after ? html`: ${before} before, now ${after}` : ''}.</li>\n`,
  );
  return html`<p>Not everything is as ${isRenewed ? 'you have seen it in the shop' : 'your procurement system asked for it'}:</p>
<ul>${rows}</ul>`;
}

/** Out of a page of an earlier visit into the one that the browser is in. */
export function toCurrentVisit({ system }: Visit, ports: BrowserPorts): Html {
  return html`<a class="button" href="${ports.shops.byName(system.shop).homePath}">Go to the current visit</a>`;
}

/** To the host that the visit's shop has for itself. */
export function toOwnHost({ system }: Visit, ports: BrowserPorts): Html {
  const { publicUrl, homePath } = ports.shops.byName(system.shop);
  return html`<a class="button" href="${publicUrl}${homePath}">Go to your visit</a>`;
}

/** Stands where the shop has its checkout. */
export function sendTransferPage(context: Context, visit: Visit, ports: BrowserPorts): void {
  const isReadOnly = visit.session.operation === 'inspect';
  const text = isReadOnly
    ? 'You are looking at a cart that your procurement system has. Nothing is ordered in the shop.'
    : 'You order in your procurement system. Press the button to send your cart there; nothing is ordered in the shop.';
  const body = html`<h1>${isReadOnly ? 'Your cart' : 'Transfer your cart'}</h1>
<p>${text}</p>
<div class="actions">${wayOn(visit, ports)}</div>`;
  sendPage(context, 200, {
    title: isReadOnly ? 'Your cart' : 'Transfer cart',
    body,
    frameAncestors: frameAncestorsOf(visit.system),
  });
}

export function sendLeftPage(context: Context, { system }: Visit): void {
  const body = html`<h1>You have left the shop</h1>
<p>Nothing was transferred. You may close this window and go on in your procurement system.</p>`;
  sendPage(context, 200, { title: 'Left without a cart', body, frameAncestors: frameAncestorsOf(system) });
}
