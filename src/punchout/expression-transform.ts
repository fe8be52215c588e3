import type { LookupTables } from './expression.ts';
import { formattedDate } from './formatted-date.ts';
import { isDecimal, round } from './money.ts';
import { plainText } from './plain-text.ts';

/** What an argument is: any text, a text of at least one character, how many (from 1), or decimal places. */
export type TransformArgument = 'text' | 'some text' | 'count' | 'decimals';

interface TransformRule {
  takes: readonly TransformArgument[];
  apply(value: string, values: readonly string[], tables: LookupTables): string;
}

const rules = {
  cut: { takes: ['count'], apply: (value, [length]) => [...value].slice(0, Number(length)).join('') },
  pad: {
    takes: ['count', 'some text'],
    apply: (value, [length, text = '']) => padded(value, Number(length), text),
  },
  default: { takes: ['text'], apply: (value, [text = '']) => (value.trim() === '' ? text : value) },
  upper: { takes: [], apply: (value) => value.toUpperCase() },
  lower: { takes: [], apply: (value) => value.toLowerCase() },
  replace: {
    takes: ['some text', 'text'],
    apply: (value, [text = '', by = '']) => value.replaceAll(text, () => by),
  },
  split: {
    takes: ['some text', 'count'],
    apply: (value, [at = '', part]) => value.split(at)[Number(part) - 1] ?? '',
  },
  round: { takes: ['decimals'], apply: (value, [decimals]) => rounded(value, Number(decimals)) },
  number: {
    takes: ['decimals', 'some text'],
    apply: (value, [decimals, point = '']) => rounded(value, Number(decimals)).replace('.', () => point),
  },
  date: { takes: ['some text'], apply: (value, [pattern = '']) => formattedDate(value.trim(), pattern) },
  stripHtml: { takes: [], apply: plainText },
  lookup: {
    takes: ['some text'],
    apply: (value, [table = ''], tables) => entryOf(tables, table, value.trim()),
  },
} as const satisfies Record<string, TransformRule>;

export type TransformName = keyof typeof rules;

export function isTransformName(name: string): name is TransformName {
  return Object.hasOwn(rules, name);
}

export function transformNames(): string[] {
  return Object.keys(rules);
}

export function transformArguments(name: TransformName): readonly TransformArgument[] {
  return rules[name].takes;
}

/** The changed value; `''` where it cannot be done. */
export function transformed(
  value: string,
  { name, values }: { name: TransformName; values: readonly string[] },
  tables: LookupTables,
): string {
  const rule: TransformRule = rules[name];
  return rule.apply(value, values, tables);
}

/** Filled up on the left to so many characters. What is empty stays empty, so that the next source has its turn. */
function padded(value: string, length: number, text: string): string {
  const missing = length - [...value].length;
  if (value === '' || missing <= 0) return value;
  return [...text.repeat(missing)].slice(0, missing).join('') + value;
}

function rounded(value: string, decimals: number): string {
  const number = value.trim();
  return isDecimal(number) ? round(number, decimals) : '';
}

function entryOf(tables: LookupTables, name: string, key: string): string {
  const table = Object.hasOwn(tables, name) ? (tables[name] ?? {}) : {};
  const found = [key, '*'].find((candidate) => Object.hasOwn(table, candidate));
  return found === undefined ? '' : (table[found] ?? '');
}
