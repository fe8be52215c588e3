import type { WireCart, WireField, WireLine } from '../punchout/wire-cart.ts';
import { type Fate, type FieldFate, fieldFate, isPriceUnit, ruleOf } from './field-fate.ts';
import type { ReceivedField, ReceiverRules } from './profile.ts';

interface LineFate {
  /** As the cart numbers it. */
  line: number;
  fate: 'kept' | 'line rejected' | 'cart rejected';
  fields: FieldFate[];
}

/** What becomes of a cart at a platform. */
export interface Survival {
  lines: LineFate[];
  /** What concerns no single line. */
  cart: { fate: Fate; reason: string }[];
  /** What only the buyer can tell. */
  ask: string[];
}

/** What a platform keeps, cuts, changes, drops, misreads and rejects of a cart, as far as it is known. */
export function survivalOf(cart: WireCart, rules: ReceiverRules): Survival {
  const lines = cart.lines.map((line) => lineFate(line, rules));
  return { lines, cart: strayFates(cart), ask: questions(cart, rules) };
}

/** Whether nothing is cut, dropped, misread or rejected; a value that is only written otherwise is not lost. */
export function isLossless({ lines, cart }: Survival): boolean {
  const whole = (fate: Fate) => fate === 'kept' || fate === 'changed';
  return cart.length === 0 && lines.every(({ fields }) => fields.every(({ fate }) => whole(fate)));
}

function lineFate(line: WireLine, rules: ReceiverRules): LineFate {
  const sent = line.fields.filter(({ value }) => value !== '');
  const fields = [
    ...indexFates(line, rules),
    ...sent.map((field) => fieldFate(field, rules)),
    ...missingFates(sent, rules),
  ];
  const fates = fields.map(({ fate }) => fate);
  const worst = (['cart rejected', 'line rejected'] as const).find((fate) => fates.includes(fate));
  return { line: line.index, fate: worst ?? 'kept', fields };
}

function indexFates({ index }: WireLine, { strictNames }: ReceiverRules): FieldFate[] {
  if (!strictNames || index > 0) return [];
  return [{ field: 'line', fate: 'line rejected', before: String(index), reason: 'items count from 1' }];
}

function missingFates(sent: readonly WireField[], { fields }: ReceiverRules): FieldFate[] {
  const isSent = (name: string) =>
    sent.some((field) =>
      name.endsWith('@*') ? field.name.startsWith(name.slice(0, -1)) : field.name === name,
    );
  return Object.entries(fields)
    .filter(([name, rule]) => !isSent(name) && isRequired(rule, isSent))
    .map(([field, { otherwise }]) => {
      const fate = otherwise === 'cart rejected' ? otherwise : 'line rejected';
      return { field, fate, before: '', reason: 'is missing' };
    });
}

function isRequired(
  { required, requiredUnless, requiredWith }: ReceivedField,
  isSent: (name: string) => boolean,
): boolean {
  if (required) return true;
  if (requiredUnless !== undefined && !isSent(requiredUnless)) return true;
  return requiredWith?.some(isSent) ?? false;
}

function strayFates({ strays }: WireCart): Survival['cart'] {
  return strays.map((name) => ({ fate: 'dropped', reason: `${name} belongs to no item` }));
}

function questions({ lines }: WireCart, rules: ReceiverRules): string[] {
  const { unknownUnit, otherFields, priceUnit } = rules;
  const sent = lines.flatMap(({ fields }) => fields.filter(({ value }) => value !== ''));
  const units = distinct(sent.filter(({ name }) => unitNames.includes(name)).map(({ value }) => value));
  const others = distinct(sent.filter(({ name }) => !ruleOf(name, rules)).map(({ name }) => name));
  const priceUnits = distinct(sent.filter(isPriceUnit).map(({ name, value }) => `${name} ${value}`));
  return [
    ...asked(unknownUnit === undefined ? [] : units, 'Units', `a unit that ${unknownUnit}`),
    ...asked(otherFields === 'unknown' ? others : [], 'Fields', 'whether they are taken over is not known'),
    ...asked(
      priceUnit === 'unknown' ? priceUnits : [],
      'Price units',
      'whether they are understood is not known; if not, the price is read as the price of one',
    ),
  ];
}

function asked(values: readonly string[], what: string, question: string): string[] {
  return values.length > 0 ? [`${what} ${values.join(', ')}: ${question}.`] : [];
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].toSorted();
}

const unitNames = ['UNIT', 'UnitOfMeasure'];
