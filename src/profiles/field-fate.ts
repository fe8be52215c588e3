import { cutText } from '../punchout/cut-text.ts';
import { compare, decimal, isDecimal } from '../punchout/money.ts';
import type { WireField } from '../punchout/wire-cart.ts';
import type { ReceivedField, ReceiverRules } from './profile.ts';

/** `misread`: the line is taken, with a price that is not the one that was sent. */
export type Fate = 'kept' | 'cut' | 'changed' | 'dropped' | 'misread' | 'line rejected' | 'cart rejected';

export interface FieldFate {
  field: string;
  fate: Fate;
  before: string;
  /** What is left of it, where something is. */
  after?: string;
  reason?: string;
}

type Verdict = Omit<FieldFate, 'field' | 'before'>;

/** What a platform makes of one field that has a value. */
export function fieldFate(field: WireField, rules: ReceiverRules): FieldFate {
  const { name, value } = field;
  const verdict =
    priceUnitVerdict(field, rules) ??
    decimalsVerdict(field, rules) ??
    nameVerdict(field, rules) ??
    valueVerdict(value, ruleOf(name, rules));
  return { field: name, before: value, ...verdict };
}

/** Whether a field makes the price one of more or less than one unit. */
export function isPriceUnit({ name, value }: WireField): boolean {
  const isOne = isDecimal(value) && compare(decimal(value), '1') === 0;
  return (name === 'PRICEUNIT' || name === 'PriceBasisQuantity') && !isOne;
}

/** `Classification@*` stands for each Classification that has no rule of its own. */
export function ruleOf(name: string, { fields }: ReceiverRules): ReceivedField | undefined {
  return fields[name] ?? fields[name.replace(/@.*/s, '@*')];
}

function nameVerdict({ name, misspelt }: WireField, rules: ReceiverRules): Verdict | undefined {
  if (rules.strictNames && misspelt !== undefined) {
    const end = name === 'LONGTEXT' ? ': the text of every item ends up with the first' : '';
    return { fate: 'dropped', reason: `is spelled ${misspelt}${end}` };
  }
  const unknown = rules.otherFields === 'dropped' && !ruleOf(name, rules);
  return unknown ? { fate: 'dropped', reason: 'is not taken over' } : undefined;
}

/** A lost price unit is worse than any other lost field: the price is booked as that of one. */
function priceUnitVerdict(field: WireField, rules: ReceiverRules): Verdict | undefined {
  if (!isPriceUnit(field)) return undefined;
  const lost = rules.priceUnit === false || nameVerdict(field, rules) !== undefined;
  return lost
    ? { fate: 'misread', reason: `the price for ${field.value} is read as the price of one` }
    : undefined;
}

function decimalsVerdict({ name, value }: WireField, { priceDecimals }: ReceiverRules): Verdict | undefined {
  if (priceDecimals === undefined || (name !== 'PRICE' && name !== 'UnitPrice')) return undefined;
  if (!isDecimal(value)) return undefined;
  const { most, otherwise } = priceDecimals;
  const [, decimals = ''] = value.split('.');
  if (decimals.replace(/0+$/, '').length <= most) return undefined;
  return { fate: 'misread', reason: `a price with more than ${most} decimals ${otherwise}` };
}

function valueVerdict(value: string, rule: ReceivedField = {}): Verdict {
  const { length = Number.POSITIVE_INFINITY, bytes = false, otherwise, pattern } = rule;
  const written = rule.changed === 'upper' ? value.toUpperCase() : value;
  const size = bytes ? Buffer.byteLength(written) : [...written].length;
  if (size > length) {
    const reason = `at most ${length} ${bytes ? 'bytes' : 'characters'}, it has ${size}`;
    const fate = otherwise ?? 'cut';
    const after = cutText(written, bytes ? { bytes: length } : { length });
    return fate === 'cut' ? { fate, after, reason } : { fate, reason };
  }
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 'su').test(written))
    return { fate: otherwise ?? 'dropped', reason: 'is not written as it must be' };
  return written === value
    ? { fate: 'kept' }
    : { fate: 'changed', after: written, reason: 'is written in capitals' };
}
