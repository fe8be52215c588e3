import { z } from 'zod';
import type { CartItem } from './cart.ts';
import { isDataField } from './data-field.ts';
import { compare, type Decimal, equals, isDecimal } from './money.ts';
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
 *
 * In Shopware the unit is that of the content: a box of 5 kg has the unit `kg` and the content 5. Its unit is looked up
 * as `5 kg`, then as a conversion of `kg`, then as its packing unit; a plain code of `kg` would make two boxes 2 kg.
 * @throws PunchOutError `unit_unmapped`
 */
export function unitOf(item: CartItem, { units, standardUnits, read }: UnitSources): BuyerUnit {
  const ofProduct = codeOfProduct(item, units);
  if (ofProduct !== undefined) return { code: ofProduct, factor: '1' };
  const chosen = entryFor(item, units, standardUnits) ?? fallbackFor(item, units);
  if (chosen === undefined) throw unmapped(item, units);
  if (typeof chosen === 'string') return { code: chosen, factor: '1' };
  return { code: chosen.code, factor: factorOf(chosen.factor, item, read) };
}

function entryFor(item: CartItem, units: UnitMapping, standardUnits: StandardUnits): UnitEntry | undefined {
  const { unit, product } = item;
  if (unit === undefined) return undefined;
  const held = heldUnit(item);
  if (held === undefined) return entryOf(unit, units, standardUnits);
  const ofContent = ownEntry(held, units) ?? convertedEntry(unit, units);
  if (ofContent !== undefined || product.packUnit === undefined) return ofContent;
  return entryOf(product.packUnit, units, standardUnits);
}

/** What is left for a unit that nothing is known of; an article without a unit takes the default in any case. */
function fallbackFor(item: CartItem, units: UnitMapping): UnitEntry | undefined {
  if (item.unit === undefined) return units.default;
  if (units.unmapped === 'block') return undefined;
  return (heldUnit(item) === undefined ? undefined : ownEntry(item.unit, units)) ?? units.default;
}

/** `5 kg` for an article that holds so much; undefined where one of it is one of its unit. */
function heldUnit({ unit, product: { content } }: CartItem): string | undefined {
  if (unit === undefined || content === undefined || !isFactor(content) || equals(content, '1'))
    return undefined;
  return `${content} ${unit}`;
}

function ownEntry(unit: string, { table }: UnitMapping): UnitEntry | undefined {
  return Object.hasOwn(table, unit) ? table[unit] : undefined;
}

function convertedEntry(unit: string, units: UnitMapping): UnitEntry | undefined {
  const entry = ownEntry(unit, units);
  return typeof entry === 'object' ? entry : undefined;
}

/** `kg` of the `5 kg` that `unmappedUnits` tells; undefined for a unit of which an article is one. */
export function unitOfContent(unit: string): string | undefined {
  return /^[\d.]+ (.+)$/s.exec(unit)?.[1];
}

/** Whether a System knows a unit that `unmappedUnits` has told once. */
export function isMapped(unit: string, units: UnitMapping, standardUnits: StandardUnits): boolean {
  const ofContent = unitOfContent(unit);
  if (ofContent !== undefined && convertedEntry(ofContent, units) !== undefined) return true;
  return entryOf(unit, units, standardUnits) !== undefined;
}

/** What a System has for a unit of the shop, its default left aside. */
function entryOf(unit: string, units: UnitMapping, standardUnits: StandardUnits): UnitEntry | undefined {
  const own = ownEntry(unit, units);
  const code = units.standard ? standardUnits.codeOf(unit) : undefined;
  if (own !== undefined || code === undefined) return own;
  const { default: fallback } = units;
  const ofCode = ownEntry(code, units);
  if (ofCode !== undefined) return ofCode;
  return code === 'H87' && fallback !== undefined && pieceCodes.includes(fallback) ? fallback : code;
}

/** Articles whose unit a System has no code for but a makeshift, the first one of each unit. */
export function unmappedUnits(
  items: readonly CartItem[],
  { units, standardUnits }: Omit<UnitSources, 'read'>,
): { unit: string; article: string }[] {
  const found = new Map<string, string>();
  for (const item of items) {
    const unit = heldUnit(item) ?? item.unit;
    if (unit === undefined || found.has(unit) || codeOfProduct(item, units) !== undefined) continue;
    if (entryFor(item, units, standardUnits) === undefined) found.set(unit, nameOf(item));
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
  const numbers = /^product\.(content|referenceQuantity|minimumQuantity|quantityStep|weight)$/;
  const free = /^product\.(customField|option|property|categoryField|manufacturerField)\.[\p{L}\p{N}._-]+$/u;
  return (numbers.test(text) || free.test(text)) && isDataField(text);
}

function unmapped(item: CartItem, { default: fallback }: UnitMapping): PunchOutError {
  const unit = item.unit === undefined ? 'no unit' : `unit "${heldUnit(item) ?? item.unit}"`;
  const why =
    fallback === undefined ? 'has no code and no default' : 'has no code, and the default is not allowed';
  return new PunchOutError('unit_unmapped', `${nameOf(item)}: ${unit} ${why}`);
}

function nameOf({ product, name }: CartItem): string {
  return product.number ?? name;
}
