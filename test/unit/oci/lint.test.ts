import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintOciCart } from '../../../src/oci/lint.ts';
import { findDataFolder } from '../../support/services/availability.ts';

const valid: Record<string, string> = {
  'NEW_ITEM-DESCRIPTION[1]': 'Hammer',
  'NEW_ITEM-QUANTITY[1]': '3.000',
  'NEW_ITEM-UNIT[1]': 'PCE',
  'NEW_ITEM-PRICE[1]': '10.000',
  'NEW_ITEM-CURRENCY[1]': 'EUR',
  'NEW_ITEM-PRICEUNIT[1]': '1',
  'NEW_ITEM-VENDORMAT[1]': 'PG-1',
  'NEW_ITEM-LEADTIME[1]': '3',
  'NEW_ITEM-LONGTEXT_1:132[]': 'Steel, 500 g',
};

const lint = (changes: Record<string, string> = {}) => lintOciCart(Object.entries({ ...valid, ...changes }));

function without(name: string) {
  return lintOciCart(Object.entries(valid).filter(([candidate]) => candidate !== name));
}

describe('a cart that a procurement system takes', () => {
  it('has no findings', () => {
    expect(lint()).toEqual([]);
  });

  it('may have control fields and foreign fields beside the items', () => {
    expect(
      lint({ '~OkCode': 'ADDI', '~CALLER': 'CTLG', HEADER_PAGE: '1', 'NEW_ITEM-GTIN[1]': '4006381333931' }),
    ).toEqual([]);
  });

  it('may have no items at all, for that is how a visit is cancelled', () => {
    expect(lintOciCart([['~OkCode', 'ADDI']])).toEqual([]);
  });

  it("may name the buyer's article instead of a description and a unit", () => {
    const fields = { 'NEW_ITEM-MATNR[1]': '100-200', 'NEW_ITEM-QUANTITY[1]': '1' };
    expect(lintOciCart(Object.entries(fields))).toEqual([]);
  });

  it('may have a discount with a negative price', () => {
    expect(lint({ 'NEW_ITEM-PRICE[1]': '-10.000' })).toEqual([]);
  });
});

