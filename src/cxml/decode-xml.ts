import { PunchOutError } from '../punchout/punchout-error.ts';

/** Encodings that procurement systems send, by the names they give them. */
const decoders: Record<string, string> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'utf-16': 'utf-16',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'iso-8859-1': 'windows-1252',
  'latin-1': 'windows-1252',
  latin1: 'windows-1252',
  'iso-8859-15': 'iso-8859-15',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
};

/**
 * The text of an XML body. Byte order mark first, then the charset of the HTTP header, then the declaration, then
 * UTF-8 (RFC 7303, 3.2). Bytes that do not fit are refused, never replaced.
 * @throws PunchOutError `unsupported_encoding`
 */
export function decodeXml(bytes: Buffer, contentType: string): string {
  const encoding =
    markedEncoding(bytes) ?? decoderOf(charsetOf(contentType) ?? declaredEncoding(bytes) ?? 'utf-8');
  try {
    return new TextDecoder(encoding === 'utf-16' ? 'utf-16le' : encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new PunchOutError('unsupported_encoding', `the bytes are not ${encoding}`, { cause });
  }
}

function decoderOf(name: string): string {
  const key = name.toLowerCase();
  const decoder = Object.hasOwn(decoders, key) ? decoders[key] : undefined;
  if (!decoder) throw new PunchOutError('unsupported_encoding', `encoding "${name.slice(0, 40)}"`);
  return decoder;
}

/** From the byte order mark, or from how the first "<" is written. */
function markedEncoding(bytes: Buffer): string | undefined {
  const start = bytes.toString('hex', 0, 3);
  if (start.startsWith('fffe') || start.startsWith('3c00')) return 'utf-16le';
  if (start.startsWith('feff') || start.startsWith('003c')) return 'utf-16be';
  return start === 'efbbbf' ? 'utf-8' : undefined;
}

function charsetOf(contentType: string): string | undefined {
  return /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1];
}

function declaredEncoding(bytes: Buffer): string | undefined {
  const start = bytes.toString('latin1', 0, 200);
  return /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)["']/.exec(start)?.[1];
}
