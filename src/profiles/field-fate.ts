import { compare, decimal, isDecimal } from '../punchout/money.ts';
import type { WireField } from '../punchout/wire-cart.ts';
import type { ReceivedField, ReceiverRules } from './profile.ts';

export type Fate = 'kept' | 'cut' | 'changed' | 'dropped' | 'line rejected' | 'cart rejected';

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
  const { name: fieldName, value: before } = field;
  const verdict =
    nameVerdict(field, rules) ??
    unitVerdict(field, rules) ??
    priceVerdict(field, rules) ??
    valueVerdict(before, ruleOf(fieldName, rules));
  return { field: fieldName, before, ...verdict };
}

/** `Classification@*` stands for each Classification that has no rule of its own. */
function ruleOf(name: string, { fields }: ReceiverRules): ReceivedField | undefined {
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

function unitVerdict({ name, value }: WireField, rules: ReceiverRules): Verdict | undefined {
  const { refusedUnits = [], refusedUnit = 'line rejected' } = rules;
  if (name !== 'UNIT' && name !== 'UnitOfMeasure') return undefined;
  return refusedUnits.includes(value)
    ? { fate: refusedUnit, reason: `${value} is no unit there` }
    : undefined;
}

function priceVerdict({ name, value }: WireField, rules: ReceiverRules): Verdict | undefined {
  if (!isDecimal(value)) return undefined;
  if (name === 'PRICEUNIT' || name === 'PriceBasisQuantity') {
    const ignored = !rules.priceUnit && compare(decimal(value), '1') !== 0;
    return ignored
      ? { fate: 'dropped', reason: `the price for ${value} is read as the price of one` }
      : undefined;
  }
  if (name !== 'PRICE' && name !== 'UnitPrice') return undefined;
  if (!rules.negativePrice && compare(decimal(value), '0') <= 0)
    return { fate: 'line rejected', reason: 'a price must be above zero' };
  const { priceDecimals = Number.POSITIVE_INFINITY } = rules;
  const [whole = '', decimals = ''] = value.split('.');
  if (decimals.replace(/0+$/, '').length <= priceDecimals) return undefined;
  const after = `${whole}.${decimals.slice(0, priceDecimals)}`;
  return { fate: 'cut', after, reason: `at most ${priceDecimals} decimals` };
}

function valueVerdict(value: string, rule: ReceivedField = {}): Verdict {
  const { length = Number.POSITIVE_INFINITY, bytes = false, otherwise, pattern } = rule;
  const written = rule.changed === 'upper' ? value.toUpperCase() : value;
  if (sizeOf(written, bytes) > length) {
    const reason = `at most ${length} ${bytes ? 'bytes' : 'characters'}, it has ${sizeOf(written, bytes)}`;
    const fate = otherwise ?? 'cut';
    return fate === 'cut' ? { fate, after: cutTo(written, length, bytes), reason } : { fate, reason };
  }
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 'su').test(written))
    return { fate: otherwise ?? 'dropped', reason: 'is not written as it must be' };
  return written === value
    ? { fate: 'kept' }
    : { fate: 'changed', after: written, reason: 'is written in capitals' };
}

function sizeOf(value: string, bytes: boolean): number {
  return bytes ? Buffer.byteLength(value) : [...value].length;
}

/** Whole characters only. */
function cutTo(value: string, length: number, bytes: boolean): string {
  let rest = '';
  for (const character of value) {
    if (sizeOf(rest + character, bytes) > length) break;
    rest += character;
  }
  return rest.trimEnd();
}
