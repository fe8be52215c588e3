import { z } from 'zod';
import { type Decimal, decimal } from '../punchout/money.ts';

/** PHP writes an empty object as `[]`, and a list with holes as an object. */
export function phpList<T extends z.ZodType>(item: T) {
  return z.preprocess(
    (value) => (isObject(value) && !Array.isArray(value) ? Object.values(value) : (value ?? [])),
    z.array(item),
  );
}

export function phpObject<T extends z.ZodRawShape>(shape: T) {
  return z.preprocess(emptyListAsObject, z.object(shape));
}

/** Custom fields: what can be written as text; the rest has no place in a punchout. */
export const phpTexts = z.preprocess(emptyListAsObject, z.record(z.string(), z.unknown())).transform(textsOf);

/** A text; absent where the shop has none or an empty one. */
export const phpText = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || undefined);

/** A JSON number as decimal. Shopware compares with 8 decimal places; what lies behind them is noise. */
export const phpNumber = z.number().transform((value, context): Decimal => {
  try {
    return decimal(Number(value.toFixed(8)));
  } catch {
    context.addIssue('not a number of money');
    return z.NEVER;
  }
});

function emptyListAsObject(value: unknown): unknown {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0) ? {} : value;
}

function textsOf(fields: Record<string, unknown>): Record<string, string> {
  const texts = Object.entries(fields)
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
    .map(([name, value]) => [name, String(value).trim()] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== ''));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
