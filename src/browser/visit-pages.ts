import type { Context } from '../http/context.ts';
import { type Html, html } from '../http/html.ts';
import { sendPage } from '../http/page.ts';
import type { Visit } from '../punchout/visit.ts';
import { cancelForm, transferForm } from './bar.ts';
import { frameAncestorsOf } from './frame-ancestors.ts';
import { type BrowserPorts, formKey } from './ports.ts';

/** An open visit goes on with the cart it has; of one that has ended, the page that got lost can be had again. */
export function wayOn({ session, system }: Visit, ports: BrowserPorts, hasCart = true): Html | undefined {
  const key = formKey(session.id, ports);
  if (session.status === 'returned') return transferForm(key, 'Show the returned cart again');
  if (session.status !== 'open') return undefined;
  const home = html`<a class="button quiet" href="${ports.shops.byName(system.shop).homePath}">Back to the shop</a>`;
  return hasCart ? html`${transferForm(key)}${home}${cancelForm(key)}` : html`${home}${cancelForm(key)}`;
}

/** Out of a page of an earlier visit into the one that the browser is in. */
export function toCurrentVisit({ system }: Visit, ports: BrowserPorts): Html {
  return html`<a class="button" href="${ports.shops.byName(system.shop).homePath}">Go to the current visit</a>`;
}

/** Stands where the shop has its checkout. */
export function sendTransferPage(context: Context, visit: Visit, ports: BrowserPorts): void {
  const body = html`<h1>Transfer your cart</h1>
<p>You order in your procurement system. Press the button to send your cart there; nothing is ordered in the shop.</p>
<div class="actions">${wayOn(visit, ports)}</div>`;
  sendPage(context, 200, { title: 'Transfer cart', body, frameAncestors: frameAncestorsOf(visit.system) });
}

export function sendLeftPage(context: Context, { system }: Visit): void {
  const body = html`<h1>You have left the shop</h1>
<p>Nothing was transferred. You may close this window and go on in your procurement system.</p>`;
  sendPage(context, 200, { title: 'Left without a cart', body, frameAncestors: frameAncestorsOf(system) });
}
