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

/**
 * Custom fields by path: what is in an object or a list is named `field.name` or `field.0`. A list of texts is also
 * there as a whole, and a field with dots in its own name is what that name means. What has another shape is none.
 */
export const phpTexts = z.preprocess(objectOrNone, z.record(z.string(), z.unknown()).transform(textsOf));

/** A text; absent where the shop has none or an empty one. */
export const phpText = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || undefined);

/** What only some buyers want to know: what has an unknown shape is not there, and keeps nobody from a cart. */
export const extraText = phpText.catch(undefined);

/** An object of such facts. */
export function extraObject<T extends z.ZodRawShape>(shape: T) {
  return z.preprocess(objectOrNone, z.object(shape));
}

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

function objectOrNone(value: unknown): unknown {
  return isObject(value) && !Array.isArray(value) ? value : {};
}

function textsOf(fields: Record<string, unknown>): Record<string, string> {
  const own = Object.entries(fields).flatMap(([name, value]) => textOf(name, value));
  const nested = Object.entries(fields).flatMap(([name, value]) => nestedTexts(name, value, deepest));
  return Object.fromEntries([...nested, ...own]);
}

/** Deeper fields have no place in a punchout. */
const deepest = 8;

function nestedTexts(path: string, value: unknown, levels: number): [string, string][] {
  if (!isObject(value) || levels === 0) return [];
  return Object.entries(value).flatMap(([name, entry]) => [
    ...textOf(`${path}.${name}`, entry),
    ...nestedTexts(`${path}.${name}`, entry, levels - 1),
  ]);
}

function textOf(path: string, value: unknown): [string, string][] {
  const parts = Array.isArray(value) ? value : [value];
  if (!parts.every((part) => ['string', 'number', 'boolean'].includes(typeof part))) return [];
  const texts = parts.map(written).filter((part) => part !== '');
  return texts.length === 0 ? [] : [[path, texts.join(', ')]];
}

/** Numbers without the noise of floating point and without an exponent. */
function written(value: unknown): string {
  if (typeof value !== 'number' || Number.isInteger(value)) return String(value).trim();
  return value.toFixed(8).replace(/\.?0+$/, '');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
