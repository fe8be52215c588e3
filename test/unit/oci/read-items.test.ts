import { describe, expect, test } from 'vitest';
import { readItems } from '../../../src/oci/read-items.ts';

describe('the items of a returned form', () => {
  test('are read by their index, from 0 and over gaps, and fields of none are told', () => {
    const cart = readItems([
      ['~OkCode', 'ADDI'],
      ['NEW_ITEM-VENDORMAT[4]', 'second'],
      ['NEW_ITEM-VENDORMAT[0]', 'first'],
      ['NEW_ITEM-UNIT', 'PCE'],
    ]);
    expect(cart).toEqual({
      protocol: 'oci',
      lines: [
        { index: 0, fields: [{ name: 'VENDORMAT', value: 'first' }] },
        { index: 4, fields: [{ name: 'VENDORMAT', value: 'second' }] },
      ],
      formFields: 4,
      strays: ['NEW_ITEM-UNIT'],
    });
  });

  test.each([
    'NEW_ITEM-LONGTEXT_2:132',
    'NEW_ITEM-LONGTEXT_2:132[2]',
    'NEW_ITEM-LONGTEXT_2:132[][2]',
    'NEW_ITEM-LONGTEXT[2]',
    'NEW_ITEM-LONGTEXT[2]:132[]',
    'NEW_ITEM-LONGTEXT[2]:132',
    'new_item-longtext_2:132[]',
  ])('a long text named %s belongs to item 2, and is misspelt', (name) => {
    const { lines } = readItems([[name, 'text']]);
    expect(lines).toEqual([{ index: 2, fields: [{ name: 'LONGTEXT', value: 'text', misspelt: name }] }]);
  });

  test('names as SAP spells them are not misspelt', () => {
    const { lines } = readItems([
      ['NEW_ITEM-LONGTEXT_2:132[]', 'text'],
      ['NEW_ITEM-CUST_FIELD1[2]', 'x'],
      ['NEW_ITEM_CERT[2]', 'y'],
    ]);
    expect(lines[0]?.fields).toEqual([
      { name: 'LONGTEXT', value: 'text' },
      { name: 'CUST_FIELD1', value: 'x' },
      { name: 'CERT', value: 'y', misspelt: 'NEW_ITEM_CERT[2]' },
    ]);
  });
});
