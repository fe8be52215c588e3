import type { Context } from '../http/context.ts';
import { type Html, html } from '../http/html.ts';
import { sendPage } from '../http/page.ts';
import { isShopFailure, lastCartInstead } from '../punchout/cart-for-return.ts';
import type { CartSnapshot } from '../punchout/cart-snapshot.ts';
import { round } from '../punchout/money.ts';
import type { Told } from '../punchout/transfer-cart.ts';
import type { Visit } from '../punchout/visit.ts';
import { transferForm } from './bar.ts';
import { frameAncestorsOf } from './frame-ancestors.ts';
import { type BrowserPorts, formKey } from './ports.ts';
import { visitCookies } from './visit-cookies.ts';
import { noticeList, wayOn } from './visit-pages.ts';
import { refuse } from './with-visit.ts';

/** What the buyer must know before the cart goes; the next press of the button sends it. */
export async function sendCartNews(
  context: Context,
  visit: Visit,
  { told, ports }: { told: Told; ports: BrowserPorts },
): Promise<void> {
  context.append('Set-Cookie', await visitCookies(visit, ports).fromShop(told.shopCookies));
  const shop = ports.shops.byName(visit.system.shop);
  const body = html`<h1>Before your cart goes</h1>
${noticeList(told.notices, true)}
<div class="actions">${transferForm(formKey(visit.session.id, ports))}<a class="button quiet"
href="${shop.cartPath}">Back to the cart</a></div>`;
  sendPage(context, 200, {
    title: 'Before your cart goes',
    body,
    frameAncestors: frameAncestorsOf(visit.system),
  });
}

/**
 * Where the shop cannot show the cart, it can be tried again, or the one that was read last goes, where the System allows it.
 * @throws what is no failure of the shop
 */
export async function sendTransferFailure(
  context: Context,
  thrown: unknown,
  { visit, ports }: { visit: Visit; ports: BrowserPorts },
): Promise<void> {
  if (!isShopFailure(thrown)) throw thrown;
  const last = await lastCartInstead(thrown, visit, ports);
  const now = ports.surroundings.now();
  const note = html`<p>Your cart is safe: it is still in the shop, and nothing was sent. You can transfer it again in a moment.</p>
${last && lastCartText(last, now)}`;
  const actions = html`${last && lastCartForm(formKey(visit.session.id, ports), last)}${wayOn(visit, ports)}`;
  refuse(context, thrown, {
    frameAncestors: frameAncestorsOf(visit.system),
    actionsFor: () => actions,
    note,
  });
}

function lastCartText({ at, cart }: CartSnapshot, now: number): Html {
  const minutes = Math.floor((now - at) / 60_000);
  const age = minutes === 0 ? 'less than a minute' : minutes === 1 ? 'a minute' : `${minutes} minutes`;
  const lines = cart.items.length === 1 ? '1 line' : `${cart.items.length} lines`;
  return html`<p>Or send it as it was ${age} ago: ${lines}, ${round(cart.shownTotal, cart.currencyDecimals)} ${cart.currency}. What you have changed
since then is not in it.</p>`;
}

function lastCartForm(key: string, { at }: CartSnapshot): Html {
  const time = new Date(at).toISOString().slice(11, 16);
  return html`<form method="post" action="/punchgate/return"><input type="hidden" name="key" value="${key}"><input
type="hidden" name="lastCart" value="${String(at)}"><button class="quiet" type="submit">Transfer the cart as of ${time} UTC</button></form>`;
}
