import { z } from 'zod';
import type { Cart, Product, ShopCustomer } from './cart.ts';

const text = z.string();
const optional = text.exactOptional();
const texts = z.record(text, text);
const facts = z.object({ customFields: texts }).catchall(z.union([text, texts]));

const itemSchema = z.object({
  kind: z.enum(['item', 'discount', 'shipping']),
  key: text,
  name: text,
  quantity: text,
  unit: optional,
  netTotal: text,
  shownTotal: text,
  tax: text,
  taxRate: optional,
  product: facts.transform((product) => product as Product),
  configured: z.literal(true).exactOptional(),
  bundles: z
    .array(z.object({ key: text, name: text, number: text.optional(), quantity: text }))
    .exactOptional(),
});

/** A cart as it was read from the shop, in the JSON that it was kept in. */
export const keptCartSchema: z.ZodType<Cart> = z.object({
  currency: text,
  currencyDecimals: z.int(),
  language: text.optional(),
  shopCustomer: facts.transform((customer) => customer as ShopCustomer).optional(),
  items: z.array(itemSchema),
  shipping: itemSchema.optional().transform((shipping) => shipping),
  netTotal: text,
  shownTotal: text,
  taxStatus: z.enum(['gross', 'net', 'tax-free']),
  faults: z.array(z.object({ code: text, text, effect: z.enum(['corrected', 'blocks']) })).exactOptional(),
});
