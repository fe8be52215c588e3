import type { Shop, ShopContext } from '../shop.ts';
import { type CartError, productNotFoundError } from './cart-error.ts';
import { fixQuantity } from './fix-quantity.ts';
import type { StoredLine } from './stored-cart.ts';

/**
 * Each reading brings the cart up to date: what is no longer sold goes, quantities are put right. It is told once, by
 * the reading that found it.
 */
export function refreshCart({ catalog, faults }: Shop, { cart }: ShopContext): CartError[] {
  const errors: CartError[] = [];
  cart.lines = cart.lines.flatMap((line): StoredLine[] => {
    if (line.type !== 'product') return [line];
    const product = catalog.byId.get(line.referencedId);
    if (!product) {
      errors.push(productNotFoundError(line.referencedId));
      return [];
    }
    const fixed = fixQuantity(product, line.quantity);
    errors.push(...fixed.errors);
    return [{ ...line, quantity: fixed.quantity }];
  });
  return [...errors, ...faults.cartErrors];
}
