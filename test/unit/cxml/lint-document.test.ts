import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintDocument } from '../../../src/cxml/lint-document.ts';
import { findDataFolder } from '../../support/services/availability.ts';
import { setupXml } from './setup-xml.ts';

const content = `<BuyerCookie>c</BuyerCookie>
<Extrinsic name="CostCenter">610</Extrinsic>
<BrowserFormPost><URL>https://buyer.example/back?a=1&amp;b=2</URL></BrowserFormPost>
<Contact role="endUser"><Name xml:lang="de">B</Name><Email>b@buyer.example</Email></Contact>`;
const setup = setupXml({ content });

function lint(xml: string): string[] {
  return lintDocument(Buffer.from(xml)).map(
    ({ severity, line, path, problem }) => `${severity} ${line} ${path.split('/').at(-1)} ${problem}`,
  );
}

function lintChanged(pattern: string | RegExp, replacement: string, xml = setup): string[] {
  const changed = xml.replace(pattern, replacement);
  expect(changed).not.toBe(xml);
  return lint(changed);
}

describe('a request of a buyer', () => {
  test('that keeps to the DTD has nothing to find', () => {
    expect(lint(setup)).toEqual([]);
    const profile = setup.replace(
      /<PunchOutSetupRequest[\s\S]*<\/PunchOutSetupRequest>/,
      '<ProfileRequest/>',
    );
    expect(lint(profile)).toEqual([]);
  });

  test.each([
    ['no DOCTYPE', /<!DOCTYPE.*>/, '', 'tolerated 3 document has no DOCTYPE'],
    ['a time in Z', '+02:00"', 'Z"', 'tolerated 3 cXML timestamp "2026-07-01T14:00:00Z" is not written'],
    ['a time without offset', '+02:00"', '"', 'tolerated 3 cXML timestamp "2026-07-01T14:00:00" is not'],
    ['no payloadID', /payloadID="[^"]*" /, '', 'tolerated 3 cXML lacks the attribute payloadID'],
    ['no UserAgent', /<UserAgent>.*<\/UserAgent>/, '', 'tolerated 4 Sender lacks UserAgent'],
    [
      'no operation',
      ' operation="create"',
      '',
      'tolerated 5 PunchOutSetupRequest lacks the attribute operation',
    ],
    [
      'Contact before BrowserFormPost',
      /(<BrowserFormPost>.*)\n(<Contact.*<\/Contact>)/,
      '$2\n$1',
      'tolerated 5 PunchOutSetupRequest has BrowserFormPost behind Contact',
    ],
    [
      'text between elements',
      '<BuyerCookie>',
      'x<BuyerCookie>',
      'tolerated 5 PunchOutSetupRequest must not contain text',
    ],
    [
      'an element of its own',
      '<BuyerCookie>',
      '<Mine/><BuyerCookie>',
      'tolerated 5 PunchOutSetupRequest must not contain Mine',
    ],
    ['two BuyerCookies', '<BuyerCookie>', '<BuyerCookie/><BuyerCookie>', 'has BuyerCookie more than once'],
    ['a cart over http', 'https://buyer', 'http://buyer', 'tolerated 7 URL is http'],
    [
      'a root in small letters',
      /cXML (p[\s\S]*)<\/cXML>/,
      'cxml $1</cxml>',
      'tolerated 3 cxml is to be written cXML',
    ],
  ])('is read in spite of %s', (_fault, pattern, replacement, finding) => {
    expect(lintChanged(pattern, replacement)).toEqual([expect.stringContaining(finding)]);
  });

  test.each([
    [
      'no BuyerCookie',
      /<BuyerCookie>.*<\/BuyerCookie>/,
      '',
      'refused 5 PunchOutSetupRequest lacks BuyerCookie',
    ],
    [
      'no BrowserFormPost',
      /<BrowserFormPost>.*<\/BrowserFormPost>/,
      '',
      'refused 5 PunchOutSetupRequest lacks BrowserFormPost',
    ],
    ['no URL', /<URL>.*<\/URL>/, '', 'refused 7 BrowserFormPost lacks URL'],
    [
      'a return to a script',
      'https://buyer.example',
      'javascript:x',
      'refused 7 URL is no http or https address',
    ],
    ['no SharedSecret', /<SharedSecret>.*<\/SharedSecret>/, '', 'refused 4 Sender has no SharedSecret'],
    ['no Header', /<Header>.*<\/Header>/, '', 'refused 3 cXML lacks Header'],
    ['no domain', ' domain="DUNS"', '', 'refused 4 Credential lacks the attribute domain'],
    [
      'an unknown request',
      /PunchOutSetupRequest/g,
      'GarbageRequest',
      'refused 5 GarbageRequest is no request',
    ],
    ['an unknown operation', '"create"', '"dance"', 'refused 5 PunchOutSetupRequest operation'],
  ])('is refused for %s', (_fault, pattern, replacement, finding) => {
    expect(lintChanged(pattern, replacement)).toEqual([expect.stringContaining(finding)]);
  });

  test('with its secret in From is told so, without the secret', () => {
    const from =
      '<Credential domain="D"><Identity>i</Identity><SharedSecret>hush</SharedSecret></Credential>';
    const findings = lint(setupXml({ content, from }));
    expect(findings).toEqual(['tolerated 4 SharedSecret belongs in Sender; here it is not read']);
  });

  test.each([
    ['a stray &', '<SharedSecret>abra', '<SharedSecret>&abra'],
    ['a stray <', '<SharedSecret>abra', '<SharedSecret><abra'],
    ['an unknown reference', '<SharedSecret>abra', '<SharedSecret>&hush;abra'],
    ['a comment inside', '<SharedSecret>abra', '<SharedSecret>abra<!-- -->'],
  ])('never has its secret repeated, not even with %s in it', (_fault, pattern, replacement) => {
    const findings = lintChanged(pattern, replacement);
    expect(findings).toEqual([expect.stringMatching(/^refused/)]);
    expect(findings.join()).not.toMatch(/abra|cadabra|hush/);
  });
});

