import type { WireCart, WireField, WireLine } from '../punchout/wire-cart.ts';
import { type Fate, type FieldFate, fieldFate } from './field-fate.ts';
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

/** What a platform keeps, cuts, changes, drops and rejects of a cart, as far as it is known. */
export function survivalOf(cart: WireCart, rules: ReceiverRules): Survival {
  const lines = cart.lines.map((line, position) => lineFate(line, position, rules));
  return { lines, cart: cartFates(cart, rules), ask: questions(cart, rules) };
}

/** Whether anything is cut, dropped or rejected; a value that is only written otherwise is not lost. */
export function isLossless({ lines, cart }: Survival): boolean {
  const whole = (fate: Fate) => fate === 'kept' || fate === 'changed';
  return cart.length === 0 && lines.every(({ fields }) => fields.every(({ fate }) => whole(fate)));
}

function lineFate(line: WireLine, position: number, rules: ReceiverRules): LineFate {
  const sent = line.fields.filter(({ value }) => value !== '');
  const fields = [
    ...placeFates(line, position, rules),
    ...sent.map((field) => fieldFate(field, rules)),
    ...missingFates(sent, rules),
  ];
  const fates = fields.map(({ fate }) => fate);
  const worst = (['cart rejected', 'line rejected'] as const).find((fate) => fates.includes(fate));
  return { line: line.index, fate: worst ?? 'kept', fields };
}

function placeFates({ index }: WireLine, position: number, rules: ReceiverRules): FieldFate[] {
  const rejected = (reason: string) => ({
    field: 'line',
    fate: 'line rejected' as const,
    before: String(index),
    reason,
  });
  const zero = rules.strictNames && index === 0 ? [rejected('items count from 1')] : [];
  const beyond = rules.lines !== undefined && position >= rules.lines;
  return [...zero, ...(beyond ? [rejected(`only ${rules.lines} lines are taken`)] : [])];
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
  return requiredWith !== undefined && isSent(requiredWith);
}

function cartFates({ formFields = 0, strays }: WireCart, rules: ReceiverRules): Survival['cart'] {
  const most = rules.formFields ?? Number.POSITIVE_INFINITY;
  const beyond = `the form has ${formFields} fields, ${most} are read: the last lines lose theirs`;
  return [
    ...(formFields > most ? [{ fate: 'dropped' as const, reason: beyond }] : []),
    ...strays.map((name) => ({ fate: 'dropped' as const, reason: `${name} belongs to no item` })),
  ];
}

function questions({ lines }: WireCart, { unknownUnit }: ReceiverRules): string[] {
  const sent = lines.flatMap(({ fields }) => fields.filter(({ name }) => unitNames.includes(name)));
  const units = [...new Set(sent.map(({ value }) => value))].filter((value) => value !== '').toSorted();
  if (unknownUnit === undefined || units.length === 0) return [];
  return [`Units ${units.join(', ')}: a unit that ${unknownUnit}.`];
}

const unitNames = ['UNIT', 'UnitOfMeasure'];
