import type { Context } from 'koa';
import { type Html, html, trustedHtml } from '../../html.ts';
import type { Shop, ShopContext } from '../shop.ts';
import { contextOf } from '../shop-context.ts';
import { sessionOf } from '../storefront/storefront-session.ts';

/** The permission by which the App's templates know a session of a punchout. */
const PERMISSION = 'punchoutNoop';

/** What the App's templates add to pages of a punchout. */
export interface PunchoutView {
  transfer: string;
  leave: string;
  token: string;
}

/** Undefined in sessions of other visitors, and where no App is installed. */
export function punchoutView({ app }: Shop, { token, permissions }: ShopContext): PunchoutView | undefined {
  if (!app || !permissions.includes(PERMISSION)) return undefined;
  const { transfer, leave } = app.actions;
  return { transfer, leave, token };
}

/** buttons.html.twig of the App. */
export function punchoutButtons({ transfer, leave, token }: PunchoutView, hasCart: boolean): Html {
  const field = html`<input type="hidden" name="token" value="${token}">`;
  return html`<div class="checkout-aside-action punchgate-buttons">
  ${hasCart && html`<form action="${transfer}" method="post">${field}<button class="btn btn-primary btn-lg" type="submit">Transfer cart</button></form>`}
  <form action="${leave}" method="post">${field}<button class="btn btn-secondary" type="submit">Leave without a cart</button></form>
</div>`;
}

/** `/storefront/script/punchgate-enter`: enter.html.twig of the App. It is not cached and shows the token. */
export function answerEnterScript(shop: Shop) {
  return (ctx: Context): void => {
    if (!shop.app) {
      ctx.status = 404;
      return;
    }
    const { token } = contextOf(shop, sessionOf(ctx).contextToken);
    const query = ctx.URL.searchParams;
    const page = query.get('page') ?? '';
    const target = /^\/(?!\/)[!-Z^-~]*$/.test(page) ? page : '';
    const ticket = query.get('ticket') ?? '';
    ctx.set('cache-control', 'no-cache, private');
    ctx.type = 'text/html';
    ctx.body = entryPage(
      { target, ticket, logout: query.get('logout') === '1' },
      shop.app.actions.enter,
      token,
    ).text;
  };
}

interface Entry {
  target: string;
  ticket: string;
  logout: boolean;
}

function entryPage({ target, ticket, logout }: Entry, action: string, token: string): Html {
  if (target) return arrival(target);
  if (logout) return afterLogout(`?${new URLSearchParams({ ticket })}`);
  return html`<!doctype html><title>Your visit begins</title>
<form id="punchgate-enter" action="${action}" method="post">
<input type="hidden" name="ticket" value="${ticket}"><input type="hidden" name="token" value="${token}">
<button type="submit">Continue</button></form>
${trustedHtml(`<script>document.getElementById('punchgate-enter').submit();</script>`)}`;
}

function arrival(target: string): Html {
  return html`<!doctype html><title>Your visit begins</title>
<meta http-equiv="refresh" content="0; url=${target}"><p><a href="${target}">Continue</a></p>`;
}

function afterLogout(next: string): Html {
  const script = `var logout = new Image();
logout.onload = logout.onerror = function () { location.replace(document.getElementById('punchgate-next').href); };
logout.src = '/account/logout';`;
  return html`<!doctype html><title>Your visit begins</title>
<p><a id="punchgate-next" href="${next}">Continue</a></p>
${trustedHtml(`<noscript><img src="/account/logout" alt=""></noscript><script>${script}</script>`)}`;
}
