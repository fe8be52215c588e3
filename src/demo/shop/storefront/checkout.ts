import type { Context } from 'koa';
import { placeOrder } from '../cart/place-order.ts';
import { bodyText } from '../record-request.ts';
import type { Shop } from '../shop.ts';
import { contextOf } from '../shop-context.ts';
import { cartJson } from '../wire/cart-json.ts';
import { cartBadge } from './cart-badge.ts';
import { cartPage } from './cart-page.ts';
import { confirmPage, finishPage } from './confirm-page.ts';
import { notFoundPage } from './notice-page.ts';
import { pageView } from './page-view.ts';
import { sessionOf } from './storefront-session.ts';

export function answerCartPage(shop: Shop) {
  return (ctx: Context) => {
    ctx.body = cartPage(pageView(shop, ctx));
  };
}

/** The token of this cart is the context token of the session. */
export function answerCartJson(shop: Shop) {
  return (ctx: Context) => {
    ctx.body = cartJson(shop, contextOf(shop, sessionOf(ctx).contextToken));
  };
}

/** An empty cart is answered with 204, as the header of the real storefront expects. */
export function answerCartWidget(shop: Shop) {
  return (ctx: Context) => {
    const { cart } = pageView(shop, ctx);
    if (cart.lines.length === 0) ctx.status = 204;
    else ctx.body = cartBadge(cart).text;
  };
}

export function answerConfirm(shop: Shop) {
  return (ctx: Context) => {
    const view = pageView(shop, ctx);
    if (!view.customer) return ctx.redirect('/account/login?redirectTo=frontend.checkout.confirm.page');
    if (view.cart.lines.length === 0) return ctx.redirect('/checkout/cart');
    ctx.body = confirmPage(view, view.customer);
  };
}

export function answerOrder(shop: Shop) {
  return async (ctx: Context): Promise<void> => {
    const customerComment = new URLSearchParams(bodyText(ctx)).get('customerComment') || null;
    const remarks = { customerComment, affiliateCode: null, campaignCode: null };
    const order = await placeOrder(shop, contextOf(shop, sessionOf(ctx).contextToken), remarks);
    ctx.redirect(`/checkout/finish?orderId=${order.id}`);
  };
}

export function answerFinish(shop: Shop) {
  return (ctx: Context) => {
    const order = shop.orders.find(({ id }) => id === ctx.URL.searchParams.get('orderId'));
    const view = pageView(shop, ctx);
    ctx.status = order ? 200 : 404;
    ctx.body = order ? finishPage(view, order) : notFoundPage(view);
  };
}
