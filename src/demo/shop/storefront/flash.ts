import type { CartError } from '../cart/cart-error.ts';
import type { StorefrontSession } from '../shop.ts';

const kinds = { 0: 'success', 10: 'warning', 20: 'danger' } as const;

/** What the next page tells of an error of the cart. */
export function flashOf({ level, message }: CartError): StorefrontSession['flashes'][number] {
  return { kind: kinds[level], text: message };
}
