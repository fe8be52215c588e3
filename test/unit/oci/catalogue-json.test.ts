import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { catalogueDocument } from '../../../src/oci/functions/catalogue-document.ts';
import { catalogueJson } from '../../../src/oci/functions/catalogue-json.ts';

const json = (values: [string, string][], taxRate?: string) =>
  catalogueJson({ values, taxRate, scales: [] }).NEWITEM;

describe('an article of the OCI 5 catalogue', () => {
  test('has the name that OCI 5 has for a field of a cart, and numbers for quantities alone', () => {
    expect(
      json([
        ['DESCRIPTION', 'Hammer'],
        ['VENDORMAT', 'HAM-001'],
        ['QUANTITY', '5.000'],
        ['PRICEUNIT', '100'],
        ['PRICE', '9.990'],
        ['EXT_CATEGORY', 'Tools'],
      ]),
    ).toMatchObject({
      DESCRIPTION: [{ description: 'Hammer', languageCode: '' }],
      ...{
        VENDOR_MAT: 'HAM-001',
        MINORDER_QTY: 5,
        PRICE_QUANTITY: 100,
        PRICE: '9.990',
        CATALOG_NAME: 'Tools',
      },
    });
  });

  test('keeps a field that the catalogue has no other name for, and takes one of its own names as it is mapped', () => {
    const fields = json([
      ['LONGTEXT', 'A hammer'],
      ['GTIN', '4006381333931'],
      ['PACKAGING_QTY', '12'],
      ['ITEM_TYPE', 'service'],
    ]);
    expect(fields).toMatchObject({ LONGTEXT: 'A hammer', GTIN: '4006381333931' });
    expect(fields).toMatchObject({ PACKAGING_QTY: '12', ITEM_TYPE: 'service' });
  });

  test('lists its customer fields, and its attachment with title and kind', () => {
    const fields = json([
      ['CUST_FIELD1', 'a'],
      ['CUST_FIELD17', 'b'],
      ['ATTACHMENT', 'https://shop.example/sheet.pdf?v=2'],
      ['ATTACHMENT_TITLE', 'Data sheet'],
      ['ATTACHMENT_PURPOSE', 'C'],
    ]);
    expect(fields.CUSTOMER_FIELDS).toEqual([
      { fieldName: 'CUST_FIELD1', fieldValue: 'a' },
      { fieldName: 'CUST_FIELD17', fieldValue: 'b' },
    ]);
    const descriptions = [{ description: 'Data sheet', languageCode: '' }];
    const fileName = 'https://shop.example/sheet.pdf?v=2';
    expect(fields.ATTACHMENTS).toEqual([{ type: '01', mimeType: 'application/pdf', fileName, descriptions }]);
    expect(Object.keys(fields).filter((name) => /^(CUST_FIELD|ATTACHMENT_)/.test(name))).toEqual([]);
  });

  test('has its tax rate where it has one', () => {
    expect(json([], '19').TAX).toBe('19.00');
    expect(json([]).TAX).toBe('');
  });
});

describe('the document around the articles', () => {
  const head = { CTI: 'X', CURRENTPAGE: 2, TOTALPAGES: 3, TOTALITEMS: 5, TRANSACTIONID: '"7' } as const;

  async function written(...portions: object[][]): Promise<unknown> {
    const source = async function* () {
      yield* portions;
    };
    const pieces: string[] = await Readable.from(catalogueDocument(head, source())).toArray();
    return JSON.parse(pieces.join(''));
  }

  test.each([[[]], [[[]]], [[[{ a: 1 }]]], [[[], [{ a: 1 }], [], [{ a: 2 }, { a: '"]}' }], []]]])(
    'is JSON whatever the portions are: %j',
    async (portions) => {
      expect(await written(...portions)).toEqual({ ...head, Items: portions.flat() });
    },
  );
});
