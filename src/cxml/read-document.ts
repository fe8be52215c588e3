import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { PunchOutError } from '../punchout/punchout-error.ts';
import { decodeXml } from './decode-xml.ts';
import { guardXml } from './guard-xml.ts';
import type { XmlElement, XmlNode } from './xml-element.ts';
import { xmlFault } from './xml-fault.ts';

const textName = '#text';
const cdataName = '#cdata';
const commentName = '#comment';
const attributesName = ':@';

/** Values stay text, references are decoded by us alone: strictly, and not inside CDATA. */
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  textNodeName: textName,
  cdataPropName: cdataName,
  commentPropName: commentName,
  maxNestedTags: 64,
});

type ParsedNode = Record<string, unknown>;

/**
 * Reads a document from the bytes of a request, once. Nothing it names is fetched, nothing it declares is expanded.
 * @throws PunchOutError `unsupported_encoding`, `forbidden_document`, `document_too_large`, `malformed_document`
 */
export function readDocument(bytes: Buffer, contentType: string): XmlElement {
  return parseDocument(decodeXml(bytes, contentType));
}

/** @throws PunchOutError as `readDocument` */
export function parseDocument(text: string): XmlElement {
  const guarded = guardXml(text);
  const fault = XMLValidator.validate(guarded);
  if (fault !== true) throw xmlFault(fault.err, guarded);
  return rootOf(parse(guarded));
}

function parse(text: string): ParsedNode[] {
  try {
    return parser.parse(text);
  } catch {
    throw new PunchOutError('malformed_document', 'too deep, or a name that no document may use');
  }
}

/** A document has one root and nothing but white space beside it; the validator lets more pass. */
function rootOf(nodes: ParsedNode[]): XmlElement {
  const roots = contentOf(nodes, 'the document').filter(
    (node) => typeof node !== 'string' || node.trim() !== '',
  );
  const [root] = roots;
  if (roots.length !== 1 || root === undefined || typeof root === 'string') {
    throw new PunchOutError('malformed_document', 'a document has exactly one root element');
  }
  const prefix = root.name.slice(0, root.name.indexOf(':') + 1);
  return prefix === '' ? root : withoutPrefix(root, prefix);
}

/**
 * A comment or instruction inside a value is refused: `admin@a.example<!---->.b.example` must not be read as either.
 */
function contentOf(nodes: ParsedNode[], parent: string): XmlNode[] {
  const content = nodes.map(nodeOf);
  const split = content.includes(undefined);
  const present = content.filter((node) => node !== undefined);
  if (split && present.some((node) => typeof node === 'string' && node.trim() !== '')) {
    throw new PunchOutError('forbidden_document', `a comment or instruction splits the text of ${parent}`);
  }
  return present;
}

function nodeOf(node: ParsedNode): XmlNode | undefined {
  const name = Object.keys(node).find((key) => key !== attributesName) ?? '';
  const content = node[name];
  if (name === textName) return decodeReferences(String(content));
  if (name === cdataName) return cdataText(content);
  if (name === commentName || name.startsWith('?') || !Array.isArray(content)) return undefined;
  return {
    name,
    attributes: attributesOf(node[attributesName]),
    children: contentOf(content, name),
  };
}

/** cXML has no namespaces; some senders prefix its elements all the same. Other prefixes are the buyer's own. */
function withoutPrefix(node: XmlElement, prefix: string): XmlElement {
  return {
    ...node,
    name: node.name.startsWith(prefix) ? node.name.slice(prefix.length) : node.name,
    children: node.children.map((child) =>
      typeof child === 'string' ? child : withoutPrefix(child, prefix),
    ),
  };
}

function cdataText(content: unknown): string {
  return Array.isArray(content)
    ? content.map((part) => String(part[textName] ?? '')).join('')
    : String(content);
}

function attributesOf(attributes: unknown): Record<string, string> {
  const entries = Object.entries(attributes ?? {});
  return Object.fromEntries(entries.map(([name, value]) => [name, attributeValue(String(value))]));
}

/** XML 1.0, well-formedness constraint "No < in Attribute Values". */
function attributeValue(text: string): string {
  if (text.includes('<')) throw new PunchOutError('malformed_document', 'a "<" in an attribute');
  return decodeReferences(text);
}

const named = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&([^;&\s]{0,12});?/g, (reference, body: string) => {
    const character = reference.endsWith(';') ? (named.get(body) ?? numericReference(body)) : undefined;
    if (character === undefined)
      throw new PunchOutError('malformed_document', 'a reference that XML does not know');
    return character;
  });
}

function numericReference(body: string): string | undefined {
  const match = /^#(?:x([\da-f]{1,6})|(\d{1,7}))$/i.exec(body);
  if (!match) return undefined;
  const code = match[1] === undefined ? Number(match[2]) : Number.parseInt(match[1], 16);
  return isXmlCharacter(code) ? String.fromCodePoint(code) : undefined;
}

/** XML 1.0, production 2. */
function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}
