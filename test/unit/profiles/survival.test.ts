import { describe, expect, test } from 'vitest';
import { readItems } from '../../../src/oci/read-items.ts';
import type { ReceiverRules } from '../../../src/profiles/profile.ts';
import { profileNamed } from '../../../src/profiles/profiles.ts';
import { isLossless, survivalOf } from '../../../src/profiles/survival.ts';
import type { WireCart } from '../../../src/punchout/wire-cart.ts';

type Values = Record<string, string>;

const ociLine: Values = {
  DESCRIPTION: 'Hammer',
  QUANTITY: '2.000',
  UNIT: 'PCE',
  PRICE: '10.500',
  CURRENCY: 'EUR',
  PRICEUNIT: '1',
  VENDORMAT: 'PG-1',
};

const cxmlLine: Values = {
  quantity: '2',
  SupplierPartID: 'PG-1',
  UnitPrice: '10.50',
  Currency: 'EUR',
  Description: 'Hammer',
  UnitOfMeasure: 'EA',
  'Classification@UNSPSC': '27111602',
};

function rulesOf(name: string): ReceiverRules {
  const profile = profileNamed(name);
  if (!profile) throw new Error(`there is no profile ${name}`);
  return profile.receives;
}

function cartWith(protocol: 'oci' | 'cxml', changes: Values): WireCart {
  const values = { ...(protocol === 'oci' ? ociLine : cxmlLine), ...changes };
  const fields = Object.entries(values).map(([name, value]) => ({ name, value }));
  return { protocol, lines: [{ index: 1, fields }], strays: [] };
}

/** What becomes of the ordinary line with these changes, without the fields that are kept. */
function fates(name: string, changes: Values = {}): unknown[] {
  const protocol = profileNamed(name)?.protocol ?? 'oci';
  const { lines } = survivalOf(cartWith(protocol, changes), rulesOf(name));
  return lines.flatMap(({ fields }) =>
    fields
      .filter(({ fate }) => fate !== 'kept')
      .map(({ field, fate, after }) => [field, fate, ...(after === undefined ? [] : [after])]),
  );
}

/** What only the buyer can tell about the ordinary line with these changes. */
function questions(name: string, changes: Values): string[] {
  const protocol = profileNamed(name)?.protocol ?? 'oci';
  return survivalOf(cartWith(protocol, changes), rulesOf(name)).ask;
}

const oci = ['sap-srm', 'sap-mm', 's4hana', 'onventis', 'basware'];
const cxml = ['ariba', 'coupa', 'jaggaer', 'oracle', 'dynamics-365'];

describe('an ordinary line', () => {
  test.each([...oci, ...cxml, 'ifs'])('arrives whole at %s', (name) => {
    expect(fates(name)).toEqual([]);
  });
});

