import type { Context } from 'koa';
import { z } from 'zod';
import { placeOrder } from '../cart/place-order.ts';
import { dropConnection } from '../demo-shop-faults.ts';
import { jsonBody } from '../json-body.ts';
import type { Shop } from '../shop.ts';
import { shopContext } from './authenticate-store-api.ts';

/** Anything else, `customFields` too, is ignored. */
const orderSchema = z.looseObject({
  customerComment: z.string().nullable().default(null),
  affiliateCode: z.string().nullable().default(null),
  campaignCode: z.string().nullable().default(null),
});

export function answerOrder(shop: Shop) {
  return async (ctx: Context): Promise<void> => {
    const { customerComment, affiliateCode, campaignCode } = jsonBody(ctx, orderSchema);
    const order = await placeOrder(shop, shopContext(ctx), { customerComment, affiliateCode, campaignCode });
    if (shop.faults.orderAnswerLost) return dropConnection(ctx);
    ctx.body = order;
  };
}
