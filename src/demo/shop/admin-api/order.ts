import type { Context } from 'koa';
import { z } from 'zod';
import { jsonBody } from '../json-body.ts';
import type { Shop } from '../shop.ts';
import { ShopwareError } from '../shopware-error.ts';
import { requirePrivilege } from './authenticate-admin-api.ts';

const patchSchema = z.looseObject({ customFields: z.record(z.string(), z.unknown()).optional() });

/** Custom fields are merged into those the order has. */
export function answerPatchOrder(shop: Shop) {
  return (ctx: Context): void => {
    requirePrivilege(shop, 'order:update');
    const order = shop.orders.find(({ id }) => id === ctx.params.id);
    if (!order) throw new ShopwareError(404, 'FRAMEWORK__ENTITY_NOT_FOUND', { detail: 'order not found' });
    const { customFields } = jsonBody(ctx, patchSchema);
    order.customFields = { ...(order.customFields ?? {}), ...customFields };
    order.updatedAt = new Date().toISOString().replace('Z', '+00:00');
    ctx.status = 204;
  };
}
