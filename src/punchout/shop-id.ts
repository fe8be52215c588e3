import { z } from 'zod';

/** An id of the shop, as its pages and addresses have it. */
export const shopIdSchema = z.string().regex(/^[0-9a-f]{32}$/, 'an id of the shop: 32 hexadecimal digits');

export function isShopId(text: string): boolean {
  return shopIdSchema.safeParse(text).success;
}
