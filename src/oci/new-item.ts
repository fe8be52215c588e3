import { decimal, round } from '../punchout/money.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { OciLine } from './bundle-lines.ts';
import { missingOciFields } from './fields.ts';

type Field = [name: string, value: string];

/** OCI 4.0: a decimal point and three places, more where the System agreed on more. */
const numberFields = ['QUANTITY', 'PRICE'];
const decimals = 3;

/**
 * The `NEW_ITEM-` fields of one line; `index` counts from 1, or from 0 where the System says so.
 * @param always names of fields that are sent empty where the line has no value for them
 * @throws PunchOutError `field_missing` where a field is empty that OCI 4.0 demands
 */
export function newItem(line: OciLine, index: number, always: readonly string[] = []): Field[] {
  return itemValues(line, index, always).map(([name, value]) => [fieldName(name, index), value]);
}

/** The same values under the plain names of the fields, e.g. `VENDORMAT`. */
export function itemValues(line: OciLine, index: number, always: readonly string[] = []): Field[] {
  const fields = withPriceUnit(line);
  const missing = missingOciFields(fields);
  if (missing.length > 0) throw new PunchOutError('field_missing', `item ${index}: ${missing.join(', ')}`);
  const names = [...new Set([...always, ...Object.keys(fields)])];
  return names.map((name) => [name, fieldValue(name, fields[name] ?? '')]);
}

/** Without its unit the price would be read as the price of one. */
function withPriceUnit({ fields, priceUnit }: OciLine): Record<string, string> {
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