describe('a buyer of OCI', () => {
  test.each(oci)('%s cuts a description of 41 characters, and counts characters', (name) => {
    expect(fates(name, { DESCRIPTION: 'ü'.repeat(40) })).toEqual([]);
    expect(fates(name, { DESCRIPTION: 'ü'.repeat(41) })).toEqual([['DESCRIPTION', 'cut', 'ü'.repeat(40)]]);
  });

  test.each([
    ['an eCl@ss code with dashes', { MATGROUP: '24-26-09-01' }, ['MATGROUP', 'cut', '24-26-09-0']],
    ['a unit of four characters', { UNIT: 'EACH' }, ['UNIT', 'line rejected']],
    ['a line without quantity', { QUANTITY: '' }, ['QUANTITY', 'line rejected']],
    ['a quantity with a decimal comma', { QUANTITY: '1,5' }, ['QUANTITY', 'line rejected']],
    ['a price with thousands', { PRICE: '1,234.56' }, ['PRICE', 'line rejected']],
    ['a price with four decimals', { PRICE: '0.1239' }, ['PRICE', 'misread']],
    ['a price without currency', { CURRENCY: '' }, ['CURRENCY', 'line rejected']],
    ['a price unit that is no number', { PRICEUNIT: '1,000' }, ['PRICEUNIT', 'line rejected']],
    ['a contract item without contract', { CONTRACT_ITEM: '10' }, ['CONTRACT', 'line rejected']],
    ['a category without schema', { EXT_CATEGORY: '21-04' }, ['EXT_SCHEMA_TYPE', 'line rejected']],
    ['the id of a category alone', { EXT_CATEGORY_ID: 'A1' }, ['EXT_SCHEMA_TYPE', 'line rejected']],
    ['a long system', { SLD_SYS_NAME: 'x'.repeat(61) }, ['SLD_SYS_NAME', 'cut', 'x'.repeat(60)]],
  ] as const)('meets %s', (_, changes, fate) => {
    expect(fates('sap-srm', changes)).toEqual([fate]);
  });

  test('needs description and unit only where it has no number of its own', () => {
    expect(fates('sap-srm', { DESCRIPTION: '', UNIT: '' })).toHaveLength(2);
    expect(fates('sap-srm', { DESCRIPTION: '', UNIT: '', MATNR: '4711' })).toEqual([]);
  });

  test('understands price units and zeros behind a price', () => {
    expect(fates('sap-srm', { PRICE: '12.500', PRICEUNIT: '1000' })).toEqual([]);
    expect(fates('sap-srm', { PRICE: '12.5000' })).toEqual([]);
  });

  test('which units SRM knows only the buyer can tell, D97 too', () => {
    expect(fates('sap-srm', { UNIT: 'D97' })).toEqual([]);
    expect(questions('sap-srm', { UNIT: 'D97' })).toEqual([
      expect.stringMatching(/^Units D97: a unit that is no ISO code there .+ costs its line/),
    ]);
    expect(questions('onventis', { UNIT: 'D97' })).toEqual([]);
  });

  test('what SRM does without a word is not told of other systems of SAP', () => {
    const { lines } = readItems([['NEW_ITEM-LONGTEXT[0]', 'text']]);
    const touched = (name: string) =>
      survivalOf({ protocol: 'oci', lines, strays: [] }, rulesOf(name))
        .lines.flatMap(({ fields }) => fields)
        .filter(({ reason }) => reason !== 'is missing' && reason !== undefined);
    expect(touched('sap-srm')).toHaveLength(2);
    for (const name of ['sap-mm', 's4hana']) {
      expect(touched(name)).toEqual([]);
      expect(questions(name, {})).not.toEqual([expect.stringContaining('costs its line')]);
    }
  });

  test('SRM wants SAP’s own names and items from 1', () => {
    const pairs = Object.entries(ociLine).map(([name, value]) => [`NEW_ITEM-${name}[0]`, value] as const);
    const cart = readItems([...pairs, ['NEW_ITEM-LONGTEXT[0]', 'text']]);
    const touched = (name: string) =>
      survivalOf(cart, rulesOf(name)).lines[0]?.fields.filter(({ fate }) => fate !== 'kept');
    expect(touched('sap-srm')).toMatchObject([
      { field: 'line', fate: 'line rejected' },
      { field: 'LONGTEXT', fate: 'dropped', reason: expect.stringContaining('NEW_ITEM-LONGTEXT[0]') },
    ]);
    expect(touched('onventis')).toEqual([]);
  });

  test('IFS writes article numbers in capitals and needs them, prices and texts', () => {
    expect(fates('ifs', { VENDORMAT: 'pg-1a' })).toEqual([['VENDORMAT', 'changed', 'PG-1A']]);
    expect(fates('ifs', { VENDORMAT: '', PRICE: '', CURRENCY: '', DESCRIPTION: '' })).toEqual(
      ['PRICE', 'CURRENCY', 'VENDORMAT', 'DESCRIPTION'].map((name) => [name, 'line rejected']),
    );
    expect(fates('ifs', { DESCRIPTION: '', MATNR: '4711' })).toEqual([['DESCRIPTION', 'line rejected']]);
  });

  test('what IFS does with fields beyond the documented ones, and with price units, is asked', () => {
    expect(fates('ifs', { LEADTIME: '5', PRICEUNIT: '100' })).toEqual([]);
    expect(questions('ifs', { LEADTIME: '5', PRICEUNIT: '100' })).toEqual([
      'Fields LEADTIME, UNIT: whether they are taken over is not known.',
      expect.stringMatching(/^Price units PRICEUNIT 100: .+ read as the price of one\.$/),
    ]);
    expect(questions('ifs', {})).toEqual([expect.stringMatching(/^Fields UNIT:/)]);
  });

  test('a price unit whose name SRM does not read makes a wrong price', () => {
    const pairs = Object.entries({ ...ociLine, PRICEUNIT: '100' });
    const named = pairs.map(([name, value]) => [
      `NEW_ITEM-${name === 'PRICEUNIT' ? 'PriceUnit' : name}[1]`,
      value,
    ]);
    const cart = readItems(named as [string, string][]);
    expect(survivalOf(cart, rulesOf('sap-srm')).lines[0]?.fields).toContainEqual(
      expect.objectContaining({ field: 'PRICEUNIT', fate: 'misread' }),
    );
  });
});

