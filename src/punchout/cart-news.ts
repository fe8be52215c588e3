import type { Cart } from './cart.ts';
import type { CartFault } from './cart-fault.ts';
import { equals } from './money.ts';
import { PunchOutError } from './punchout-error.ts';
import type { CartNotice } from './session.ts';

/** A cart that could go, but is otherwise than the buyer has seen it: the buyer is told first. */
export class CartChanged extends PunchOutError {
  readonly notices: readonly CartNotice[];

  constructor(notices: readonly CartNotice[]) {
    super('cart_changed', notices.map(({ code, article }) => `${code}: ${article}`).join(', '));
    this.notices = notices;
  }
}

/**
 * What the shop has corrected since the buyer saw the cart. Without `seen`, in the shop's own words.
 * A shop may say for ever that it has corrected something: what the buyer has seen is no news.
 */
export function newsOf(seen: Cart | undefined, { items, faults = [] }: Cart): CartNotice[] {
  const corrected = faults.filter(({ effect }) => effect === 'corrected');
  if (corrected.length === 0) return [];
  if (!seen) return corrected.map(inItsWords);
  return seen.items.flatMap(({ kind, key, name, quantity }): CartNotice[] => {
    if (kind !== 'item') return [];
    const now = items.find((item) => item.key === key);
    if (!now) return [{ code: 'product_gone', article: name }];
    if (equals(now.quantity, quantity)) return [];
    return [{ code: 'quantity_changed', article: name, before: quantity, after: now.quantity }];
  });
}

function inItsWords({ text, code }: CartFault): CartNotice {
  return { code: 'shop_says', article: text || code };
}
