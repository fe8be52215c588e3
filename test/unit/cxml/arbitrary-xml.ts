import fc from 'fast-check';
import { element, type XmlElement, type XmlNode } from '../../../src/cxml/xml-element.ts';

/** Characters that XML 1.0 has, with those that need care more often than chance would bring them. */
const character = fc.oneof(
  fc.constantFrom(
    '<',
    '>',
    '&',
    '"',
    "'",
    ']]>',
    '\n',
    '\r',
    '\r\n',
    '\t',
    ' ',
    '&amp;',
    '&#13;',
    '<!--',
    '%',
  ),
  fc.constantFrom('ä', 'ß', '€', '中', '😀', '\u0085', '\u00a0', '\u2028', '\ufeff', '\ufffd', '\u{10ffff}'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }).filter(isXmlText),
);

/** Any text that an XML document can hold. */
export const xmlText = fc.array(character, { maxLength: 12 }).map((parts) => parts.join(''));

/** Text as it comes from a shop: controls, halves of surrogate pairs and noncharacters included. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.oneof(
        character,
        fc.constantFrom('\0', '\u0001', '\u000b', '\u001f', '\ud800', '\udfff', '\ufffe', '\uffff'),
      ),
    )
    .map((parts) => parts.join('')),
);

const name = fc
  .stringMatching(/^[A-Za-z_][A-Za-z0-9_.-]{0,8}$/)
  .filter((candidate) => !/^xml/i.test(candidate) && !(candidate in {}) && candidate !== 'prototype');

const attributes = fc.dictionary(name, xmlText, { maxKeys: 3, noNullPrototype: true });

const markup = fc.letrec<{ node: XmlNode; tree: XmlElement }>((tie) => ({
  node: fc.oneof({ maxDepth: 3, depthSize: 'small' }, xmlText, tie('tree')),
  tree: fc
    .record({ name, attributes, children: fc.array(tie('node'), { maxLength: 4 }) })
    .map((parts) => element(parts.name, parts.attributes, parts.children)),
}));

/** Content of a BuyerCookie: text, or any markup. */
export const mixedContent = fc.array(markup.node, { maxLength: 4 });

/** Neighbouring texts joined and empty ones left out: two trees that say the same become equal. */
export function normalized(node: XmlElement): XmlElement {
  return { ...node, children: joined(node.children) };
}

export function joined(nodes: readonly XmlNode[]): XmlNode[] {
  const result: XmlNode[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (typeof node !== 'string') result.push(normalized(node));
    else if (typeof last === 'string') result[result.length - 1] = last + node;
    else if (node !== '') result.push(node);
  }
  return result;
}

function isXmlText(text: string): boolean {
  return /^[\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u.test(text);
}