describe('a document that is none', () => {
  test.each([
    ['\n \n', 'refused 1 document the document is empty'],
    ['<!-- x -->', 'refused 1 document the document has no element'],
    ['<cXML>', 'refused 1 document the document ends before its elements are closed'],
    ['<cXML>\n<a>\n<b>\n', 'refused 3 document the document ends before its elements are closed'],
    ['<cXML>\n<a', 'refused 2 document the document ends before >'],
    ['<a>\n</b>', 'refused 2 document column 1: a closing tag is not that of the element that is open'],
    ['<a></a></b>', 'refused 1 document column 8: a closing tag of an element that was not opened'],
    ['<a>&</a>', 'refused 1 document column 4: a "&" that is not written &amp;'],
    ['<a x="1" x="2"></a>', 'refused 1 document column 10: an attribute comes twice'],
    ['<a x></a>', 'refused 1 document column 4: an attribute that is not written name="value"'],
    ['<a></a>x', 'refused 1 document column 8: text behind the root element'],
    ['hello', 'refused 1 document column 1: text outside the root element'],
  ])('%j is told so in plain words, and where', (xml, finding) => {
    expect(lint(xml)).toEqual([finding]);
  });
});

describe('the line of a fault', () => {
  test('is that of the file, with a DOCTYPE of several lines and white space before the document', () => {
    const xml = `\n\n${setup.replace('cXML SYSTEM', 'cXML\nSYSTEM\n')}`;
    expect(lintChanged('<URL>', '<URL', xml)[0]).toMatch(/^refused 11 document column/);
    expect(lintChanged('&amp;', '&nbsp;', xml)[0]).toMatch(/^refused 11 document/);
    expect(lintChanged(/<URL>.*<\/URL>/, '', xml)[0]).toMatch(/^refused 11 BrowserFormPost/);
  });

  test('does not count tags in comments, CDATA and instructions', () => {
    const noise =
      '<!-- <a>\n<b> -->\n<?go <c> ?><Extrinsic name="x"><![CDATA[<d>\n<e>]]></Extrinsic>\n<Mine/>';
    const [finding] = lintChanged('<Contact', `${noise}<Contact`);
    expect(finding).toMatch(/^tolerated 5 PunchOutSetupRequest has Extrinsic behind BrowserFormPost/);
    const url = lintChanged(
      '<URL>https://buyer.example',
      `<URL>http://buyer.example`,
      setup.replace('<BrowserF', `${noise}<BrowserF`),
    );
    expect(url).toContainEqual(expect.stringMatching(/^tolerated 11 URL is http/));
  });

  test('is that of an entity that a document declares', () => {
    expect(lintChanged('cXML.dtd">', 'cXML.dtd" [<!ENTITY x "y">]>')).toEqual([
      'refused 2 document DOCTYPE with a subset',
    ]);
  });
});

