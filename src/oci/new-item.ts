import type { MappedLine } from '../punchout/map-cart.ts';
import { decimal, round } from '../punchout/money.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import { missingOciFields } from './fields.ts';

type Field = [name: string, value: string];

/** OCI 4.0: a decimal point and three places, more where the System agreed on more. */
const numberFields = ['QUANTITY', 'PRICE'];
const decimals = 3;

/**
 * The `NEW_ITEM-` fields of one line; `index` counts from 1.
 * @throws PunchOutError `field_missing` where a field is empty that OCI 4.0 demands
 */
export function newItem(line: MappedLine, index: number): Field[] {
  const fields = withPriceUnit(line);
  const missing = missingOciFields(fields);
  if (missing.length > 0) throw new PunchOutError('field_missing', `item ${index}: ${missing.join(', ')}`);
  return Object.entries(fields).map(([name, value]) => [fieldName(name, index), fieldValue(name, value)]);
}

/** Without its unit the price would be read as the price of one. */
function withPriceUnit({ fields, priceUnit }: MappedLine): Record<string, string> {
  const unmapped = priceUnit !== '1' && fields.PRICE && !fields.PRICEUNIT;
  return unmapped ? { ...fields, PRICEUNIT: priceUnit } : fields;
}

/** The index of the long text stands in its name, and its brackets are empty. */
function fieldName(name: string, index: number): string {
  return name === 'LONGTEXT' ? `NEW_ITEM-LONGTEXT_${index}:132[]` : `NEW_ITEM-${name}[${index}]`;
}

function fieldValue(name: string, value: string): string {
  if (!numberFields.includes(name) || !/^-?\d+(\.\d+)?$/.test(value)) return value;
  return round(decimal(value), Math.max(decimals, value.split('.')[1]?.length ?? 0));
}
