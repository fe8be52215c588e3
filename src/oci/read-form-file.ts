import { Parser } from 'htmlparser2';
import { decodeForm, type FormPair } from '../http/form.ts';
import { lineEndsIn } from '../http/line-ends.ts';
import { isJsonCart } from './read-json-cart.ts';

export interface FormField {
  name: string;
  value: string;
  /** From 1. */
  line: number;
}

export interface FormFile {
  fields: FormField[];
  /** The fields stand in an address: a GET. */
  inAddress: boolean;
  /** As it came, where it is url-encoded. */
  encoded?: string;
  /** Lines that are no field. */
  strayLines: number[];
}

const maxFields = 100_000;
const address = /^(?:(GET|POST)\s+)?(https?:\/\/[^\s?]*|\/[^\s?]*)\?/i;

/** Whether there is a form in a file at all: a text, at least as many lines of which are fields as are not. */
export function isForm({ fields, strayLines }: FormFile): boolean {
  const binary = fields.some(({ name, value }) => `${name}${value}`.includes('\0'));
  return !binary && strayLines.length <= fields.length;
}

/**
 * Reads an OCI form kept in a file: url-encoded, as an address, as an HTML page, or one `name=value` a line. A file that
 * is a cart as JSON is a form with that one field.
 */
export function readFormFile(bytes: Buffer): FormFile {
  const text = textOf(bytes);
  if (isJsonCart(text)) return readJson(text);
  if (text.trimStart().startsWith('<')) return readPage(text);
  const lines = text.split(/\r\n|\n|\r/).map((content, index) => ({ content, line: index + 1 }));
  const filled = lines.filter(({ content }) => content.trim() !== '' && !content.startsWith('#'));
  const [first, second] = filled;
  if (first && !second && isEncoded(first.content)) return readEncoded(first.content, first.line);
  const fields = filled.flatMap(({ content, line }) => fieldOf(content, line));
  const strayLines = filled.filter(({ content }) => !content.includes('=')).map(({ line }) => line);
  return { fields, inAddress: false, strayLines };
}

function readJson(text: string): FormFile {
  const line = 1 + lineEndsIn(text.slice(0, text.indexOf('{')));
  return { fields: [{ name: 'json', value: text, line }], inAddress: false, strayLines: [] };
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function isEncoded(line: string): boolean {
  return address.test(line) || /^[^\s=&]+=[^\s&]*(&[^\s=&]*=?[^\s&]*)+$/.test(line.trim());
}

function readEncoded(content: string, line: number): FormFile {
  const match = address.exec(content);
  const encoded = (match ? content.slice(match[0].length) : content).trim();
  const pairs: FormPair[] = decodeForm(Buffer.from(encoded), { maxFields });
  return {
    fields: pairs.map(([name, value]) => ({ name, value, line })),
    inAddress: match !== null && match[1]?.toUpperCase() !== 'POST',
    encoded,
    strayLines: [],
  };
}

function fieldOf(content: string, line: number): FormField[] {
  const equals = content.indexOf('=');
  return equals === -1 ? [] : [{ name: content.slice(0, equals), value: content.slice(equals + 1), line }];
}

/** The fields of the first form that has any; one without a method is sent by GET. */
function readPage(page: string): FormFile {
  const forms: FormFile[] = [];
  const open = { fields: [], inAddress: true, strayLines: [] };
  let line = 1;
  let from = 0;
  const parser = new Parser({
    onopentag(tag, { method = 'get', name = '', value = '' }) {
      line += lineEndsIn(page.slice(from, parser.startIndex));
      from = parser.startIndex;
      if (tag === 'form') forms.push({ ...open, fields: [], inAddress: method.toLowerCase() !== 'post' });
      if (tag === 'input' && name !== '') forms.at(-1)?.fields.push({ name, value, line });
    },
  });
  parser.end(page);
  return forms.find(({ fields }) => fields.length > 0) ?? { ...open, strayLines: [1] };
}
