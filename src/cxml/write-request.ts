import { markup } from './write-document.ts';
import type { XmlElement } from './xml-element.ts';

export interface RequestStyle {
  encoding: 'UTF-8' | 'ISO-8859-1';
  /** DTD version of the DOCTYPE; without one there is none. */
  dtdVersion: string | undefined;
}

/** Writes a request as a buyer would: elements as they are given, bytes in the encoding that is declared. */
export function writeRequest(root: XmlElement, { encoding, dtdVersion }: RequestStyle): Buffer {
  const address = `http://xml.cxml.org/schemas/cXML/${dtdVersion}/cXML.dtd`;
  const doctype = dtdVersion === undefined ? '' : `<!DOCTYPE ${root.name} SYSTEM "${address}">\n`;
  const text = `<?xml version="1.0" encoding="${encoding}"?>\n${doctype}${markup(root)}`;
  return encoding === 'UTF-8' ? Buffer.from(text) : Buffer.from(withReferences(text), 'latin1');
}

/** ISO-8859-1 has the first 256 characters; all others are written as references. */
function withReferences(text: string): string {
  return text.replaceAll(/[^\0-\xff]/gu, (character) => `&#${character.codePointAt(0)};`);
}
