import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readFormFile } from '../../../src/oci/read-form-file.ts';
import { readItems } from '../../../src/oci/read-items.ts';
import { decimal, divide, equals, multiply } from '../../../src/punchout/money.ts';
import type { WireLine } from '../../../src/punchout/wire-cart.ts';
import { ociSample, samplePairs } from '../../support/oci-corpus.ts';
import { findDataFolder } from '../../support/services/availability.ts';

const folder = findDataFolder('ociCorpus');

/** The samples of this folder are read here or produced, or say nothing that a form has. */
const covered = {
  'call-ups.test.ts': ['01', '02', '03', '04', '05', '06', '07'],
  'returns-read.test.ts': ['10', '11', '12', '13', '14', '15', '16', '17', '18'],
  // Its names are compared where the catalogue is downloaded.
  'download-json.test.ts': ['19'],
  // An outline of elements without values; the XML body of OCI is not offered.
  'not offered': ['20'],
};

function read(sample: string) {
  return readItems(samplePairs(sample));
}

/** Name and value of each field, in the order in which they came. */
function fieldsOf(line: WireLine | undefined): [string, string][] {
  return (line?.fields ?? []).map(({ name, value }) => [name, value]);
}

function fieldValue(line: WireLine | undefined, name: string): string | undefined {
  return line?.fields.find((field) => field.name === name)?.value;
}

/** What one unit costs: PRICE is for PRICEUNIT of them. */
function priceOfOne(line: WireLine | undefined): string {
  const unit = fieldValue(line, 'PRICEUNIT') || '1';
  return divide(decimal(fieldValue(line, 'PRICE') ?? ''), decimal(unit), 4);
}

describe.skipIf(!folder)('the samples of OCI', () => {
  test('are all known', () => {
    const names = readdirSync(folder ?? '').filter((name) => name !== 'README.md');
    expect(names.map((name) => name.slice(0, 2)).sort()).toEqual(Object.values(covered).flat().sort());
  });

  test.each([
    ['10-return-sap-example-priceunit.txt', 1, 13],
    ['11-return-visitenkarten.txt', 1, 25],
    ['12-return-wurth-priceunit100.txt', 1, 9],
    ['13-bgsearch-two-items.html', 2, 20],
    ['14-bgsearch-real-world.txt', 2, 17],
    ['15-return-extensions.txt', 1, 8],
    ['16-return-ifs.txt', 1, 16],
    ['17-return-bundle-spryker.txt', 1, 6],
    ['18-longtext-variants.txt', 1, 6],
  ])('%s: each field is read, under the name of OCI, with its value as it came', (sample, items, count) => {
    const { lines, strays } = read(sample);
    expect([lines.length, strays]).toEqual([items, []]);
    const came = samplePairs(sample).filter(([name]) => name.startsWith('NEW_ITEM'));
    const plain = came.map(([name, value]) => [/^NEW_ITEM[-_]([A-Z_]*[A-Z]\d*)/.exec(name)?.[1], value]);
    expect(plain).toHaveLength(count);
    expect(lines.flatMap(fieldsOf)).toEqual(plain.map(([name, value]) => [shortName(name ?? ''), value]));
  });
});

/** `LONGTEXT_1` is the long text of item 1. */
function shortName(name: string): string {
  return name.startsWith('LONGTEXT') ? 'LONGTEXT' : name;
}

describe.skipIf(!folder)('what the samples say', () => {
  test("SAP's own example costs 0.50 per five, 0.10 each", () => {
    const [line] = read('10-return-sap-example-priceunit.txt').lines;
    expect(equals(priceOfOne(line), '0.10')).toBe(true);
    expect(fieldValue(line, 'MATNR')).toBe('');
    expect(fieldValue(line, 'DESCRIPTION')).toBe('Pen, Easytouch, Medium, Black');
  });

  test('nuts of Würth cost 10.00 per hundred, 10.00 in all, and their number keeps its blanks', () => {
    const [line] = read('12-return-wurth-priceunit100.txt').lines;
    expect(equals(priceOfOne(line), '0.10')).toBe(true);
    const quantity = decimal(fieldValue(line, 'QUANTITY') ?? '');
    expect(equals(multiply(priceOfOne(line), quantity), '10.00')).toBe(true);
    expect(fieldValue(line, 'VENDORMAT')).toBe('031710    005  100');
  });

  test('fields that came empty are there, a class with dashes is whole', () => {
    const [line] = read('11-return-visitenkarten.txt').lines;
    const empty = line?.fields.filter(({ value }) => value === '').map(({ name }) => name) ?? [];
    expect(empty).toHaveLength(15);
    expect(empty).toContain('CUST_FIELD5');
    expect(fieldValue(line, 'MATGROUP')).toBe('24-26-09-01');
  });

  test('a page of hits is posted, two of them, their inches unescaped', () => {
    expect(readFormFile(Buffer.from(ociSample('13-bgsearch-two-items.html'))).inAddress).toBe(false);
    const { lines } = read('13-bgsearch-two-items.html');
    expect(lines.map((line) => fieldValue(line, 'DESCRIPTION'))).toEqual(['Notebook A 11"', 'Desktop B 27"']);
    expect(lines.map((line) => fieldValue(line, 'LONGTEXT'))).toEqual([
      'Long text of item one.',
      'Long text of item two.',
    ]);
  });

  test('hits of a real shop: zeros before the price, a gap in the indexes, fields that are none of OCI', () => {
    const { lines, formFields = 0 } = read('14-bgsearch-real-world.txt');
    expect(lines.map(({ index }) => index)).toEqual([1, 4]);
    expect(lines.map((line) => equals(priceOfOne(line), fieldValue(line, 'PRICE') ?? ''))).toEqual([
      true,
      true,
    ]);
    expect(equals(priceOfOne(lines[0]), '1730.90')).toBe(true);
    expect(formFields - lines.flatMap(({ fields }) => fields).length).toBe(6);
    expect(fieldValue(lines[0], 'DESCRIPTION')).toContain('Universalständer');
  });

  test('fields beyond those of SAP are fields too', () => {
    const [line] = read('15-return-extensions.txt').lines;
    expect(fieldValue(line, 'TAX_RATE')).toBe('0.19');
    expect(fieldValue(line, 'GTIN')).toBe('4006381333931');
    expect(fieldValue(line, 'CUST_FIELD30')).toContain('30th');
    expect(line?.fields.some(({ misspelt }) => misspelt)).toBe(false);
  });

  test('the one name that IFS documents with an underscore is read, and marked', () => {
    const [line] = read('16-return-ifs.txt').lines;
    const marked = line?.fields.flatMap(({ name, misspelt }) => (misspelt ? [[name, misspelt]] : []));
    expect(marked).toEqual([['CERT', 'NEW_ITEM_CERT[1]']]);
  });

  test('the head of a bundle is an R without a parent', () => {
    const [line] = read('17-return-bundle-spryker.txt').lines;
    expect([fieldValue(line, 'ITEM_TYPE'), fieldValue(line, 'PARENT_ID')]).toEqual(['R', '']);
    expect(fieldValue(line, 'VENDORMAT')).toBe('210_123');
  });

  test('a long text is read in all six spellings, and all but one are marked', () => {
    const [line] = read('18-longtext-variants.txt').lines;
    expect(line?.fields.map(({ name }) => name)).toEqual(Array(6).fill('LONGTEXT'));
    expect(line?.fields.filter(({ misspelt }) => misspelt === undefined)).toEqual([
      { name: 'LONGTEXT', value: 'ok, the spec form' },
    ]);
  });
});
