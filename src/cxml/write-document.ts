import { create } from 'xmlbuilder2';
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js';
import { checkElement } from './check-element.ts';
import { childPositions } from './element-table.ts';
import { fitsTable } from './fits-table.ts';
import type { XmlElement, XmlNode } from './xml-element.ts';

export interface WriteOptions {
  /** DTD version of the DOCTYPE, e.g. `1.2.014`. */
  dtdVersion: string;
  /** Write ASCII only, everything else as character references (`cXML-urlencoded`). */
  ascii?: boolean;
}

/** Writes an answer: short documents, through xmlbuilder2. The children come out in DTD order. */
export function writeDocument(root: XmlElement, options: WriteOptions): string {
  const ordered = inOrder(root, options);
  const document = create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '' });
  document.dtd({ sysID: dtdUrl(options.dtdVersion), name: ordered.name });
  append(document, ordered);
  return withAscii(document.end(), options);
}

/**
 * Writes a message that may have thousands of lines: the same text as `writeDocument`, several times as fast
 * (docs/dependencies.md, xmlbuilder2).
 */
export function writeLongDocument(root: XmlElement, options: WriteOptions): string {
  const ordered = inOrder(root, options);
  const doctype = `<!DOCTYPE ${ordered.name} SYSTEM "${dtdUrl(options.dtdVersion)}">`;
  return withAscii(`<?xml version="1.0" encoding="UTF-8"?>${doctype}${markup(ordered)}`, options);
}

function dtdUrl(version: string): string {
  return `http://xml.cxml.org/schemas/cXML/${version}/cXML.dtd`;
}

/** In the order of the DTD. What the table or that version does not allow is a fault of ours and never sent. */
function inOrder(root: XmlElement, { dtdVersion }: WriteOptions): XmlElement {
  const sorted = sortChildren(root);
  if (fitsTable(sorted, dtdVersion)) return sorted;
  const [fault] = checkElement(sorted, dtdVersion);
  throw new Error(`cXML not written: ${fault?.path} ${fault?.problem}`);
}

/** What is in order already, as ours mostly is, comes back as it is. */
function sortChildren(node: XmlElement): XmlElement {
  const positions = childPositions(node.name);
  if (!positions) return node;
  const children = node.children.map((child) => (typeof child === 'string' ? child : sortChildren(child)));
  const places = children.map((child) =>
    typeof child === 'string' ? -1 : (positions.get(child.name) ?? -1),
  );
  const isSorted = places.every((place, index) => index === 0 || place >= (places[index - 1] ?? -1));
  const isSame = isSorted && children.every((child, index) => child === node.children[index]);
  return isSame ? node : { ...node, children: isSorted ? children : byPlace(children, places) };
}

function byPlace(children: XmlNode[], places: number[]): XmlNode[] {
  const placed = children.map((child, index) => ({ child, place: places[index] ?? -1 }));
  return placed.toSorted((left, right) => left.place - right.place).map(({ child }) => child);
}

function append(parent: XMLBuilder, node: XmlElement): void {
  const attributes = Object.entries(node.attributes).map(([name, value]) => [
    name,
    escapeBlanks(escapeAmpersand(value)),
  ]);
  const built = parent.ele(node.name, Object.fromEntries(attributes));
  for (const child of node.children) {
    if (typeof child === 'string') built.txt(escapeAmpersand(child));
    else append(built, child);
  }
}

export function markup({ name, attributes, children }: XmlElement): string {
  let text = `<${name}`;
  for (const [attribute, value] of Object.entries(attributes))
    text += ` ${attribute}="${escapeAttribute(value)}"`;
  if (children.length === 0) return `${text}/>`;
  text += '>';
  for (const child of children) text += typeof child === 'string' ? escapeText(child) : markup(child);
  return `${text}</${name}>`;
}

/** xmlbuilder2 leaves alone what looks like a reference, so that the text `&amp;` would arrive as `&`. */
function escapeAmpersand(text: string): string {
  return text.replaceAll('&', '&amp;');
}

/** A reader makes a blank of a line break or tab in an attribute (XML 1.0, 3.3.3). */
function escapeBlanks(text: string): string {
  return text.replaceAll('\t', '&#9;').replaceAll('\n', '&#10;');
}

function escapeText(text: string): string {
  if (!/[&<>]/.test(text)) return text;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function escapeAttribute(text: string): string {
  if (!/[&<>"\t\n]/.test(text)) return text;
  return escapeBlanks(escapeText(text).replaceAll('"', '&quot;'));
}

/** What no XML document may hold, not even as a reference. */
const noXml = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** A lone CR would be read as LF; it is written as a reference like all that is not ASCII. */
function withAscii(text: string, { ascii }: WriteOptions): string {
  const safe = text.replaceAll(noXml, '').replaceAll('\r', '&#13;');
  if (!ascii) return safe;
  return safe.replaceAll(/[^\0-\x7f]/gu, (character) => `&#${character.codePointAt(0)};`);
}
