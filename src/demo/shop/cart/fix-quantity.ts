import type { CatalogProduct } from '../catalog.ts';
import { type CartError, minimumQuantityError, purchaseStepsError, stockReachedError } from './cart-error.ts';

/** Shopware's default of the most pieces of an article in one cart, where the article says nothing. */
const DEFAULT_MAX_PURCHASE = 100_000;

/** A quantity as the article allows it, and what was wrong with the one asked for. */
export function fixQuantity(
  product: CatalogProduct,
  wanted: number,
): { quantity: number; errors: CartError[] } {
  const { id, name, minPurchase, purchaseSteps } = product;
  const errors: CartError[] = [];
  let quantity = wanted;
  if (quantity < minPurchase) {
    quantity = minPurchase;
    errors.push(minimumQuantityError(id, name, quantity));
  }
  if (quantity > maxPurchaseOf(product)) {
    quantity = maxPurchaseOf(product);
    errors.push(stockReachedError(id, name, quantity));
  }
  const stepped = minPurchase + Math.floor((quantity - minPurchase) / purchaseSteps) * purchaseSteps;
  if (stepped !== quantity) errors.push(purchaseStepsError(id, name, stepped));
  return { quantity: stepped, errors };
}

export function maxPurchaseOf(product: CatalogProduct): number {
  return product.maxPurchase ?? DEFAULT_MAX_PURCHASE;
}
