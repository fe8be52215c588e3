import { z } from 'zod';
import type { CartItem } from './cart.ts';
import { isDataField } from './data-field.ts';
import { compare, type Decimal, isDecimal } from './money.ts';
import { PunchOutError } from './punchout-error.ts';

/** How many of the buyer's units one unit of the shop is: a number, or the data field of the article that says it. */
const factorSchema = z
  .union([z.string(), z.number().transform(String)])
  .refine(
    (text) => isFactor(text) || isFactorField(text),
    'neither a positive number nor a data field of the product (by its name alone)',
  );

const convertedSchema = z.strictObject({ code: z.string().min(1), factor: factorSchema });

const entrySchema = z.union([z.string().min(1), convertedSchema], 'a code, or { code, factor }');

/** How the shop's units become the buyer's codes. */
export const unitMappingSchema = z.strictObject({
  /** Custom field of the product that holds the buyer's code. */
  productField: z.string().min(1).optional(),
  /** Unit of the shop, or its standard code, to the buyer's code: `pc: PCE`, `Karton: { code: PCE, factor: 100 }`. */
  table: z.record(z.string().min(1), entrySchema).default({}),
  /** For an article without a unit, and for a unit that nothing else has a code for. */
  default: z.string().min(1).optional(),
  /** Whether the shared table and the names of UN/ECE Recommendations 20 and 21 are asked too. */
  standard: z.boolean().default(true),
  /** Whether a unit for which only the default is left is sent with it, or stops the cart. */
  unmapped: z.enum(['warn', 'block']).default('warn'),
});

export type UnitMapping = z.infer<typeof unitMappingSchema>;
export type UnitEntry = UnitMapping['table'][string];

/** What all Systems know of the shop's units. */
export interface StandardUnits {
  /** Code of UN/ECE Recommendation 20 or 21, or one that was agreed for all Systems. */
  codeOf(unit: string): string | undefined;
}

/** A unit of the buyer, and how many of it one unit of the shop is. */
export interface BuyerUnit {
  code: string;
  factor: Decimal;
}

export interface UnitSources {
  units: UnitMapping;
  standardUnits: StandardUnits;
  /** Value of a data field of the article. */
  read: (field: string) => string;
}

/** What a buyer may call a piece: a System whose default is one of them has said it for H87 of Recommendation 20. */
const pieceCodes = ['C62', 'EA', 'EACH', 'PC', 'PCE', 'PCS', 'ST', 'STK'];

/**
 * The buyer's unit of a line: code of the article, of the System's table by the shop's unit, of the table by the
 * standard code, the standard code itself, the default. Codes are taken as they stand and never cut.
 * @throws PunchOutError `unit_unmapped`
 */
export function unitOf(item: CartItem, { units, standardUnits, read }: UnitSources): BuyerUnit {
  const ofProduct = codeOfProduct(item, units);
  if (ofProduct !== undefined) return { code: ofProduct, factor: '1' };
  const entry = item.unit === undefined ? undefined : entryOf(item.unit, units, standardUnits);
  const chosen = entry ?? (item.unit === undefined || units.unmapped === 'warn' ? units.default : undefined);
  if (chosen === undefined) throw unmapped(item, units);
  if (typeof chosen === 'string') return { code: chosen, factor: '1' };
  return { code: chosen.code, factor: factorOf(chosen.factor, item, read) };
}

/** What a System has for a unit of the shop, its default left aside. */
export function entryOf(
  unit: string,
  { table, standard, default: fallback }: UnitMapping,
  standardUnits: StandardUnits,
): UnitEntry | undefined {
  if (Object.hasOwn(table, unit)) return table[unit];
  const code = standard ? standardUnits.codeOf(unit) : undefined;
  if (code === undefined) return undefined;
  if (Object.hasOwn(table, code)) return table[code];
  return code === 'H87' && fallback !== undefined && pieceCodes.includes(fallback) ? fallback : code;
}

/** Articles whose unit a System has no code for but its default, the first one of each unit. */
export function unmappedUnits(
  items: readonly CartItem[],
  { units, standardUnits }: Omit<UnitSources, 'read'>,
): { unit: string; article: string }[] {
  const found = new Map<string, string>();
  for (const item of items) {
    const { unit, product, name } = item;
    if (unit === undefined || found.has(unit) || codeOfProduct(item, units) !== undefined) continue;
    if (entryOf(unit, units, standardUnits) === undefined) found.set(unit, product.number ?? name);
  }
  return [...found].map(([unit, article]) => ({ unit, article }));
}

function codeOfProduct(item: CartItem, { productField }: UnitMapping): string | undefined {
  const { customFields } = item.product;
  return productField !== undefined && Object.hasOwn(customFields, productField)
    ? customFields[productField]
    : undefined;
}

function factorOf(factor: string, item: CartItem, read: UnitSources['read']): Decimal {
  const value = isFactor(factor) ? factor : read(factor).trim();
  if (isFactor(value)) return value;
  const detail = `${nameOf(item)}: unit "${item.unit}" is converted by ${factor}, which is "${value}"`;
  throw new PunchOutError('unit_unmapped', detail);
}

function isFactor(text: string): boolean {
  return isDecimal(text) && compare(text, '0') > 0;
}

/** The plain name of a field: what an expression is made of (blanks, `|`, `+`, quotes ...) is no part of one. */
function isFactorField(text: string): boolean {
  return /^product\.[\p{L}\p{N}._-]+$/u.test(text) && isDataField(text);
}

function unmapped(item: CartItem, { default: fallback }: UnitMapping): PunchOutError {
  const unit = item.unit === undefined ? 'no unit' : `unit "${item.unit}"`;
  const why =
    fallback === undefined ? 'has no code and no default' : 'has no code, and the default is not allowed';
  return new PunchOutError('unit_unmapped', `${nameOf(item)}: ${unit} ${why}`);
}

function nameOf({ product, name }: CartItem): string {
  return product.number ?? name;
}