describe('what a procurement system would cut, drop or reject', () => {
  it.each<[string, string, string]>([
    ['a description that is too long', 'NEW_ITEM-DESCRIPTION[1]', 'x'.repeat(41)],
    ['a unit of four letters', 'NEW_ITEM-UNIT[1]', 'EACH'],
    ['an empty unit', 'NEW_ITEM-UNIT[1]', ''],
    ['a class with hyphens, one character too long', 'NEW_ITEM-MATGROUP[1]', '24-26-09-01'],
    ['the word Service for the letter X', 'NEW_ITEM-SERVICE[1]', 'Service'],
    ['a decimal comma', 'NEW_ITEM-PRICE[1]', '10,00'],
    ['a thousands separator', 'NEW_ITEM-PRICE[1]', '1.234,56'],
    ['four decimals', 'NEW_ITEM-PRICE[1]', '0.0005'],
    ['twelve digits', 'NEW_ITEM-PRICE[1]', '123456789012'],
    ['a price with its currency', 'NEW_ITEM-PRICE[1]', '10.00 EUR'],
    ['an exponent', 'NEW_ITEM-QUANTITY[1]', '1e3'],
    ['no quantity', 'NEW_ITEM-QUANTITY[1]', ''],
    ['a negative quantity', 'NEW_ITEM-QUANTITY[1]', '-1.000'],
    ['a symbol for the currency', 'NEW_ITEM-CURRENCY[1]', '€'],
    ['no currency beside a price', 'NEW_ITEM-CURRENCY[1]', ''],
    ['a price unit of nothing', 'NEW_ITEM-PRICEUNIT[1]', '0'],
    ['half a price unit', 'NEW_ITEM-PRICEUNIT[1]', '1.000'],
    ['a span of days', 'NEW_ITEM-LEADTIME[1]', '2-3'],
    ['neither a description nor a MATNR', 'NEW_ITEM-DESCRIPTION[1]', ''],
  ])('%s', (_, field, value) => {
    expect(lint({ [field]: value }).map((finding) => finding.field)).toContain(field);
  });

  it.each(['DESCRIPTION', 'QUANTITY', 'UNIT', 'CURRENCY'])('%s left out', (name) => {
    expect(without(`NEW_ITEM-${name}[1]`).map(({ field }) => field)).toEqual([`NEW_ITEM-${name}[1]`]);
  });

  it.each([
    'NEW_ITEM-LONGTEXT_1:132',
    'NEW_ITEM-LONGTEXT_1:132[1]',
    'NEW_ITEM-LONGTEXT_1:132[][1]',
    'NEW_ITEM-LONGTEXT[1]',
    'NEW_ITEM-LONGTEXT[1]:132[]',
    'NEW_ITEM-LONGTEXT[1]:132',
    'NEW_ITEM_CERT[1]',
    'NEW_ITEM-DESCRIPTION[a]',
    'NEW_ITEM-DESCRIPTION[]',
    'NEW_ITEM-DESCRIPTION[-1]',
    'NEW_ITEM-DESCRIPTION[1',
    'NEW_ITEM-DESCRIPTION',
    'new_item-vendor[1]',
    'NEW_ITEM-constructor[1]',
  ])('the name %s', (name) => {
    const fields = Object.entries(valid).filter(([field]) => !field.includes('LONGTEXT'));
    expect(lintOciCart([...fields, [name, 'x']]).map(({ field }) => field)).toContain(name);
  });

  it.each([
    ['CONTRACT_ITEM', 'CONTRACT'],
    ['EXT_QUOTE_ITEM', 'EXT_QUOTE_ID'],
    ['EXT_CATEGORY_ID', 'EXT_SCHEMA_TYPE'],
    ['EXT_CATEGORY', 'EXT_SCHEMA_TYPE'],
  ])('%s without its %s', (field, needed) => {
    expect(lint({ [`NEW_ITEM-${field}[1]`]: '10' }).map((finding) => finding.field)).toContain(
      `NEW_ITEM-${needed}[1]`,
    );
    expect(lint({ [`NEW_ITEM-${field}[1]`]: '10', [`NEW_ITEM-${needed}[1]`]: '4711' })).toEqual([]);
  });

  it('items that count from 0, or have a gap', () => {
    const shifted = (from: string, to: string) =>
      Object.entries(valid).map(([name, value]) => [name.replaceAll(from, to), value] as const);
    expect(lintOciCart(shifted('1', '0')).map(({ field }) => field)).toContain('NEW_ITEM [1]');
    expect(lintOciCart([...Object.entries(valid), ...shifted('1', '3')]).map(({ field }) => field)).toContain(
      'NEW_ITEM [2]',
    );
  });

  it('a field that comes twice', () => {
    const findings = lintOciCart([...Object.entries(valid), ['NEW_ITEM-PRICE[1]', '0.01']]);
    expect(findings).toEqual([{ field: 'NEW_ITEM-PRICE[1]', problem: 'comes twice' }]);
  });

  it('every fault of a cart at once', () => {
    const findings = lint({
      'NEW_ITEM-UNIT[1]': 'EACH',
      'NEW_ITEM-PRICE[1]': '1,0',
      'NEW_ITEM-QUANTITY[1]': 'x',
    });
    expect(findings).toHaveLength(3);
  });
});

const corpus = findDataFolder('ociCorpus');
const samples = corpus ? readdirSync(corpus).filter((name) => name.endsWith('.txt')) : [];

describe.skipIf(!corpus)('carts of real shops', () => {
  const pairsOf = (sample: string) =>
    readFileSync(join(corpus ?? '', sample), 'utf8')
      .split(/\r?\n/)
      .filter((line) => line.includes('=') && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const);

  it.each(samples)('%s can be read, and each finding names its field', (sample) => {
    for (const { field, problem } of lintOciCart(pairsOf(sample))) {
      expect([field, problem]).toEqual([expect.stringMatching(/^NEW_ITEM/i), expect.stringMatching(/\w/)]);
    }
  });

  it("SAP's own example has nothing to find", () => {
    expect(lintOciCart(pairsOf('10-return-sap-example-priceunit.txt'))).toEqual([]);
    expect(lintOciCart(pairsOf('12-return-wurth-priceunit100.txt'))).toEqual([]);
  });

  it('a class that is too long is found in a real cart', () => {
    expect(lintOciCart(pairsOf('11-return-visitenkarten.txt')).map(({ field }) => field)).toEqual([
      'NEW_ITEM-MATGROUP[1]',
    ]);
  });
});
