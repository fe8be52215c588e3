import { describe, expect, test } from 'vitest';
import { decodeXml } from '../../../src/cxml/decode-xml.ts';

const text = '<cXML>Müller</cXML>';

function utf16BigEndian(value: string): Buffer {
  return Buffer.from(value, 'utf16le').swap16();
}

function declared(encoding: string, bytes: BufferEncoding): Buffer {
  return Buffer.from(`<?xml version="1.0" encoding="${encoding}"?>${text}`, bytes);
}

describe('the encoding of a request', () => {
  test.each([
    ['no hint at all', Buffer.from(text), 'text/xml'],
    ['a UTF-8 byte order mark', Buffer.from(`\ufeff${text}`), 'text/xml'],
    ['a byte order mark against the header', Buffer.from(`\ufeff${text}`), 'text/xml; charset=iso-8859-1'],
    ['a UTF-16 little-endian mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'text/xml'],
    ['a UTF-16 big-endian mark', utf16BigEndian(`\ufeff${text}`), 'text/xml'],
    ['UTF-16 little-endian without a mark', Buffer.from(text, 'utf16le'), 'text/xml'],
    ['UTF-16 big-endian without a mark', utf16BigEndian(text), 'text/xml'],
    ['the charset of the header', Buffer.from(text, 'latin1'), 'text/xml; charset=ISO-8859-1'],
    ['a quoted charset', Buffer.from(text, 'latin1'), 'application/xml; charset="iso-8859-1"'],
    ['a charset between other parameters', Buffer.from(text, 'latin1'), 'text/xml; q=1; Charset=latin1; x=y'],
  ])('is taken from %s', (_hint, bytes, contentType) => {
    expect(decodeXml(bytes, contentType)).toBe(text);
  });

  test.each([
    ['UTF-8', 'utf8'],
    ['UTF8', 'utf8'],
    ['utf-8', 'utf8'],
    ['ISO-8859-1', 'latin1'],
    ['windows-1252', 'latin1'],
    ['ISO-8859-15', 'latin1'],
  ] as const)('may be declared as %s', (encoding, bytes) => {
    expect(decodeXml(declared(encoding, bytes), 'text/xml')).toContain('Müller');
  });

  test('of the HTTP header wins over the declaration, which a proxy may have left behind', () => {
    expect(decodeXml(declared('ISO-8859-1', 'utf8'), 'text/xml; charset=utf-8')).toContain('Müller');
  });

  test('named ISO-8859-1 is read with the euro sign and dashes of windows-1252', () => {
    const bytes = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>\x80\x96</a>', 'latin1');
    expect(decodeXml(bytes, '')).toContain('€–');
  });
});

describe('an integrator is told of a wrong encoding', () => {
  test.each([
    ['Latin-1 bytes that are said to be UTF-8', declared('utf-8', 'latin1'), 'text/xml'],
    ['an overlong "<"', Buffer.from([0x3c, 0x61, 0x3e, 0xc0, 0xbc, 0x2f, 0x61, 0x3e]), 'text/xml'],
    ['a surrogate in UTF-8', Buffer.from([0x3c, 0x61, 0x3e, 0xed, 0xa0, 0x80]), 'text/xml'],
    ['half of a UTF-16 pair', Buffer.from('fffe3c0000d8', 'hex'), 'text/xml'],
    ['an odd number of UTF-16 bytes', Buffer.from('fffe3c006100ff', 'hex'), 'text/xml'],
    ['UTF-7', declared('UTF-7', 'utf8'), 'text/xml'],
    ['EBCDIC', declared('IBM037', 'utf8'), 'text/xml'],
    ['a name that objects have by nature', declared('constructor', 'utf8'), 'text/xml'],
    ['an unknown charset in the header', Buffer.from(text), 'text/xml; charset=x-unknown'],
  ])('%s', (_fault, bytes, contentType) => {
    expect(() => decodeXml(bytes, contentType)).toThrow(
      expect.objectContaining({ reason: 'unsupported_encoding' }),
    );
  });

  test('without the whole of a long name in our log', () => {
    expect(() => decodeXml(declared('x'.repeat(150), 'utf8'), '')).toThrow(
      /^unsupported_encoding: encoding "x{40}"$/,
    );
  });
});
