import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../../src/cxml/read-document.ts';
import { textOf } from '../../../src/cxml/xml-element.ts';

function textIn(content: string): string {
  return parseDocument(`<a>${content}</a>`)
    .children.map((child) => (typeof child === 'string' ? child : textOf(child)))
    .join('');
}

describe('a value reaches us as the buyer wrote it', () => {
  test.each([
    ['0012300', '0012300'],
    ['0x1F', '0x1F'],
    ['true', 'true'],
    ['-1.50', '-1.50'],
    ['  padded ', '  padded '],
    ['&lt;&gt;&amp;&quot;&apos;', '<>&"\''],
    ['M&#252;ller &#xFC; &#x1F600;', 'Müller ü 😀'],
    ['&amp;lt;', '&lt;'],
    ['<![CDATA[<&amp;>]]>', '<&amp;>'],
    ['a<![CDATA[]]]]><![CDATA[>]]>b', 'a]]>b'],
    ['a\r\nb\rc&#13;d', 'a\nb\nc\rd'],
  ])('%j is %j', (content, text) => {
    expect(textIn(content)).toBe(text);
  });

  test('with text and elements in their order', () => {
    expect(parseDocument('<a>1<b>2</b>3<b/>4</a>').children).toEqual([
      '1',
      { name: 'b', attributes: {}, children: ['2'] },
      '3',
      { name: 'b', attributes: {}, children: [] },
      '4',
    ]);
  });

  test('attributes included', () => {
    expect(parseDocument(`<a b="x>y" c='&quot;&#10;' d="1.50"/>`).attributes).toEqual({
      b: 'x>y',
      c: '"\n',
      d: '1.50',
    });
  });

  test('and its language stays xml:lang', () => {
    expect(parseDocument('<cXML xml:lang="de-DE"/>').attributes).toEqual({ 'xml:lang': 'de-DE' });
  });

  test('and an attribute of a foreign namespace is not taken for one of cXML', () => {
    const { attributes } = parseDocument('<Credential domain="DUNS" xmlns:x="urn:x" x:domain="NetworkID"/>');
    expect(attributes.domain).toBe('DUNS');
  });

  test('and elements under a prefix are cXML too', () => {
    expect(parseDocument('<c:cXML xmlns:c="urn:cxml"><c:Header/></c:cXML>')).toMatchObject({
      name: 'cXML',
      children: [{ name: 'Header' }],
    });
  });
});

describe('a document is refused as malformed', () => {
  test.each([
    ['an unclosed element', '<a><b></a>'],
    ['two roots', '<a/><b/>'],
    ['text behind the root', '<a></a>text'],
    ['text alone', 'text'],
    ['nothing', ''],
    ['white space alone', ' \n '],
    ['a bare ampersand', '<a>x & y</a>'],
    ['an address with a raw ampersand', '<a>https://buyer.example/?x=1&y=2</a>'],
    ['an attribute twice', '<a b="1" b="2"/>'],
    ['an attribute without quotes', '<a b=1/>'],
    ['an attribute with raw quotes', '<a b="x "y""/>'],
    ['a "<" in an attribute', '<a b="<"/>'],
    ['a second declaration', '<?xml version="1.0"?><?xml version="1.0"?><a/>'],
    ['other letter case at the end', '<A></a>'],
    ['a reference that no one declared', '<a>&nbsp;</a>'],
    ['a reference that objects have by nature', '<a>&constructor;</a>'],
    ['a reference to a method of objects', '<a b="&toString;"/>'],
    ['a reference to a prototype', '<a>&__proto__;</a>'],
    ['a reference out of range', '<a>&#9999999;</a>'],
    ['a reference to half a character', '<a>&#xD800;</a>'],
    ['a reference to NUL', '<a>&#0;</a>'],
    ['a reference to a control', '<a>&#x1F;</a>'],
    ['an element named __proto__', '<a><__proto__/></a>'],
    ['an element named constructor', '<a><constructor/></a>'],
    ['elements nested 100 deep', `${'<a>'.repeat(100)}${'</a>'.repeat(100)}`],
  ])('%s', (_fault, text) => {
    expect(() => parseDocument(text)).toThrow(expect.objectContaining({ reason: 'malformed_document' }));
  });
});

describe('an identity cannot be split by what readers skip', () => {
  test.each([
    'admin@buyer.example<!---->.evil.example',
    'admin@buyer.example<?x y?>.evil.example',
    'admin@buyer.example<?xml version="1.0"?>.evil.example',
    '<!-- in front -->admin@buyer.example',
  ])('%j', (content) => {
    expect(() => textIn(content)).toThrow(expect.objectContaining({ reason: 'forbidden_document' }));
  });

  test('but a comment between elements is no matter', () => {
    expect(parseDocument('<a>\n<!-- who -->\n<b/>\n</a>')).toMatchObject({
      children: ['\n', '\n', { name: 'b' }, '\n'],
    });
  });
});
