import { z } from 'zod';
import type { MappedCart } from '../punchout/map-cart.ts';
import { jsonText, parseRow } from './parse-row.ts';

const text = z.string().optional();

const lineSchema = z.object({
  kind: z.enum(['item', 'discount', 'shipping']),
  quantity: z.string(),
  price: z.string(),
  priceUnit: z.string(),
  total: z.string(),
  tax: z.string(),
  taxRate: text,
  unit: z.string(),
  fields: z.record(z.string(), z.string()),
  mended: z
    .array(
      z.object({
        ...{ field: z.string(), before: z.string(), after: z.string() },
        lengths: z.tuple([z.int(), z.int()]),
      }),
    )
    .optional(),
  reference: z.string(),
  source: z.object({
    key: z.string(),
    productId: text,
    number: text,
    name: z.string(),
    quantity: z.string(),
    factor: text,
  }),
});

const mappedCartSchema = jsonText(
  z.object({
    currency: z.string(),
    currencyDecimals: z.int(),
    lines: z.array(lineSchema),
    total: z.string(),
    tax: z.string(),
    shipping: z.object({ name: z.string(), total: z.string(), tax: z.string(), taxRate: text }).optional(),
  }),
);

/** A returned cart, so that it can be opened again. */
export function readMappedCart(row: string): MappedCart {
  const cart = parseRow(mappedCartSchema, row, 'cart');
  return { ...cart, shipping: cart.shipping };
}
