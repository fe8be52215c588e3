import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const LISTS = ['ItemIn', 'Description', 'Classification', 'Extrinsic'];

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  tagValueProcessor: (_name, text) => decodeReferences(text),
  attributeValueProcessor: (_name, text) => decodeReferences(text),
  isArray: (name) => LISTS.includes(name),
});

/** A document as nested objects, every value a string as it was written. Throws where it is not well-formed. */
export function parseXml(xml: string): unknown {
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw new Error(`${valid.err.msg} (line ${valid.err.line})`);
  return parser.parse(xml);
}

/** The text of an element, with or without attributes; an absent one is empty. */
export const textSchema = z
  .union([z.string(), z.looseObject({ '#text': z.string().default('') }).transform((node) => node['#text'])])
  .default('');

/** In one pass, so that what is escaped twice stays escaped once. */
function decodeReferences(text: string): string {
  return text.replaceAll(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (whole, hex, decimal, name) => {
      if (name) return NAMED[name] ?? whole;
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
