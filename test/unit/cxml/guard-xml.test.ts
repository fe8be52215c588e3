import { describe, expect, test } from 'vitest';
import { guardXml } from '../../../src/cxml/guard-xml.ts';
import { parseDocument } from '../../../src/cxml/read-document.ts';

function refusal(text: string): string {
  try {
    guardXml(text);
    return 'accepted';
  } catch (thrown) {
    return Reflect.get(Object(thrown), 'reason');
  }
}

describe('the DOCTYPE that every buyer sends', () => {
  test.each([
    '<!DOCTYPE cXML SYSTEM "http://xml.cxml.org/schemas/cXML/1.2.014/cXML.dtd">',
    "<!DOCTYPE cXML SYSTEM 'http://127.0.0.1:9/internal.dtd'>",
    '<!DOCTYPE cXML PUBLIC "-//cXML//DTD" "https://xml.cxml.org/cXML.dtd">',
    '<!DOCTYPE\n  cXML\n  SYSTEM "x.dtd"\n>',
    '<!DOCTYPE cXML>',
  ])('%j is taken away before anything reads it', (doctype) => {
    expect(guardXml(`<?xml version="1.0"?>${doctype}<cXML/>`)).toBe('<?xml version="1.0"?><cXML/>');
  });

  test.each([
    ['an internal subset', '<!DOCTYPE cXML [<!ENTITY a "b">]><cXML/>'],
    ['an empty internal subset', '<!DOCTYPE cXML []><cXML/>'],
    ['a subset behind a ">" in the address', '<!DOCTYPE cXML SYSTEM "a>b" [<!ENTITY a "b">]><cXML/>'],
    ['a second DOCTYPE', '<!DOCTYPE cXML><!DOCTYPE cXML><cXML/>'],
    ['a lower-case doctype', '<!doctype cXML [<!ENTITY a "b">]><cXML/>'],
    ['an entity outside of a DOCTYPE', '<!ENTITY a "b"><cXML/>'],
    ['an attribute list', '<cXML><!ATTLIST cXML a CDATA "b"></cXML>'],
    ['a conditional section', '<![INCLUDE[<!ENTITY a "b">]]><cXML/>'],
  ])('is refused with %s', (_what, text) => {
    expect(refusal(text)).toBe('forbidden_document');
  });

  test.each([
    ['inside the root', '<cXML><!DOCTYPE cXML></cXML>'],
    ['in the middle of an identity', '<cXML>admin@buyer.example<!DOCTYPE cXML>.evil.example</cXML>'],
    ['behind the root', '<cXML/><!DOCTYPE cXML>'],
  ])('is refused %s, where XML has none', (_where, text) => {
    expect(() => parseDocument(text)).toThrow(/^(malformed|forbidden)_document/);
  });

  test('that only a comment or a CDATA section speaks of is text', () => {
    const text = '<cXML><!-- <!DOCTYPE x [ --><![CDATA[<!DOCTYPE x [<!ENTITY a "b">]>]]></cXML>';
    expect(guardXml(text)).toBe(text);
  });
});

describe('what no XML document has is malformed', () => {
  test.each(['\0', '\u0001', '\u000b', '\u001f', '\ufffe', '\uffff', '\ud800'])(
    'the character %j',
    (character) => {
      expect(refusal(`<a>${character}</a>`)).toBe('malformed_document');
    },
  );

  test.each(['<a', '<!-- open', '<a><![CDATA[ open', '<?pi open', '<!DOCTYPE cXML SYSTEM "open'])(
    'markup without an end: %j',
    (text) => {
      expect(refusal(text)).toBe('malformed_document');
    },
  );
});

describe('a document is too large for us', () => {
  test('with more than 200,000 pieces of markup, counted before it is parsed', () => {
    expect(refusal('<a/>'.repeat(200_001))).toBe('document_too_large');
    expect(refusal('<a/>'.repeat(200_000))).toBe('accepted');
  });

  test('with a tag of more than 64 kB', () => {
    expect(refusal(`<a b="${'x'.repeat(64 * 1024)}"/>`)).toBe('document_too_large');
    expect(refusal(`<a b="${'x'.repeat(60 * 1024)}"/>`)).toBe('accepted');
  });

  test('but not for a long comment or a long text', () => {
    expect(refusal(`<a><!--${'x'.repeat(200_000)}-->${'y'.repeat(200_000)}</a>`)).toBe('accepted');
  });
});

test('blank lines before the declaration, as templates leave them, are taken away', () => {
  expect(guardXml('\n  <?xml version="1.0"?><cXML/>')).toBe('<?xml version="1.0"?><cXML/>');
});
