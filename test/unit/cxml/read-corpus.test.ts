import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../../src/cxml/read-document.ts';
import { childNamed, textOf } from '../../../src/cxml/xml-element.ts';
import { findDataFolder } from '../../support/services/availability.ts';
import { verdictOn } from './verdict.ts';

const corpus = findDataFolder('cxmlCorpus');

function documentsIn(folder: string): string[] {
  return corpus ? readdirSync(join(corpus, folder)).filter((name) => name.endsWith('.xml')) : [];
}

function bytesOf(folder: string, name: string): Buffer {
  return readFileSync(join(corpus ?? '', folder, name));
}

const derived = {
  'ampersand-url-escaped.xml': 'read',
  'ampersand-url-raw.xml': 'malformed_document',
  'billion-laughs.xml': 'forbidden_document',
  'cdata-everywhere.xml': 'read',
  'crlf.xml': 'read',
  'default-xmlns.xml': 'read',
  'doctype-https-public.xml': 'read',
  'encoding-UTF8-no-hyphen.xml': 'read',
  'entity-name-regex-dot.xml': 'forbidden_document',
  'external-dtd-ssrf.xml': 'read',
  'huge-charref.xml': 'malformed_document',
  'iso-8859-1.xml': 'read',
  'latin1-bytes-declared-utf8.xml': 'unsupported_encoding',
  'leading-whitespace.xml': 'read',
  'lowercase-doctype.xml': 'forbidden_document',
  'parameter-entity-oob.xml': 'forbidden_document',
  'prefixed-ns.xml': 'read',
  'processing-instruction.xml': 'read',
  'proto-pollution-names.xml': 'malformed_document',
  'quadratic-blowup.xml': 'forbidden_document',
  'url-with-whitespace.xml': 'read',
  'us-ascii-charrefs.xml': 'read',
  'utf16be-bom.xml': 'read',
  'utf16le-bom.xml': 'read',
  'utf8-bom.xml': 'read',
  'utf8-bytes-declared-latin1.xml': 'read',
  'utf8-nodecl.xml': 'read',
  'windows-1252.xml': 'read',
} as const;

const malformed = {
  'buyerquest-unclosed.xml': 'malformed_document',
  'carewell-unclosed.xml': 'malformed_document',
  'carewell-xxe-probe.xml': 'forbidden_document',
  'daynite-asn-bad-endtag.xml': 'malformed_document',
  // Well-formed; what they lack is found when the envelope is read.
  'dpassarelli-1.xml': 'read',
  'vphantom-1.xml': 'read',
  'vphantom-2.xml': 'read',
  'purchasingplatform-1.xml': 'malformed_document',
  'simulator-entity-decl.xml': 'forbidden_document',
  'vphantom-3.xml': 'malformed_document',
  'xxe-in-description.xml': 'forbidden_document',
} as const;

describe.skipIf(!corpus)('documents of real procurement systems', () => {
  const folders = [
    'setup-create',
    'setup-edit',
    'setup-response',
    'order-message',
    'order-request',
    'profile',
  ];
  const others = [
    'status',
    'status-update',
    'confirm',
    'ship-notice',
    'invoice',
    'quote',
    'catalog',
    'other',
  ];

  test.each([...folders, ...others, 'constructed'])(
    'in %s are all read, but for one that declares an entity',
    (folder) => {
      const documents = documentsIn(folder);
      expect(documents.length).toBeGreaterThan(0);
      const refused = documents.filter((name) => verdictOn(bytesOf(folder, name)) !== 'read');
      expect(refused).toEqual(folder === 'setup-create' ? ['punchoutcarewell-2.xml'] : []);
    },
  );

  test.each(Object.entries({ derived, malformed }))(
    'in %s get the verdict they must get',
    (folder, verdicts) => {
      const found = documentsIn(folder).map((name) => [name, verdictOn(bytesOf(folder, name))]);
      expect(Object.fromEntries(found)).toEqual(verdicts);
    },
  );

  test.each([
    'ampersand-url-escaped.xml',
    'cdata-everywhere.xml',
    'crlf.xml',
    'default-xmlns.xml',
    'encoding-UTF8-no-hyphen.xml',
    'leading-whitespace.xml',
    'prefixed-ns.xml',
    'processing-instruction.xml',
    'url-with-whitespace.xml',
    'utf16be-bom.xml',
    'utf16le-bom.xml',
    'utf8-bom.xml',
  ])('say the same whatever they are written in: %s', (name) => {
    const root = readDocument(bytesOf('derived', name), 'text/xml');
    const setup = childNamed(childNamed(root, 'Request'), 'PunchOutSetupRequest');
    expect(textOf(childNamed(setup, 'BuyerCookie'))).toBe('abc123');
    expect(textOf(childNamed(childNamed(setup, 'BrowserFormPost'), 'URL'))).toMatch(
      /^https:\/\/buyer\.ariba\.com\/punchback(\?x=1&y=2&z=%26)?$/,
    );
  });

  test.each([
    ['iso-8859-1.xml', 'Druckmanometer für Öl, ±50 °C'],
    ['us-ascii-charrefs.xml', 'Druckmanometer für Öl, ±50 °C'],
    ['utf8-nodecl.xml', 'Druckmanometer für Öl, ±50 °C'],
  ])('keep their umlauts: %s', (name, description) => {
    expect(textOf(readDocument(bytesOf('derived', name), 'text/xml'))).toContain(description);
  });

  test('keep the dashes and the euro sign of windows-1252', () => {
    const text = textOf(readDocument(bytesOf('derived', 'windows-1252.xml'), 'text/xml'));
    expect(text).toContain('–');
    expect(text).toContain('€');
  });
});
