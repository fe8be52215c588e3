import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../../src/cxml/read-document.ts';
import { type WriteOptions, writeDocument, writeLongDocument } from '../../../src/cxml/write-document.ts';
import { element, type XmlElement, type XmlNode } from '../../../src/cxml/xml-element.ts';
import { anyText, mixedContent, normalized, xmlText } from './arbitrary-xml.ts';

const options: WriteOptions = { dtdVersion: '1.2.014' };
const writers = { writeDocument, writeLongDocument };

/** A document of the kind we write, with free text in every place that takes some. */
function answer({ detail = '', text = 'OK', language = 'de' }): XmlElement {
  const status = element('Status', { code: '200', text, 'xml:lang': language }, detail);
  const root = {
    payloadID: 'p@gateway.example',
    timestamp: '2026-07-01T12:00:00+00:00',
    'xml:lang': language,
  };
  return element('cXML', root, element('Response', {}, status));
}

function cookie(content: XmlNode[]): XmlElement {
  return element('BuyerCookie', {}, content);
}

const wellFormed = xmlText.filter((text) => text.trim() !== '');

describe.each(Object.entries(writers))('%s', (_name, write) => {
  test('names the language of the document', () => {
    expect(write(answer({ language: 'fr' }), options)).toContain(' xml:lang="fr"');
  });

  test('names the DTD of the System, for a buyer who validates', () => {
    const text = write(answer({}), { dtdVersion: '1.2.036' });
    expect(text).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\s*<!DOCTYPE cXML SYSTEM "http:\/\/xml\.cxml\.org\/schemas\/cXML\/1\.2\.036\/cXML\.dtd">/,
    );
  });

  test('loses no character of any text on the way to the buyer', () => {
    fc.assert(
      fc.property(wellFormed, wellFormed, (detail, text) => {
        const written = answer({ detail, text });
        expect(normalized(parseDocument(write(written, options)))).toEqual(normalized(written));
      }),
    );
  });

  test('sends no character that would make the document unreadable', () => {
    fc.assert(
      fc.property(anyText, anyText, (detail, text) => {
        const written = write(answer({ detail, text: `x${text}` }), options);
        expect(written).toSatisfy((value: string) => value.isWellFormed());
        expect(written).not.toMatch(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
        expect(parseDocument(written).name).toBe('cXML');
      }),
    );
  });

  test('keeps line breaks and tabs of an attribute, which a reader makes blanks of', () => {
    const written = write(answer({ text: 'one\ntwo\tthree\rfour' }), options);
    expect(written).toContain('text="one&#10;two&#9;three&#13;four"');
  });

  test('writes ASCII only where the field of the form has no charset', () => {
    fc.assert(
      fc.property(xmlText, wellFormed, (detail, text) => {
        const ascii = write(answer({ detail, text }), { ...options, ascii: true });
        expect(ascii).toMatch(/^[\t\n\x20-\x7e]*$/);
        expect(normalized(parseDocument(ascii))).toEqual(normalized(answer({ detail, text })));
      }),
    );
  });

  test('brings children into the order of the DTD', () => {
    const status = element('Status', { code: '200', text: 'OK' });
    const page = element(
      'PunchOutSetupResponse',
      {},
      element('StartPage', {}, element('URL', {}, 'https://x.example')),
    );
    const { children, ...root } = answer({});
    const text = write({ ...root, children: [element('Response', {}, page, status)] }, options);
    expect(children).toHaveLength(1);
    expect(text.indexOf('<Status')).toBeLessThan(text.indexOf('<PunchOutSetupResponse'));
  });

  test.each([
    ['an element without a place in it', element('cXML', answer({}).attributes, element('Order'))],
    ['a required child missing', element('cXML', answer({}).attributes, element('Response'))],
    ['a required attribute missing', element('cXML', { payloadID: 'p' }, ...answer({}).children)],
    ['an attribute of our own', element('cXML', { ...answer({}).attributes, deploymentMode: 'test' })],
  ])('sends nothing with %s', (_fault, root) => {
    expect(() => write(root, options)).toThrow(/^cXML not written/);
  });
});

test('both writers say the same of any content', () => {
  fc.assert(
    fc.property(mixedContent, (content) => {
      const long = parseDocument(writeLongDocument(cookie(content), options));
      expect(normalized(long)).toEqual(normalized(parseDocument(writeDocument(cookie(content), options))));
    }),
  );
});

test('any content of a BuyerCookie reads back as the same tree', () => {
  fc.assert(
    fc.property(mixedContent, (content) => {
      const read = parseDocument(writeLongDocument(cookie(content), { ...options, ascii: true }));
      expect(normalized(read)).toEqual(normalized(cookie(content)));
    }),
  );
});
