import type { Context } from 'koa';
import { requestedItemSchema } from '../cart/add-item.ts';
import type { CartError } from '../cart/cart-error.ts';
import { addItems, changeItems, removeItems } from '../cart/change-cart.ts';
import { bodyText } from '../record-request.ts';
import type { Shop, ShopContext } from '../shop.ts';
import { contextOf } from '../shop-context.ts';
import { ShopwareError } from '../shopware-error.ts';
import { flashOf } from './flash.ts';
import { pathOfRoute } from './storefront-route.ts';
import { sessionOf } from './storefront-session.ts';

type Change = (context: ShopContext, form: URLSearchParams) => Promise<CartError[]>;

export function answerAdd(shop: Shop) {
  return answerChange(shop, 'Added to the cart.', (context, form) => addItems(shop, context, itemsOf(form)));
}

export function answerChangeQuantity(shop: Shop, id: string) {
  return answerChange(shop, 'Cart updated.', (context, form) =>
    changeItems(shop, context, [
      { id, quantity: Math.max(1, Math.trunc(Number(form.get('quantity')) || 1)) },
    ]),
  );
}

export function answerDelete(shop: Shop, id: string) {
  return answerChange(shop, 'Removed from the cart.', (context) => removeItems(shop, context, [id]));
}

/** Whatever happens, the storefront redirects and tells it on the next page; only a locked cart is an answer of its own. */
function answerChange(shop: Shop, success: string, change: Change) {
  return async (ctx: Context): Promise<void> => {
    const form = new URLSearchParams(bodyText(ctx));
    const session = sessionOf(ctx);
    try {
      const errors = await change(contextOf(shop, session.contextToken), form);
      session.flashes.push(...flashesOf(errors, success));
    } catch (error) {
      if (!(error instanceof ShopwareError) || error.status === 409) throw error;
      session.flashes.push({ kind: 'danger', text: error.details.detail ?? 'An error occurred.' });
    }
    ctx.redirect(pathOfRoute(form.get('redirectTo') ?? '', form.get('redirectParameters') ?? ''));
  };
}

function flashesOf(errors: CartError[], success: string) {
  return errors.length === 0 ? [{ kind: 'success' as const, text: success }] : errors.map(flashOf);
}

/** `lineItems[<key>][quantity]=2` and so on, by key. */
function itemsOf(form: URLSearchParams) {
  const items = new Map<string, Record<string, string>>();
  for (const [name, value] of form) {
    const [, key, field] = name.match(/^lineItems\[([^\]]+)\]\[([^\]]+)\]$/) ?? [];
    if (key && field) items.set(key, { ...items.get(key), [field]: value });
  }
  return [...items.values()].map((item) =>
    requestedItemSchema.parse({
      ...item,
      type: 'product',
      quantity: Math.max(1, Number(item.quantity) || 1),
    }),
  );
}
