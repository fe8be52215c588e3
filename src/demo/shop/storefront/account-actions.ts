import type { Context } from 'koa';
import { loginCustomer } from '../cart/login-customer.ts';
import { bodyText } from '../record-request.ts';
import type { Shop } from '../shop.ts';
import { contextOf, customerOf, newContext } from '../shop-context.ts';
import { ShopwareError } from '../shopware-error.ts';
import { accountPage, loginPage } from './account-page.ts';
import { pageView } from './page-view.ts';
import { pathOfRoute } from './storefront-route.ts';
import { sessionOf } from './storefront-session.ts';

export function answerAccount(shop: Shop) {
  return (ctx: Context) => {
    const customer = customerOf(shop, contextOf(shop, sessionOf(ctx).contextToken));
    if (!customer) return ctx.redirect('/account/login?redirectTo=frontend.account.home.page');
    ctx.body = accountPage(pageView(shop, ctx), customer);
  };
}

export function answerLoginPage(shop: Shop) {
  return (ctx: Context) => {
    ctx.body = loginPage(
      pageView(shop, ctx),
      ctx.URL.searchParams.get('redirectTo') ?? 'frontend.account.home.page',
    );
  };
}

export function answerLogin(shop: Shop) {
  return (ctx: Context) => {
    const form = new URLSearchParams(bodyText(ctx));
    const session = sessionOf(ctx);
    try {
      const login = { username: form.get('username') ?? '', password: form.get('password') ?? '' };
      session.contextToken = loginCustomer(shop, contextOf(shop, session.contextToken), login).token;
      ctx.redirect(pathOfRoute(form.get('redirectTo') ?? '', ''));
    } catch (error) {
      if (!(error instanceof ShopwareError)) throw error;
      session.flashes.push({ kind: 'danger', text: error.details.detail ?? 'Could not sign in.' });
      ctx.redirect('/account/login');
    }
  };
}

/** Logging out gives the session a new token and an empty cart. */
export function answerLogout(shop: Shop) {
  return (ctx: Context) => {
    sessionOf(ctx).contextToken = newContext(shop).token;
    ctx.cookies.set('sw-states', null, { httpOnly: false, path: '/' });
    ctx.cookies.set('sw-cache-hash', null, { httpOnly: false, path: '/' });
    ctx.redirect('/account/login');
  };
}
