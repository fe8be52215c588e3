import type { Context } from 'koa';
import { z } from 'zod';
import { jsonBody } from '../json-body.ts';
import type { Shop } from '../shop.ts';
import { SALES_CHANNEL_ID } from '../shop-constants.ts';
import { contextOf } from '../shop-context.ts';
import { ShopwareError } from '../shopware-error.ts';
import { requirePrivilege } from './authenticate-admin-api.ts';

const switchSchema = z.looseObject({
  customerId: z.string().default(''),
  salesChannelId: z.string().default(''),
  permissions: z.array(z.string()).default([]),
});

/**
 * Binds a customer to the context of the token, whoever the customer is: neither `active` nor `guest` nor the bound
 * sales channel are looked at, and what is in the cart stays there. Without permissions the holder may set prices.
 */
export function answerSwitchCustomer(shop: Shop) {
  return (ctx: Context): void => {
    requirePrivilege(shop, 'api_proxy_switch-customer');
    const { customerId, salesChannelId, permissions } = jsonBody(ctx, switchSchema);
    if (salesChannelId !== SALES_CHANNEL_ID)
      throw unknownEntity('sales_channel', '/salesChannelId', salesChannelId);
    if (!shop.customers.some(({ id }) => id === customerId))
      throw unknownEntity('customer', '/customerId', customerId);
    const context = contextOf(shop, requiredToken(ctx));
    context.customerId = customerId;
    context.permissions = permissions.length > 0 ? permissions : ['allowProductPriceOverwrites'];
    ctx.body = { 'sw-context-token': context.token };
  };
}

function requiredToken(ctx: Context): string {
  const token = ctx.get('sw-context-token');
  if (token) return token;
  throw new ShopwareError(400, 'FRAMEWORK__MISSING_REQUEST_PARAMETER', {
    detail: 'Parameter "sw-context-token" is missing.',
  });
}

export function unknownEntity(entity: string, pointer: string, id: string): ShopwareError {
  return new ShopwareError(400, 'VIOLATION::ENTITY_DOES_NOT_EXISTS', {
    detail: `The ${entity} entity with id "${id}" does not exist.`,
    parameters: { entity, primaryProperty: 'id' },
    pointer,
  });
}
