import { isDataField } from './data-field.ts';
import type {
  Expression,
  ExpressionCondition,
  ExpressionOperator,
  ExpressionSource,
  ExpressionTest,
  ExpressionTransform,
} from './expression.ts';
import { ExpressionFault } from './expression-fault.ts';
import { type ExpressionToken, expressionTokens } from './expression-tokens.ts';
import {
  isTransformName,
  type TransformArgument,
  transformArguments,
  transformNames,
} from './expression-transform.ts';

const operators = new Set<string>(['=', '!=', '<', '<=', '>', '>=', 'contains']);
const mostCharacters = 10_000;
const mostDecimals = 12;

/** Tokens that are read from the front; the last one is the end and stays. */
type Rest = [ExpressionToken, ...ExpressionToken[]];

/**
 * Reads an entry of a field rule. A data field alone is its name, blanks and all (`session.extrinsic.User email`).
 * @throws ExpressionFault
 */
export function parseExpression(text: string): Expression {
  if (isDataField(text) && !/["|+=<>!]|\sif(?:\s|$)/.test(text))
    return { sources: [{ field: text }], transforms: [] };
  const rest = expressionTokens(text) as Rest;
  const sources = separated(rest, '+', readSource);
  const transforms = takeWord(rest, '|') ? separated(rest, '|', readTransform) : [];
  const condition = takeWord(rest, 'if') ? readCondition(rest) : undefined;
  const [{ kind, value, column }] = rest;
  if (kind !== 'end') throw new ExpressionFault(`unexpected ${value}`, column);
  return { sources, transforms, ...(condition === undefined ? {} : { condition }) };
}

function separated<Part>(rest: Rest, separator: string, read: (rest: Rest) => Part): Part[] {
  const parts = [read(rest)];
  while (takeWord(rest, separator)) parts.push(read(rest));
  return parts;
}

function readSource(rest: Rest): ExpressionSource {
  const { kind, value, column } = take(rest);
  if (kind === 'text') return { text: value };
  if (kind !== 'word')
    throw new ExpressionFault('a data field or a text in double quotes is missing', column);
  if (!isDataField(value)) throw new ExpressionFault(`unknown data field "${value}"`, column);
  return { field: value };
}

function readTransform(rest: Rest): ExpressionTransform {
  const { kind, value: name, column } = take(rest);
  if (kind !== 'word' || !isTransformName(name))
    throw new ExpressionFault(`"${name}" is none of ${transformNames().join(', ')}`, column);
  return { name, values: transformArguments(name).map((argument) => readArgument(rest, argument, name)) };
}

function readArgument(rest: Rest, argument: TransformArgument, name: string): string {
  const { kind, value, column } = take(rest);
  if (argument === 'text' || argument === 'some text') {
    if (kind === 'text' && (argument === 'text' || value !== '')) return value;
    throw new ExpressionFault(`${name} needs a text in double quotes`, column);
  }
  const [least, most] = argument === 'count' ? [1, mostCharacters] : [0, mostDecimals];
  if (kind === 'word' && /^\d{1,5}$/.test(value) && Number(value) >= least && Number(value) <= most)
    return String(Number(value));
  throw new ExpressionFault(`${name} needs a whole number from ${least} to ${most}`, column);
}

function readCondition(rest: Rest): ExpressionCondition {
  return separated(rest, 'or', () => separated(rest, 'and', readTest));
}

function readTest(rest: Rest): ExpressionTest {
  const not = takeWord(rest, 'not');
  const left = readOperand(rest);
  const [{ kind, value }] = rest;
  if (kind === 'text' || !operators.has(value)) return { not, left };
  const operator = take(rest).value as ExpressionOperator;
  return { not, left, comparison: { operator, right: readOperand(rest) } };
}

/** A number may stand without quotes. */
function readOperand(rest: Rest): ExpressionSource {
  const [{ kind, value }] = rest;
  if (kind === 'word' && /^-?\d+(?:\.\d+)?$/.test(value)) return { text: take(rest).value };
  return readSource(rest);
}

function take(rest: Rest): ExpressionToken {
  const [next] = rest;
  if (next.kind !== 'end') rest.shift();
  return next;
}

function takeWord(rest: Rest, value: string): boolean {
  const [next] = rest;
  const found = next.kind !== 'text' && next.value === value;
  if (found) rest.shift();
  return found;
}
