import { cutText } from './cut-text.ts';
import type { DataFieldContext } from './data-field.ts';
import type { Expression } from './expression.ts';
import { parseExpression } from './expression-parser.ts';
import { expressionValue } from './expression-value.ts';
import type { FieldRule, FieldRules } from './field-rule.ts';
import { PunchOutError } from './punchout-error.ts';

/** What a protocol says about one of its article fields. */
export interface FieldLimit {
  /** Most characters. */
  length?: number;
  /** Whether a longer text may be cut; codes and numbers may not. */
  cut?: boolean;
  required?: boolean;
}

/** What a protocol lays down for the fields of a line. */
export interface FieldLaws {
  limits: (fieldName: string) => FieldLimit;
  /** How a text is written in the buyer's charset; it may be longer then. As it stands where this is absent. */
  written?: ((text: string) => string) | undefined;
}

/** A text that did not fit and was cut. Both are told by their length and by how they begin. */
export interface MendedField {
  field: string;
  before: string;
  after: string;
  /** Characters of each before it was shortened for telling. */
  lengths: readonly [before: number, after: number];
}

/** So much of a text is enough to know it again. */
const toldCharacters = 200;

export interface MappedFields {
  values: Record<string, string>;
  mended: MendedField[];
}

/** What rules were parsed to: once, however many lines they map. */
const parsed = new WeakMap<FieldRule['from'], Expression[]>();

/**
 * Values of the article fields of one line, in the order of the rules; empty ones are left out. What had to be cut is
 * told.
 * @throws PunchOutError `field_missing`, `field_too_long`
 */
export function mapFields(
  rules: FieldRules,
  context: DataFieldContext,
  { limits, written = (text) => text }: FieldLaws,
): MappedFields {
  const values: Record<string, string> = {};
  const mended: MendedField[] = [];
  for (const [name, rule] of Object.entries(rules)) {
    const limit = limits(name);
    const before = written(ruleValue(rule, context));
    const value = fitted(name, before, limit, rule);
    if (value !== before) mended.push(mendedField(name, before, value));
    if (value !== '') values[name] = value;
    else if (limit.required)
      throw new PunchOutError('field_missing', `${context.item.name}: ${name} is empty`);
  }
  return { values, mended };
}

function mendedField(field: string, before: string, after: string): MendedField {
  const told = (text: string) => cutText(text, { length: toldCharacters });
  const lengths = [characters(before), characters(after)] as const;
  return { field, before: told(before), after: told(after), lengths };
}

function ruleValue(rule: FieldRule, context: DataFieldContext): string {
  for (const expression of expressionsOf(rule.from)) {
    const value = cleanText(expressionValue(expression, context));
    if (value !== '') return value;
  }
  return cleanText(rule.fixed ?? '');
}

function expressionsOf(from: FieldRule['from']): Expression[] {
  const known = parsed.get(from);
  if (known) return known;
  const expressions = from.map(parseExpression);
  parsed.set(from, expressions);
  return expressions;
}

function fitted(name: string, value: string, limit: FieldLimit, rule: FieldRule): string {
  const wanted = cutText(value, rule);
  if (limit.length === undefined || characters(wanted) <= limit.length) return wanted;
  if (limit.cut) return cutText(wanted, { length: limit.length });
  throw new PunchOutError('field_too_long', `${name} has more than ${limit.length} characters: ${wanted}`);
}

/** One line of text: controls and line breaks become a blank. Blanks stay: article numbers have them in columns. */
function cleanText(value: string): string {
  return value.replaceAll(/[\s\p{Cc}]+/gu, (run) => (/^ +$/.test(run) ? run : ' ')).trim();
}

function characters(value: string): number {
  return [...value].length;
}
