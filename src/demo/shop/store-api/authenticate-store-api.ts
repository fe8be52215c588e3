import type { Context, Next } from 'koa';
import type { Shop, ShopContext } from '../shop.ts';
import { ACCESS_KEY } from '../shop-constants.ts';
import { contextOf } from '../shop-context.ts';
import { isLanguage } from '../shop-terms.ts';
import { ShopwareError } from '../shopware-error.ts';
import { randomToken } from '../shopware-id.ts';

/** Checks access key and maintenance, then opens the context of the token; without a token, a fresh one. */
export function authenticateStoreApi(shop: Shop) {
  return async (ctx: Context, next: Next): Promise<void> => {
    const accessKey = ctx.get('sw-access-key');
    if (!accessKey) {
      throw new ShopwareError(401, '0', { detail: 'Header "sw-access-key" is required.' });
    }
    if (accessKey !== ACCESS_KEY) {
      throw new ShopwareError(412, 'FRAMEWORK__ROUTING_SALES_CHANNEL_NOT_FOUND', {
        detail: 'No matching sales channel found.',
      });
    }
    refuseInMaintenance(shop);
    refuseForeignLanguage(ctx.get('sw-language-id'));
    enterContext(ctx, contextOf(shop, ctx.get('sw-context-token') || randomToken()));
    await next();
  };
}

/** The context of the request; its token rides on every answer of the Store API. */
export function enterContext(ctx: Context, context: ShopContext): void {
  ctx.state.shopContext = context;
  ctx.set('sw-context-token', context.token);
}

export function shopContext(ctx: Context): ShopContext {
  return ctx.state.shopContext as ShopContext;
}

/** What a header asks for goes before what the context has. */
export function shownLanguage(ctx: Context): string {
  return ctx.get('sw-language-id') || shopContext(ctx).languageId;
}

/** As Shopware's source has it: core/Framework/Routing/RoutingException. */
function refuseForeignLanguage(languageId: string): void {
  if (languageId === '' || isLanguage(languageId)) return;
  throw new ShopwareError(412, 'FRAMEWORK__LANGUAGE_NOT_FOUND', { detail: 'The language was not found.' });
}

function refuseInMaintenance(shop: Shop): void {
  if (!shop.faults.maintenance) return;
  throw new ShopwareError(503, 'FRAMEWORK__API_SALES_CHANNEL_MAINTENANCE_MODE', {
    detail: 'The sales channel is in maintenance mode.',
  });
}
