import { PunchOutError } from '../punchout/punchout-error.ts';

/**
 * The bytes of a part, out of its text with one character per byte. RFC 2045, 6.
 * @throws PunchOutError `malformed_document`
 */
export function decodeTransfer(text: string, encoding: string): Buffer {
  const name = encoding.trim().toLowerCase();
  if (name === 'base64') return base64Bytes(text.replaceAll(/\s/g, ''));
  if (name === 'quoted-printable') return quotedPrintableBytes(text);
  if (['binary', '8bit', '7bit'].includes(name)) return Buffer.from(text, 'latin1');
  throw new PunchOutError('malformed_document', `Content-Transfer-Encoding "${name.slice(0, 40)}"`);
}

function base64Bytes(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text)
    throw new PunchOutError('malformed_document', 'a part is not base64');
  return bytes;
}

/** `=` at the end of a line joins it with the next one. */
function quotedPrintableBytes(text: string): Buffer {
  const joined = text.replaceAll(/=[ \t]*\r?\n/g, '');
  const bytes = joined.replaceAll(/=(.{0,2})/gs, (_, digits: string) => {
    if (!/^[\da-f]{2}$/i.test(digits))
      throw new PunchOutError('malformed_document', 'a part is not quoted-printable');
    return String.fromCharCode(Number.parseInt(digits, 16));
  });
  return Buffer.from(bytes, 'latin1');
}
