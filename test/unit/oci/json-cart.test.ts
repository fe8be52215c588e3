import { describe, expect, it } from 'vitest';
import { defaultOciFields } from '../../../src/oci/fields.ts';
import { clashingFields, jsonCart, jsonKey } from '../../../src/oci/json-cart.ts';

describe('the names of a JSON cart', () => {
  it.each([
    ['DESCRIPTION', 'description'],
    ['MATNR', 'matNumber'],
    ['PRICEUNIT', 'priceUnit'],
    ['LONGTEXT', 'longText'],
    ['MANUFACTMAT', 'manufactMat'],
    ['EXT_PRODUCT_ID', 'extProductId'],
    ['CUST_FIELD1', 'custField1'],
    ['GTIN', 'gtin'],
    ['MPS-SAGE_NUMBER', 'mpsSageNumber'],
  ])('%s is %s', (name, key) => {
    expect(jsonKey(name)).toBe(key);
  });

  it('are different for all fields that a System has by itself', () => {
    expect(clashingFields(Object.keys(defaultOciFields.item))).toEqual([]);
  });

  it('that two fields would share are told, for the later one', () => {
    expect(clashingFields(['MAT_NUMBER', 'GTIN', 'MATNR', 'CUST_FIELD1', 'CUST-FIELD1'])).toEqual([
      'MATNR',
      'CUST-FIELD1',
    ]);
  });
});

describe('the values of a JSON cart', () => {
  it('are texts, as the form of fields has them', () => {
    const hammer: [string, string][] = [
      ['DESCRIPTION', 'Hammer "500 g"'],
      ['QUANTITY', '3.000'],
    ];
    expect(jsonCart([hammer, [['MATNR', '007']]])).toBe(
      '{"items":[{"description":"Hammer \\"500 g\\"","quantity":"3.000"},{"matNumber":"007"}]}',
    );
  });

  it('of a cart without lines are an empty list', () => {
    expect(jsonCart([])).toBe('{"items":[]}');
  });
});
