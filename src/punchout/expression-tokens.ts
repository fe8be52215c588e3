import { ExpressionFault } from './expression-fault.ts';

export interface ExpressionToken {
  kind: 'word' | 'text' | 'symbol' | 'end';
  /** A text without its quotes and backslashes. */
  value: string;
  /** Of its first character; from 1. */
  column: number;
}

const token = /"(?<text>(?:[^"\\]|\\["\\])*)"|(?<symbol>[|+=]|!=|[<>]=?)|(?<word>[^\s"|+=<>!]+)/y;

/**
 * The words of an expression; the last token is its end.
 * @throws ExpressionFault
 */
export function expressionTokens(text: string): ExpressionToken[] {
  const tokens: ExpressionToken[] = [];
  let at = afterBlanks(text, 0);
  while (at < text.length) {
    const [found, length] = tokenAt(text, at);
    tokens.push(found);
    at = afterBlanks(text, at + length);
  }
  return [...tokens, { kind: 'end', value: '', column: text.length + 1 }];
}

function tokenAt(text: string, at: number): [ExpressionToken, length: number] {
  token.lastIndex = at;
  const match = token.exec(text);
  const column = at + 1;
  if (!match) {
    const problem = text[at] === '"' ? 'a text has no end, or a lone backslash' : `unexpected ${text[at]}`;
    throw new ExpressionFault(problem, column);
  }
  const { text: quoted, symbol, word = '' } = match.groups ?? {};
  if (quoted !== undefined) {
    return [{ kind: 'text', value: quoted.replaceAll(/\\(.)/g, '$1'), column }, match[0].length];
  }
  const found =
    symbol === undefined
      ? { kind: 'word' as const, value: word }
      : { kind: 'symbol' as const, value: symbol };
  return [{ ...found, column }, match[0].length];
}

function afterBlanks(text: string, at: number): number {
  let next = at;
  while (next < text.length && /\s/.test(text.charAt(next))) next += 1;
  return next;
}
