import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { configSchema } from '../../../src/config.ts';
import { readDocument } from '../../../src/cxml/read-document.ts';
import { childNamed, textOf } from '../../../src/cxml/xml-element.ts';
import { readAll } from '../../../src/http/read-body.ts';
import { asPunchOutError } from '../../../src/punchout/punchout-error.ts';
import { findDataFolder } from '../../support/services/availability.ts';
import { verdictOn } from './verdict.ts';

const payloads = findDataFolder('payloads');
const maxBytes = configSchema.parse({}).limits.cxmlBytes;

const small = {
  'bad-utf8.xml': 'unsupported_encoding',
  'billion-laughs.xml': 'forbidden_document',
  'comment-split.xml': 'forbidden_document',
  'dup-attr.xml': 'malformed_document',
  'junk-after.xml': 'malformed_document',
  'latin1.xml': 'read',
  'million-laughs.xml': 'forbidden_document',
  'nul.xml': 'malformed_document',
  'pi.xml': 'read',
  'proto.xml': 'malformed_document',
  'two-roots.xml': 'malformed_document',
  'utf16le-bom.xml': 'read',
  'utf7.xml': 'unsupported_encoding',
  'xinclude.xml': 'read',
  'xxe-dtd-http.xml': 'read',
  'xxe-file.xml': 'forbidden_document',
  'xxe-http.xml': 'forbidden_document',
  'xxe-param.xml': 'forbidden_document',
} as const;

const large = {
  'amp-10M.xml': 'document_too_large',
  'attrs-200k.xml': 'document_too_large',
  'cdata-brackets.xml': 'document_too_large',
  'charref-1.4M.xml': 'document_too_large',
  'comments.xml': 'document_too_large',
  'deep-100k.xml': 'document_too_large',
  'deep-10k.xml': 'malformed_document',
  'deep-1M.xml': 'document_too_large',
  'long-name.xml': 'document_too_large',
  'ns-20k.xml': 'malformed_document',
  'open-lt.xml': 'document_too_large',
  'quadratic.xml': 'forbidden_document',
  'siblings-1M.xml': 'document_too_large',
  'text-10M.xml': 'document_too_large',
  'unclosed-attr.xml': 'document_too_large',
  'unclosed-comment.xml': 'document_too_large',
  'unclosed-doctype.xml': 'document_too_large',
} as const;

/** The three whose only fault is their size take seconds to parse; the limit of the body is their verdict. */
const onlyLong = ['amp-10M.xml', 'charref-1.4M.xml', 'text-10M.xml'];

function refusedOrRead(bytes: Buffer): boolean {
  const verdict = verdictOn(bytes);
  return verdict === 'read' || /^(forbidden|malformed)_document$|^document_too_large$/.test(verdict);
}

async function gatewayVerdict(bytes: Buffer): Promise<string> {
  try {
    return verdictOn(await readAll(Readable.from([bytes]), maxBytes, 'document_too_large'));
  } catch (thrown) {
    return asPunchOutError(thrown).reason;
  }
}

describe.skipIf(!payloads)('hostile documents', () => {
  const folder = join(payloads ?? '', 'hostile-xml');

  test('get the verdict they must get', () => {
    const found = readdirSync(folder).map((name) => [name, verdictOn(readFileSync(join(folder, name)))]);
    expect(Object.fromEntries(found)).toEqual(small);
  });

  test('change no prototype', () => {
    for (const name of readdirSync(folder)) verdictOn(readFileSync(join(folder, name)));
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  test.each(['xinclude.xml', 'xxe-dtd-http.xml'])('name a file or an address in vain: %s', (name) => {
    const root = readDocument(readFileSync(join(folder, name)), 'text/xml');
    expect(textOf(root)).toBe('');
  });

  test('keep the text of the encodings we read', () => {
    const header = readDocument(readFileSync(join(folder, 'utf16le-bom.xml')), 'text/xml');
    expect(textOf(childNamed(header, 'Header'))).toBe('ä');
    expect(textOf(readDocument(readFileSync(join(folder, 'latin1.xml')), 'text/xml'))).toBe('Müller');
  });

  test('of public collections are refused where they declare or name anything from outside', () => {
    const thirdParty = join(payloads ?? '', 'third-party');
    const files = readdirSync(thirdParty).filter((name) => name.endsWith('.xml'));
    const lines = readFileSync(join(thirdParty, 'XXE_Fuzzing.txt'), 'utf8').split('\n');
    const documents = [...files.map((name) => readFileSync(join(thirdParty, name), 'utf8')), ...lines];
    const declaring = documents.filter((text) => text.includes('<!ENTITY'));
    expect(declaring.length).toBeGreaterThan(20);
    expect(declaring.filter((text) => verdictOn(Buffer.from(text)) === 'read')).toEqual([]);
  });
});

describe.skipIf(!payloads)('hostile documents of up to ten megabytes', () => {
  let folder = '';
  let documents = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'punchgate-hostile-'));
    documents = join(folder, 'h');
    mkdirSync(documents);
    execFileSync(process.execPath, [join(payloads ?? '', 'tools', 'gen-hostile-xml.mjs')], { cwd: folder });
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test('are the ones we know', () => {
    expect(readdirSync(documents).toSorted()).toEqual(
      [...Object.keys(small), ...Object.keys(large)].toSorted(),
    );
  });

  test.each(Object.entries(large))('%s is answered %s', async (name, verdict) => {
    expect(await gatewayVerdict(readFileSync(join(documents, name)))).toBe(verdict);
  });

  test.each(Object.keys(large).filter((name) => !onlyLong.includes(name)))(
    '%s ends no process where an operator has raised the limit of the body',
    (name) => {
      expect(refusedOrRead(readFileSync(join(documents, name)))).toBe(true);
      expect(Object.keys(Object.prototype)).toEqual([]);
    },
  );
});
