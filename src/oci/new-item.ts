import type { MappedLine } from '../punchout/map-cart.ts';
import { decimal, round } from '../punchout/money.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';

type Field = [name: string, value: string];

/** OCI 4.0: a decimal point, three places. */
const numberFields = ['QUANTITY', 'PRICE'];
const decimals = 3;

/**
 * The `NEW_ITEM-` fields of one line; `index` counts from 1.
 * @throws PunchOutError `field_missing` where a field is empty that OCI 4.0 demands under a condition
 */
export function newItem({ fields }: MappedLine, index: number): Field[] {
  assertComplete(fields);
  return Object.entries(fields).map(([name, value]) => [fieldName(name, index), fieldValue(name, value)]);
}

/** The index of the long text stands in its name, and its brackets are empty. */
function fieldName(name: string, index: number): string {
  return name === 'LONGTEXT' ? `NEW_ITEM-LONGTEXT_${index}:132[]` : `NEW_ITEM-${name}[${index}]`;
}

function fieldValue(name: string, value: string): string {
  return numberFields.includes(name) && isNumber(value) ? round(decimal(value), decimals) : value;
}

function isNumber(value: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(value);
}

function assertComplete({
  MATNR,
  DESCRIPTION,
  UNIT,
  PRICE,
  CURRENCY,
  VENDORMAT,
}: Record<string, string>): void {
  const lacking = [
    ...(MATNR || DESCRIPTION ? [] : ['DESCRIPTION or MATNR']),
    ...(MATNR || UNIT ? [] : ['UNIT']),
    ...(PRICE && !CURRENCY ? ['CURRENCY'] : []),
  ];
  if (lacking.length > 0)
    throw new PunchOutError('field_missing', `${VENDORMAT ?? DESCRIPTION}: ${lacking.join(', ')}`);
}
