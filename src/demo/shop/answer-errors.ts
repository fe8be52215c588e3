import type { Context, Next } from 'koa';
import { ShopwareError } from './shopware-error.ts';

/** Errors of both APIs in Shopware's shape; an unknown path of them is a JSON 404. */
export async function answerErrors(ctx: Context, next: Next): Promise<void> {
  try {
    await next();
    if (ctx.status === 404 && !ctx.body && isApi(ctx)) throw noRoute(ctx);
  } catch (error) {
    if (!(error instanceof ShopwareError)) throw error;
    ctx.status = error.status;
    ctx.body = error.body;
  }
}

function noRoute(ctx: Context): ShopwareError {
  return new ShopwareError(404, '0', { detail: `No route found for "${ctx.method} ${ctx.path}"` });
}

function isApi(ctx: Context): boolean {
  return ctx.path.startsWith('/api/') || ctx.path.startsWith('/store-api/');
}
