import { describe, expect, test } from 'vitest';
import { jsonCart } from '../../../src/oci/json-cart.ts';
import { isJsonCart, readJsonCart } from '../../../src/oci/read-json-cart.ts';
import { expectRefusal } from '../punchout/refusal.ts';

const line: [string, string][] = [
  ['DESCRIPTION', 'Hammer'],
  ['PRICEUNIT', '100'],
  ['VENDORMAT', 'PG-1'],
  ['MATGROUP', '4711'],
  ['CUST_FIELD1', 'x'],
  ['EXT_PRODUCT_ID', 'PG-1'],
  ['ATTACHMENT_TITLE', 'picture'],
];

describe('a cart as JSON', () => {
  test('is read under the names of the fields that it was written from', () => {
    const text = jsonCart([line, [['MATNR', '9']]]);
    expect(isJsonCart(text)).toBe(true);
    const { lines } = readJsonCart(text);
    expect(lines[0]?.fields.map(({ name, value }) => [name, value])).toEqual(line);
    expect(lines[1]).toEqual({ index: 2, fields: [{ name: 'MATNR', value: '9' }] });
  });

  test('is told from other values, and refused where it is none', async () => {
    expect(isJsonCart('{"item": 1}')).toBe(false);
    await expectRefusal('invalid_request', () => readJsonCart('{"items": [1]}'));
    await expectRefusal('invalid_request', () => readJsonCart('{"items": ['));
  });
});
