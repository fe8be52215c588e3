import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Shop, ShopContext } from '../shop.ts';
import { customerOf } from '../shop-context.ts';
import { ShopwareError } from '../shopware-error.ts';
import { addItem, type requestedItemSchema } from './add-item.ts';
import { calculateCart } from './calculate-cart.ts';
import { FRAMEWORK_PROMOTION } from './calculate-promotion.ts';
import { type CartError, promotionAddedError } from './cart-error.ts';
import { fixQuantity } from './fix-quantity.ts';
import type { StoredLine } from './stored-cart.ts';

export const changedItemSchema = z.looseObject({ id: z.string(), quantity: z.int().positive() });

/** Adds items to the cart of a context. The shop corrects quantities and skips what it has not, with a 200: see the errors. */
export async function addItems(
  shop: Shop,
  context: ShopContext,
  items: z.infer<typeof requestedItemSchema>[],
): Promise<CartError[]> {
  return changeLines(shop, context, (lines) =>
    items.flatMap((item) =>
      addItem({ catalog: shop.catalog, permissions: context.permissions, lines }, item),
    ),
  );
}

export async function changeItems(
  shop: Shop,
  context: ShopContext,
  items: z.infer<typeof changedItemSchema>[],
): Promise<CartError[]> {
  return changeLines(shop, context, (lines) =>
    items.flatMap(({ id, quantity }) => {
      const line = lineOf(lines, id);
      const product = shop.catalog.byId.get(line.referencedId);
      const fixed = product ? fixQuantity(product, quantity) : { quantity, errors: [] };
      line.quantity = fixed.quantity;
      return fixed.errors;
    }),
  );
}

export async function removeItems(shop: Shop, context: ShopContext, ids: string[]): Promise<CartError[]> {
  return changeLines(shop, context, (lines) => {
    for (const id of ids) lines.splice(lines.indexOf(lineOf(lines, id)), 1);
    return [];
  });
}

/** Writes are not safe against each other: whoever writes last, wins (with `cartWriteMs` one can see it happen). */
async function changeLines(
  shop: Shop,
  context: ShopContext,
  change: (lines: StoredLine[]) => CartError[],
): Promise<CartError[]> {
  refuseWhileLocked(shop);
  const hadPromotion = hasPromotion(shop, context);
  const lines = context.cart.lines.map((line) => ({ ...line }));
  const errors = change(lines);
  if (shop.faults.cartWriteMs > 0) await wait(shop.faults.cartWriteMs);
  context.cart.lines = lines;
  if (hadPromotion || !hasPromotion(shop, context)) return errors;
  return [...errors, promotionAddedError(FRAMEWORK_PROMOTION.discountId, FRAMEWORK_PROMOTION.name)];
}

function refuseWhileLocked(shop: Shop): void {
  if (shop.faults.cartLockedTimes <= 0) return;
  shop.faults.cartLockedTimes -= 1;
  throw new ShopwareError(409, 'CHECKOUT__CART_LOCKED', { detail: 'Cart is locked. Please try again.' });
}

function hasPromotion(shop: Shop, context: ShopContext): boolean {
  const customer = customerOf(shop, context);
  if (!customer?.discountFrom) return false;
  return calculateCart(context, shop.catalog, customer).promotion !== undefined;
}

function lineOf(lines: StoredLine[], id: string): StoredLine {
  const line = lines.find((candidate) => candidate.id === id);
  if (line) return line;
  throw new ShopwareError(400, 'CHECKOUT__CART_LINEITEM_NOT_FOUND', {
    detail: `Line item with identifier ${id} not found.`,
    parameters: { identifier: id },
  });
}
