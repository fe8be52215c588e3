import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readEnvelope } from '../../../src/cxml/envelope.ts';
import { documentPart } from '../../../src/cxml/multipart.ts';
import { readDocument } from '../../../src/cxml/read-document.ts';

const sample = join(process.env.CXML_CORPUS ?? '../shared/corpus/cxml', 'constructed/order-mime.txt');
const related = 'multipart/related; boundary="b1"; type="text/xml"';

function bodyOf(...parts: string[]): string {
  return `${parts.map((part) => `--b1\r\n${part}\r\n`).join('')}--b1--\r\n`;
}

function part(text: string, headers = 'Content-Type: text/xml'): string {
  return `${headers}\r\n\r\n${text}`;
}

function documentOf(body: string | Buffer, contentType = related): string {
  const { bytes } = documentPart(Buffer.from(body as string), contentType);
  return bytes.toString('utf8');
}

function reasonOf(body: string, contentType = related): string {
  try {
    return documentOf(body, contentType);
  } catch (thrown) {
    return Reflect.get(Object(thrown), 'reason');
  }
}

describe('a request with attachments', () => {
  test.skipIf(!existsSync(sample))('is read from the part that start names (needs CXML_CORPUS)', () => {
    const text = readFileSync(sample, 'latin1');
    const [head = '', ...rest] = text.split(/\r?\n\r?\n/);
    const contentType = /^Content-Type: (.*)$/im.exec(head)?.[1] ?? '';
    const body = Buffer.from(text.slice(text.indexOf(rest[0] ?? '')), 'latin1');
    const document = documentPart(body, contentType);
    expect(readEnvelope(readDocument(document.bytes, document.contentType)).request.name).toBe(
      'OrderRequest',
    );
    expect(document.bytes.toString('utf8')).toContain('Bürostuhl');
  });

  test('has its document first, where start names none', () => {
    expect(documentOf(bodyOf(part('<a/>'), part('<b/>')))).toBe('<a/>');
    expect(documentOf(`preamble\r\n${bodyOf(part('<a/>'))}epilogue`)).toBe('<a/>');
  });

  test('has its document where start says, with and without angle brackets', () => {
    const body = bodyOf(
      part('%PDF'),
      part('<b/>', 'content-ID: <two@x>\r\nContent-Type: text/xml;\r\n charset=utf-8'),
    );
    expect(documentOf(body, `${related}; start="<two@x>"`)).toBe('<b/>');
    expect(documentOf(body, `${related}; START=two@x`)).toBe('<b/>');
    expect(documentPart(Buffer.from(body), `${related}; start="<two@x>"`).contentType).toBe(
      'text/xml; charset=utf-8',
    );
  });

  test('may end its lines in LF and have no headers in a part', () => {
    expect(documentOf('--b1\n\n<a>\n</a>\n--b1--')).toBe('<a>\n</a>');
  });

  test.each([
    [
      'base64',
      Buffer.from('<a>ü</a>')
        .toString('base64')
        .replace(/(.{5})/g, '$1\r\n'),
    ],
    ['Quoted-Printable', '<a>=C3=\r\n=bc</a>'],
    ['8bit', '<a>ü</a>'],
    ['binary', '<a>ü</a>'],
    ['7bit', '<a>ü</a>'],
  ])('may have its document in %s', (encoding, text) => {
    expect(documentOf(bodyOf(part(text, `Content-Transfer-Encoding: ${encoding}`)))).toBe('<a>ü</a>');
  });

  test.each([
    ['without a boundary', bodyOf(part('<a/>')), 'multipart/related; type="text/xml"'],
    ['with another boundary', bodyOf(part('<a/>')), 'multipart/related; boundary=b2'],
    ['that was cut off', bodyOf(part('<a/>')).replace('--b1--', ''), related],
    ['without parts', '--b1--', related],
    ['whose start names no part', bodyOf(part('<a/>')), `${related}; start="<x>"`],
    ['with a part that has no body', bodyOf('Content-Type: text/xml'), related],
    ['that is not base64', bodyOf(part('<a/>', 'Content-Transfer-Encoding: base64')), related],
    [
      'that is not quoted-printable',
      bodyOf(part('=zz', 'Content-Transfer-Encoding: quoted-printable')),
      related,
    ],
    ['in an unknown encoding', bodyOf(part('<a/>', 'Content-Transfer-Encoding: x-uuencode')), related],
    ['of thousands of parts', bodyOf(...new Array(3000).fill(part('<a/>'))), related],
  ])('is refused %s', (_what, body, contentType) => {
    expect(reasonOf(body, contentType)).toBe('malformed_document');
  });

  test('is not looked for in a plain document', () => {
    const plain = { bytes: Buffer.from('<a/>'), contentType: 'text/xml; charset=utf-8' };
    expect(documentPart(plain.bytes, plain.contentType)).toEqual(plain);
  });
});