describe('an answer or a cart', () => {
  const status = `<!DOCTYPE cXML SYSTEM "x">
<cXML payloadID="1@a" timestamp="2026-07-01T14:00:00+02:00">
<Response>
<Status code="200" text="OK"/></Response></cXML>`;

  test('that is valid has nothing to find', () => {
    expect(lint(status)).toEqual([]);
  });

  test('is held against the DTD strictly', () => {
    expect(lintChanged(' text="OK"', '', status)).toEqual(['refused 4 Status lacks the attribute text']);
    expect(lintChanged(/<Response>[\s\S]*<\/Response>/, '', status)).toEqual([
      'refused 2 cXML has no Request, Message or Response',
    ]);
  });

  test('may have what Punchgate does not write, but is told so', () => {
    expect(lintChanged('</Response>', '<Mine/></Response>', status)).toEqual([
      expect.stringMatching(/^tolerated 3 Response must not contain Mine, as far as/),
      expect.stringMatching(/^tolerated 4 Mine is no element of this document, as far as/),
    ]);
  });
});

const corpus = findDataFolder('cxmlCorpus');
const names = corpus ? readdirSync(corpus, { recursive: true, encoding: 'utf8' }) : [];
const documents = names.filter((name) => statSync(join(corpus ?? '', name)).isFile());

describe.skipIf(!corpus)(`documents of others (${corpus ?? 'CXML_CORPUS not found'})`, () => {
  const findingsOf = (name: string) => lintDocument(readFileSync(join(corpus ?? '', name)));
  const secretsOf = (name: string) =>
    [...readFileSync(join(corpus ?? '', name), 'latin1').matchAll(/<SharedSecret>([^<]{4,})</g)].map(
      ([, secret = '']) => secret.trim(),
    );

  test('are all judged without a fault of our own, each finding on a line of the file', () => {
    expect(documents.length).toBeGreaterThan(50);
    for (const name of documents) {
      for (const { line, problem } of findingsOf(name)) {
        expect([name, problem]).toEqual([name, expect.not.stringMatching(/^(Cannot|internal|Invalid)/)]);
        const length = readFileSync(join(corpus ?? '', name), 'latin1').split(/\r\n|\n|\r/).length;
        expect([name, line >= 1 && line <= length]).toEqual([name, true]);
      }
    }
  });

  test('never have a secret repeated', () => {
    const told = documents.filter((name) =>
      secretsOf(name).some((secret) => JSON.stringify(findingsOf(name)).includes(secret)),
    );
    expect(told).toEqual([]);
  });

  test.each(documents.filter((name) => name.startsWith('malformed')))('are refused: %s', (name) => {
    expect(findingsOf(name).map(({ severity }) => severity)).toContain('refused');
  });
});
