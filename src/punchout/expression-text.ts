import type {
  Expression,
  ExpressionCondition,
  ExpressionSource,
  ExpressionTest,
  ExpressionTransform,
} from './expression.ts';
import { transformArguments } from './expression-transform.ts';

/** The one text of an expression, whatever its blanks were: it parses to the same expression. */
export function expressionText({ sources, transforms, condition }: Expression): string {
  const steps = [sources.map(sourceText).join(' + '), ...transforms.map(transformText)].join(' | ');
  return condition === undefined ? steps : `${steps} if ${conditionText(condition)}`;
}

function transformText({ name, values }: ExpressionTransform): string {
  const takes = transformArguments(name);
  const written = values.map((value, index) => (takes[index]?.endsWith('text') ? quoted(value) : value));
  return [name, ...written].join(' ');
}

function conditionText(condition: ExpressionCondition): string {
  return condition.map((tests) => tests.map(testText).join(' and ')).join(' or ');
}

function testText({ not, left, comparison }: ExpressionTest): string {
  const test = comparison
    ? `${sourceText(left)} ${comparison.operator} ${sourceText(comparison.right)}`
    : sourceText(left);
  return not ? `not ${test}` : test;
}

function sourceText(source: ExpressionSource): string {
  return 'field' in source ? source.field : quoted(source.text);
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}
