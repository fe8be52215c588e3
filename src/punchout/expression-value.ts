import { type DataFieldContext, readDataField } from './data-field.ts';
import type { Expression, ExpressionCondition, ExpressionSource, ExpressionTest } from './expression.ts';
import { transformed } from './expression-transform.ts';
import { compare, isDecimal } from './money.ts';

/** The value of an expression for one line; `''` where its condition does not hold or there is none. */
export function expressionValue(
  { sources, transforms, condition }: Expression,
  context: DataFieldContext,
): string {
  if (condition !== undefined && !holds(condition, context)) return '';
  const tables = context.tables ?? {};
  const joined = sources.map((source) => sourceValue(source, context)).join('');
  return transforms.reduce((value, step) => transformed(value, step, tables), joined);
}

function holds(condition: ExpressionCondition, context: DataFieldContext): boolean {
  return condition.some((tests) => tests.every((test) => testHolds(test, context) !== test.not));
}

function testHolds({ left, comparison }: ExpressionTest, context: DataFieldContext): boolean {
  const value = sourceValue(left, context).trim();
  if (!comparison) return value !== '';
  const other = sourceValue(comparison.right, context).trim();
  if (comparison.operator === 'contains') return other !== '' && value.includes(other);
  if (isDecimal(value) && isDecimal(other)) return orders[comparison.operator](compare(value, other));
  if (comparison.operator === '=') return value === other;
  return comparison.operator === '!=' && value !== other;
}

/** Texts are equal or not; only numbers have an order. */
const orders = {
  '=': (order: number) => order === 0,
  '!=': (order: number) => order !== 0,
  '<': (order: number) => order < 0,
  '<=': (order: number) => order <= 0,
  '>': (order: number) => order > 0,
  '>=': (order: number) => order >= 0,
};

function sourceValue(source: ExpressionSource, context: DataFieldContext): string {
  return 'field' in source ? readDataField(source.field, context) : source.text;
}
