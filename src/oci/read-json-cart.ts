import { z } from 'zod';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { WireCart } from '../punchout/wire-cart.ts';
import { jsonKey } from './json-cart.ts';

const cartSchema = z.object({ items: z.array(z.record(z.string(), z.union([z.string(), z.number()]))) });

/** Names of several words that OCI writes as one. */
const joined = [
  'MATNR',
  'PRICEUNIT',
  'LEADTIME',
  'LONGTEXT',
  'VENDORMAT',
  'MANUFACTCODE',
  'MANUFACTMAT',
  'MATGROUP',
];

/** Whether a value of a form is such a cart. */
export function isJsonCart(text: string): boolean {
  return /^\s*\{\s*"items"\s*:/.test(text);
}

/**
 * Reads the cart that some buyers want in one field, with the plain names of its fields.
 * @throws PunchOutError `invalid_request`
 */
export function readJsonCart(text: string): WireCart {
  const lines = parsed(text).items.map((item, position) => ({
    index: position + 1,
    fields: Object.entries(item).map(([key, value]) => ({ name: plainName(key), value: String(value) })),
  }));
  return { protocol: 'oci', lines, strays: [] };
}

function parsed(text: string): z.infer<typeof cartSchema> {
  const result = cartSchema.safeParse(jsonOf(text));
  if (result.success) return result.data;
  const [place, position, key] = result.error.issues[0]?.path ?? [];
  const where = place === undefined || position === undefined ? '' : `, see item ${Number(position) + 1}`;
  const field = key === undefined ? '' : `, ${String(key).slice(0, 60)}`;
  const problem = 'the JSON is no cart: {"items": [{"description": "…"}]}';
  throw new PunchOutError('invalid_request', `${problem}${where}${field}`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PunchOutError('invalid_request', 'the cart begins as JSON and is none: it is cut or misspelt');
  }
}

function plainName(key: string): string {
  const known = joined.find((name) => jsonKey(name) === key);
  return known ?? key.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
