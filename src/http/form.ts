import { PunchOutError } from '../punchout/punchout-error.ts';

export type FormPair = [name: string, value: string];

export interface FormOptions {
  /** Charset the bytes are said to be in. Without it: UTF-8, and windows-1252 where the bytes are not UTF-8. */
  charset?: string | undefined;
  maxFields: number;
}

const plus = 0x2b;
const percent = 0x25;
const space = 0x20;

/**
 * Decodes `application/x-www-form-urlencoded` bytes into pairs, in their order, duplicates and all. Libraries that make
 * an object of it lose lines of large carts and renumber `NEW_ITEM-…[n]`.
 * @throws PunchOutError `form_too_large`, `form_malformed`
 */
export function decodeForm(body: Uint8Array, options: FormOptions): FormPair[] {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const decode = textDecoder(options.charset);
  const pairs: FormPair[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = indexOr(bytes, '&', start, bytes.length);
    if (end > start) pairs.push(decodePair(bytes.subarray(start, end), decode));
    if (pairs.length > options.maxFields) {
      throw new PunchOutError('form_too_large', `more than ${options.maxFields} fields`);
    }
    start = end + 1;
  }
  return pairs;
}

function decodePair(bytes: Buffer, decode: (bytes: Uint8Array) => string): FormPair {
  const equals = indexOr(bytes, '=', 0, bytes.length);
  return [
    decode(unescapeBytes(bytes.subarray(0, equals))),
    decode(unescapeBytes(bytes.subarray(equals + 1))),
  ];
}

function unescapeBytes(bytes: Buffer): Buffer {
  const result = Buffer.alloc(bytes.length);
  let length = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const escaped = bytes[index] === percent ? hexByte(bytes, index + 1) : undefined;
    if (escaped !== undefined) index += 2;
    result[length] = escaped ?? (bytes[index] === plus ? space : (bytes[index] ?? 0));
    length += 1;
  }
  return result.subarray(0, length);
}

/** The byte behind `%`; undefined where no two hexadecimal digits follow, as the URL standard leaves such a `%`. */
function hexByte(bytes: Buffer, index: number): number | undefined {
  const digits = bytes.toString('latin1', index, index + 2);
  return /^[0-9a-f]{2}$/i.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

function textDecoder(charset: string | undefined): (bytes: Uint8Array) => string {
  if (charset !== undefined) return strictDecoder(charset);
  const utf8 = strictDecoder('utf-8');
  const windows1252 = new TextDecoder('windows-1252');
  return (bytes) => {
    try {
      return utf8(bytes);
    } catch {
      return windows1252.decode(bytes);
    }
  };
}

function strictDecoder(charset: string): (bytes: Uint8Array) => string {
  try {
    const decoder = new TextDecoder(charset, { fatal: true, ignoreBOM: true });
    return (bytes) => decodeStrictly(decoder, bytes);
  } catch (cause) {
    throw new PunchOutError('form_malformed', `unknown charset ${charset.slice(0, 40)}`, { cause });
  }
}

function decodeStrictly(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new PunchOutError('form_malformed', `the bytes are not ${decoder.encoding}`, { cause });
  }
}

function indexOr(bytes: Buffer, character: string, from: number, otherwise: number): number {
  const index = bytes.indexOf(character, from, 'latin1');
  return index === -1 ? otherwise : index;
}
