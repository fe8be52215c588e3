import { z } from 'zod';
import type { CartItem } from './cart.ts';
import { PunchOutError } from './punchout-error.ts';

/** How the shop's units become the buyer's codes: field of the product, table of the System, default. */
export const unitMappingSchema = z.strictObject({
  /** Custom field of the product that holds the buyer's code. */
  productField: z.string().min(1).optional(),
  /** Unit of the shop to the buyer's code, e.g. `pc: PCE`. */
  table: z.record(z.string().min(1), z.string().min(1)).default({}),
  default: z.string().min(1).optional(),
});

export type UnitMapping = z.infer<typeof unitMappingSchema>;

/**
 * The buyer's code for the unit of a line. Codes are taken as they stand and never cut.
 * @throws PunchOutError `unit_unmapped`
 */
export function unitCode(item: CartItem, units: UnitMapping): string {
  const code = codeOfProduct(item, units) ?? codeOfTable(item, units) ?? units.default;
  if (code !== undefined) return code;
  const unit = item.unit === undefined ? 'no unit' : `unit "${item.unit}"`;
  throw new PunchOutError(
    'unit_unmapped',
    `${item.product.number ?? item.name}: ${unit} has no code and no default`,
  );
}

function codeOfProduct(item: CartItem, { productField }: UnitMapping): string | undefined {
  const { customFields } = item.product;
  return productField !== undefined && Object.hasOwn(customFields, productField)
    ? customFields[productField]
    : undefined;
}

function codeOfTable(item: CartItem, { table }: UnitMapping): string | undefined {
  if (item.unit === undefined) return undefined;
  return Object.hasOwn(table, item.unit) ? table[item.unit] : undefined;
}
