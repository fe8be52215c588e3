import { lineEndsIn } from '../http/line-ends.ts';
import { elements, type XmlElement } from './xml-element.ts';

const markup = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<[^!?/]/g;

/** The line of each element of a document that was read: the n-th start tag is the n-th element. Lines count from 1. */
export function elementLines(text: string, root: XmlElement): ReadonlyMap<XmlElement, number> {
  const lines = startTagLines(text);
  return new Map(inOrder(root).map((node, position) => [node, lines[position] ?? 1]));
}

/** Line of a place in a text; the first one where the place is not known. */
export function lineAt(text: string, index: number): number {
  return 1 + lineEndsIn(text.slice(0, Math.max(index, 0)));
}

/** A value or an attribute has no "<", so whatever begins like a start tag is one. */
function startTagLines(text: string): number[] {
  const lines: number[] = [];
  let line = 1;
  let from = 0;
  for (const { index, 0: piece } of text.matchAll(markup)) {
    line += lineEndsIn(text.slice(from, index));
    from = index;
    if (!/^<[!?]/.test(piece)) lines.push(line);
  }
  return lines;
}

function inOrder(node: XmlElement): XmlElement[] {
  return [node, ...elements(node).flatMap(inOrder)];
}
