import { describe, expect, it } from 'vitest';
import { newItem } from '../../../src/oci/new-item.ts';
import { refusalOf } from '../punchout/refusal.ts';

const complete = { DESCRIPTION: 'Hammer', QUANTITY: '3', UNIT: 'PCE', PRICE: '10', CURRENCY: 'EUR' };

function item(fields: Record<string, string>, index = 1) {
  const line = {
    kind: 'item',
    unit: 'PCE',
    quantity: '3',
    price: '10',
    priceUnit: '1',
    total: '30.00',
    tax: '5.70',
    reference: 'PG1.hammer',
    source: { key: 'hammer', name: 'Hammer', quantity: '3' },
  } as const;
  return newItem({ ...line, fields }, index);
}

describe('the fields of one line', () => {
  it('bear the index of the line, from 1', () => {
    expect(item({ ...complete, GTIN: '4006381333931' }, 1).map(([name]) => name)).toEqual([
      'NEW_ITEM-DESCRIPTION[1]',
      'NEW_ITEM-QUANTITY[1]',
      'NEW_ITEM-UNIT[1]',
      'NEW_ITEM-PRICE[1]',
      'NEW_ITEM-CURRENCY[1]',
      'NEW_ITEM-GTIN[1]',
    ]);
    expect(item(complete, 27)[0]).toEqual(['NEW_ITEM-DESCRIPTION[27]', 'Hammer']);
  });

  it('the long text has the index in its name and nothing in its brackets', () => {
    const fields = item({ ...complete, LONGTEXT: 'Steel' }, 12);
    expect(fields).toContainEqual(['NEW_ITEM-LONGTEXT_12:132[]', 'Steel']);
  });

  it('quantity and price have a decimal point and three decimals', () => {
    const fields = Object.fromEntries(item({ ...complete, QUANTITY: '1000000', PRICE: '-10.5' }));
    expect([fields['NEW_ITEM-QUANTITY[1]'], fields['NEW_ITEM-PRICE[1]']]).toEqual(['1000000.000', '-10.500']);
  });

  it('a number that is a code stays as it is', () => {
    const fields = Object.fromEntries(
      item({ ...complete, VENDORMAT: '007', PRICEUNIT: '100', LEADTIME: '3' }),
    );
    expect(fields).toMatchObject({
      'NEW_ITEM-VENDORMAT[1]': '007',
      'NEW_ITEM-PRICEUNIT[1]': '100',
      'NEW_ITEM-LEADTIME[1]': '3',
    });
  });

  it('a MATNR of the buyer stands for description and unit', () => {
    expect(item({ MATNR: '100-200', QUANTITY: '1' })).toHaveLength(2);
  });
});

describe('a line that OCI 4.0 does not allow is not sent', () => {
  const without = (name: string) =>
    Object.fromEntries(Object.entries(complete).filter(([field]) => field !== name));

  it.each([
    ['DESCRIPTION', without('DESCRIPTION')],
    ['UNIT', without('UNIT')],
    ['CURRENCY', without('CURRENCY')],
    ['QUANTITY', without('QUANTITY')],
    ['CONTRACT', { ...complete, CONTRACT_ITEM: '10' }],
    ['EXT_QUOTE_ID', { ...complete, EXT_QUOTE_ITEM: '10' }],
    ['EXT_SCHEMA_TYPE', { ...complete, EXT_CATEGORY_ID: '21040101' }],
    ['EXT_SCHEMA_TYPE', { ...complete, EXT_CATEGORY: '21040101' }],
  ])('without %s: the operator learns its name', async (name, fields) => {
    const refusal = await refusalOf(() => item(fields));
    expect(refusal.reason).toBe('field_missing');
    expect(refusal.detail).toContain(name);
  });

  it('but may be, where the condition is met', () => {
    const fields = {
      ...complete,
      CONTRACT: '46',
      CONTRACT_ITEM: '10',
      EXT_SCHEMA_TYPE: 'UNSPSC',
      EXT_CATEGORY: '1',
    };
    expect(item(fields)).toHaveLength(9);
    expect(item(without('PRICE'))).toHaveLength(4);
  });
});
