import type { Context } from 'koa';
import { z } from 'zod';
import { requestedItemSchema } from '../cart/add-item.ts';
import { addItems, changedItemSchema, changeItems, removeItems } from '../cart/change-cart.ts';
import { refreshCart } from '../cart/refresh-cart.ts';
import { emptyCart } from '../cart/stored-cart.ts';
import { jsonBody } from '../json-body.ts';
import type { Shop } from '../shop.ts';
import { cartJson } from '../wire/cart-json.ts';
import { shopContext } from './authenticate-store-api.ts';

const addSchema = z.looseObject({ items: z.array(requestedItemSchema) });
const changeSchema = z.looseObject({ items: z.array(changedItemSchema) });
const removeSchema = z.looseObject({ ids: z.array(z.string()).optional() });

export function answerCart(shop: Shop) {
  return (ctx: Context): void => {
    const errors = refreshCart(shop, shopContext(ctx));
    ctx.body = cartJson(shop, shopContext(ctx), errors);
  };
}

export function answerDeleteCart() {
  return (ctx: Context): void => {
    shopContext(ctx).cart = emptyCart();
    ctx.status = 204;
  };
}

export function answerAddItems(shop: Shop) {
  return async (ctx: Context): Promise<void> => {
    const errors = await addItems(shop, shopContext(ctx), jsonBody(ctx, addSchema).items);
    ctx.body = cartJson(shop, shopContext(ctx), errors);
  };
}

export function answerChangeItems(shop: Shop) {
  return async (ctx: Context): Promise<void> => {
    const errors = await changeItems(shop, shopContext(ctx), jsonBody(ctx, changeSchema).items);
    ctx.body = cartJson(shop, shopContext(ctx), errors);
  };
}

/** The ids come as JSON or, as many clients cannot send a body with DELETE, as `ids[]` in the query. */
export function answerRemoveItems(shop: Shop) {
  return async (ctx: Context): Promise<void> => {
    const ids = jsonBody(ctx, removeSchema).ids ?? ctx.URL.searchParams.getAll('ids[]');
    const errors = await removeItems(shop, shopContext(ctx), ids);
    ctx.body = cartJson(shop, shopContext(ctx), errors);
  };
}