describe('a buyer of cXML', () => {
  test.each(cxml)('%s reads a price for a hundred as the price of one', (name) => {
    expect(fates(name, { PriceBasisQuantity: '100' })).toEqual([['PriceBasisQuantity', 'misread']]);
    const cart = cartWith('cxml', { PriceBasisQuantity: '100' });
    expect(isLossless(survivalOf(cart, rulesOf(name)))).toBe(false);
  });

  test('a price basis of one changes no price', () => {
    expect(fates('coupa', { PriceBasisQuantity: '1.0' })).toEqual([]);
    expect(fates('dynamics-365', { PriceBasisQuantity: '1' })).toEqual([['PriceBasisQuantity', 'dropped']]);
  });

  test('Ariba refuses braces in an id, and counts bytes', () => {
    expect(fates('ariba', { SupplierPartAuxiliaryID: '{"cart":1}' })).toEqual([
      ['SupplierPartAuxiliaryID', 'cart rejected'],
    ]);
    expect(fates('ariba', { SupplierPartID: 'what?' })).toEqual([['SupplierPartID', 'cart rejected']]);
    expect(fates('ariba', { Description: 'ü'.repeat(128) })).toEqual([
      ['Description', 'cut', 'ü'.repeat(127)],
    ]);
    expect(fates('ariba', { ShortName: 'x'.repeat(51) })).toEqual([['ShortName', 'cut', 'x'.repeat(50)]]);
  });

  test('Coupa loses the whole cart for what one line lacks', () => {
    expect(fates('coupa', { UnitOfMeasure: '' })).toEqual([['UnitOfMeasure', 'cart rejected']]);
    expect(fates('ariba', { UnitOfMeasure: '' })).toEqual([['UnitOfMeasure', 'line rejected']]);
  });

  test.each([
    [{ SupplierPartID: 'x'.repeat(101) }, ['SupplierPartID', 'cart rejected']],
    [{ SupplierPartAuxiliaryID: 'x'.repeat(101) }, ['SupplierPartAuxiliaryID', 'cart rejected']],
    [{ Description: 'x'.repeat(257) }, ['Description', 'cut', 'x'.repeat(256)]],
    [{ UnitPrice: '0.12345' }, ['UnitPrice', 'misread']],
    [{ ManufacturerPartID: 'x'.repeat(101) }, ['ManufacturerPartID', 'cut', 'x'.repeat(100)]],
    [{ ManufacturerName: 'x'.repeat(101) }, ['ManufacturerName', 'cut', 'x'.repeat(100)]],
    [{ 'Classification@UNSPSC': '27-11-16-02' }, ['Classification@UNSPSC', 'dropped']],
  ] as const)('JAGGAER, %o', (changes, fate) => {
    expect(fates('jaggaer', changes)).toEqual([fate]);
  });

  test.each([
    [{ SupplierPartID: 'x'.repeat(26) }, ['SupplierPartID', 'cut', 'x'.repeat(25)]],
    [{ Description: 'x'.repeat(241) }, ['Description', 'cut', 'x'.repeat(240)]],
    [{ ManufacturerPartID: 'x'.repeat(31) }, ['ManufacturerPartID', 'cut', 'x'.repeat(30)]],
    [{ ManufacturerName: 'ü'.repeat(16) }, ['ManufacturerName', 'cut', 'ü'.repeat(15)]],
    [{ SupplierPartAuxiliaryID: 'x'.repeat(256) }, ['SupplierPartAuxiliaryID', 'cut', 'x'.repeat(255)]],
  ] as const)('Oracle, %o', (changes, fate) => {
    expect(fates('oracle', changes)).toEqual([fate]);
  });

  test('Dynamics takes over what its table has, and nothing else', () => {
    const more = { ShortName: 'Hammer', 'Classification@eClass': '21-04', ManufacturerPartID: 'M-1' };
    expect(fates('dynamics-365', more)).toEqual([['ManufacturerPartID', 'dropped']]);
    expect(fates('coupa', more)).toEqual([]);
  });

  test('needs a classification, of whatever domain', () => {
    expect(fates('ariba', { 'Classification@UNSPSC': '' })).toEqual([['Classification@*', 'line rejected']]);
    expect(fates('ariba', { 'Classification@UNSPSC': '', 'Classification@eClass': '1' })).toEqual([]);
  });
});

describe('a whole cart', () => {
  const plain: ReceiverRules = { fields: {}, priceUnit: true };

  test('is not lost where values are only written otherwise', () => {
    expect(isLossless(survivalOf(cartWith('oci', { VENDORMAT: 'a' }), rulesOf('ifs')))).toBe(true);
    expect(isLossless(survivalOf(cartWith('oci', { UNIT: 'EACH' }), rulesOf('onventis')))).toBe(false);
  });

  test('tells of fields that belong to no line', () => {
    const { cart: findings } = survivalOf({ ...cartWith('oci', {}), strays: ['NEW_ITEM-FOO'] }, plain);
    expect(findings).toEqual([{ fate: 'dropped', reason: 'NEW_ITEM-FOO belongs to no item' }]);
  });
});
