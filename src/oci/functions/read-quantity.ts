import { add, type Decimal, decimal, isDecimal } from '../../punchout/money.ts';

/** With a point or with a comma before its decimals; the other one may stand between thousands. */
const plain = /^\d{1,15}([.,]\d{1,12})?$/;
const grouped = /^\d{1,3}((,\d{3})+\.|(\.\d{3})+,)\d{1,12}$/;

/**
 * A quantity as a buyer's system writes it; undefined where it is no number above zero. OCI knows no separator of
 * thousands: a single point or comma stands before decimals, so `1.000` and `1,000` are one piece.
 */
export function readQuantity(text: string): Decimal | undefined {
  const digits = text.replaceAll(/\s/g, '');
  if (!plain.test(digits) && !grouped.test(digits)) return undefined;
  const [, whole = '', decimals = '0'] = /^(.*?)(?:[.,](\d+))?$/.exec(digits) ?? [];
  const number = `${whole.replaceAll(/[.,]/g, '')}.${decimals}`;
  if (!isDecimal(number) || /^[0.]*$/.test(number)) return undefined;
  return add(decimal(number));
}
