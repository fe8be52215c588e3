import { describe, expect, test } from 'vitest';
import { lintDocument } from '../../../src/cxml/lint-document.ts';
import { readDocument } from '../../../src/cxml/read-document.ts';
import { readOrderMessage } from '../../../src/cxml/read-order-message.ts';
import { type CorpusRow, corpusDocument, corpusRows } from '../../support/cxml-corpus.ts';
import { findDataFolder } from '../../support/services/availability.ts';

const hasCorpus = findDataFolder('cxmlCorpus') !== undefined;
const rows = hasCorpus ? corpusRows() : [];

/** Returned carts: those of the folder, and what was made of them. */
const carts = rows.filter(
  ({ folder, from, path, wellFormed }) =>
    wellFormed && (folder === 'order-message' || from?.startsWith('order-message/') || /poom/.test(path)),
);

function read(path: string) {
  const { bytes, contentType } = corpusDocument(path);
  return readOrderMessage(readDocument(bytes, contentType));
}

function occurrences(path: string, pattern: RegExp): number {
  return [...corpusDocument(path).bytes.toString('latin1').matchAll(pattern)].length;
}

function severities({ path }: CorpusRow): string[] {
  return lintDocument(corpusDocument(path).bytes).map(({ severity }) => severity);
}

describe.skipIf(!hasCorpus)('a cart that another shop returned', () => {
  test.each(carts.map(({ path }) => path))('%s is read with every line and its number', (path) => {
    const { lines } = read(path);
    expect(lines).toHaveLength(occurrences(path, /<ItemIn[\s>]/g));
    const fields = lines.flatMap((line) => line.fields);
    const filled = (name: string) => fields.filter((field) => field.name === name).length;
    expect(filled('SupplierPartID')).toBe(occurrences(path, /<SupplierPartID>\s*[^\s<]/g));
    expect(filled('UnitPrice')).toBe(occurrences(path, /<UnitPrice>\s*<Money[^>]*>\s*[^\s<]/g));
    expect(filled('quantity')).toBe(occurrences(path, /<ItemIn\b[^>]*\squantity=/g));
  });

  test('of ClassWallet is found to carry a secret through the browser, and a Total that is no sum', () => {
    const problems = lintDocument(corpusDocument('order-message/classwallet.xml').bytes)
      .filter(({ severity }) => severity === 'refused')
      .map(({ problem }) => problem);
    expect(problems.join('\n')).toContain('SharedSecret');
  });
});

describe.skipIf(!hasCorpus)('an answer of another shop', () => {
  const answers = rows.filter(({ folder }) => ['setup-response', 'status'].includes(folder));

  test('that is valid has nothing that would be refused', () => {
    const valid = answers.filter(({ valid: isValid }) => isValid);
    expect(valid.length).toBeGreaterThan(10);
    expect(valid.filter((row) => severities(row).includes('refused')).map(({ path }) => path)).toEqual([]);
  });

  test('that is not valid is told from it', () => {
    const invalid = answers.filter(({ valid: isValid }) => !isValid);
    expect(invalid.length).toBeGreaterThan(4);
    expect(invalid.filter((row) => !severities(row).includes('refused')).map(({ path }) => path)).toEqual([]);
  });
});
