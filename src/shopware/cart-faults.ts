import { z } from 'zod';
import type { CartFault } from '../punchout/cart-fault.ts';
import { extraText, phpList } from './php-json.ts';

/** One of the `errors` of a cart. Level 0 informs, 10 warns, 20 is an error; with `block` no order is taken. */
const shopCartErrorSchema = z.object({
  key: extraText,
  messageKey: extraText,
  message: extraText,
  block: z.boolean().catch(false),
});

type ShopCartError = z.infer<typeof shopCartErrorSchema>;

/** What has a shape that we do not know keeps nobody from a cart. */
export const shopCartErrorsSchema = phpList(shopCartErrorSchema.nullable().catch(null)).catch([]);

/** The shop has done what it says: put a quantity right, or taken a line out. */
const corrected =
  /^(product-not-found|product-out-of-stock|product-stock-reached|min-order-quantity|purchase-steps-quantity)$/;

/** A punchout neither pays nor chooses how it is sent: the order that comes later does. */
const withoutMeaning = /^(payment|shipping)-method-/;

/** What the errors of a cart say about its goods. What only informs, or does not keep anybody from an order, is not told. */
export function cartFaults(errors: readonly (ShopCartError | null)[]): CartFault[] {
  return errors.flatMap((error): CartFault[] => {
    const code = error?.messageKey ?? error?.key;
    if (!error || !code || withoutMeaning.test(code)) return [];
    const text = error.message ?? '';
    // Shopware takes an order for what it has cut to its stock.
    if (corrected.test(code)) return [{ code, text, effect: 'corrected' }];
    return error.block ? [{ code, text, effect: 'blocks' }] : [];
  });
}
