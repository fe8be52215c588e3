import type { Context } from 'koa';
import { z } from 'zod';
import { loginCustomer } from '../cart/login-customer.ts';
import { jsonBody } from '../json-body.ts';
import type { Shop } from '../shop.ts';
import { newContext } from '../shop-context.ts';
import { notLoggedIn } from '../shopware-error.ts';
import { enterContext, shopContext } from './authenticate-store-api.ts';

const loginSchema = z.looseObject({ username: z.string(), password: z.string() });

/** The new token stands in the response header only. */
export function answerLogin(shop: Shop) {
  return (ctx: Context): void => {
    enterContext(ctx, loginCustomer(shop, shopContext(ctx), jsonBody(ctx, loginSchema)));
    ctx.body = { redirectUrl: null, apiAlias: 'context_token_response' };
  };
}

const logoutSchema = z.looseObject({ 'replace-token': z.boolean().optional() });

/** Only with `replace-token` the token before stops being the customer's (source: LogoutRoute). */
export function answerLogout(shop: Shop) {
  return (ctx: Context): void => {
    const context = shopContext(ctx);
    if (!context.customerId) throw notLoggedIn();
    const { 'replace-token': replaced } = jsonBody(ctx, logoutSchema);
    if (replaced) shop.contexts.delete(context.token);
    enterContext(ctx, newContext(shop));
    ctx.body = { redirectUrl: null, apiAlias: 'context_token_response' };
  };
}
