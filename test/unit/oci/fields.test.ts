import { describe, expect, it } from 'vitest';
import { defaultOciFields, isOciField, ociFieldLimit } from '../../../src/oci/fields.ts';
import { fieldMappingSchema } from '../../../src/punchout/field-rule.ts';

/** Fields of OCI 4.0 with their lengths, as SAP's field table has them. */
const lengths: Record<string, number> = {
  DESCRIPTION: 40,
  MATNR: 40,
  QUANTITY: 15,
  UNIT: 3,
  PRICE: 15,
  CURRENCY: 5,
  PRICEUNIT: 5,
  LEADTIME: 5,
  VENDOR: 10,
  VENDORMAT: 40,
  MANUFACTCODE: 10,
  MANUFACTMAT: 40,
  MATGROUP: 10,
  SERVICE: 1,
  CONTRACT: 10,
  CONTRACT_ITEM: 5,
  EXT_QUOTE_ID: 35,
  EXT_QUOTE_ITEM: 10,
  EXT_PRODUCT_ID: 40,
  ATTACHMENT: 255,
  ATTACHMENT_TITLE: 255,
  ATTACHMENT_PURPOSE: 1,
  EXT_SCHEMA_TYPE: 10,
  EXT_CATEGORY_ID: 60,
  EXT_CATEGORY: 40,
  SLD_SYS_NAME: 60,
  CUST_FIELD1: 10,
  CUST_FIELD2: 10,
  CUST_FIELD3: 10,
  CUST_FIELD4: 20,
  CUST_FIELD5: 50,
};

const texts = ['DESCRIPTION', 'ATTACHMENT_TITLE', ...[1, 2, 3, 4, 5].map((number) => `CUST_FIELD${number}`)];

describe('the fields of OCI 4.0', () => {
  it.each(Object.entries(lengths))('%s has at most %i characters', (name, length) => {
    expect(ociFieldLimit(name).length).toBe(length);
  });

  it.each(Object.keys(lengths))('%s is cut only where it is a text', (name) => {
    expect(ociFieldLimit(name).cut === true).toBe(texts.includes(name));
  });

  it('the long text has no limit, and a field beyond SAP none that we know', () => {
    expect(['LONGTEXT', 'GTIN', 'CUST_FIELD17'].map((name) => ociFieldLimit(name))).toEqual([{}, {}, {}]);
  });

  it.each(['constructor', 'toString', '__proto__'])('%s has no limit by accident', (name) => {
    expect(ociFieldLimit(name)).toEqual({});
  });

  it('the quantity is required', () => {
    expect(ociFieldLimit('QUANTITY').required).toBe(true);
  });
});

describe('the name of a field', () => {
  it.each(['DESCRIPTION', 'CUST_FIELD17', 'MPS_SAGE_NUMBER', 'GTIN', 'TAX-RATE'])(
    '%s may be mapped',
    (name) => {
      expect(isOciField(name)).toBe(true);
    },
  );

  it.each(['', 'description', '1FIELD', 'A B', 'A[1]', 'A:132', 'ÄRGER', '__proto__', 'A'.repeat(61), 'A\n'])(
    '%j may not',
    (name) => {
      expect(isOciField(name)).toBe(false);
    },
  );
});

describe('the mapping of a System that says nothing', () => {
  it('is one that a System may have', () => {
    expect(fieldMappingSchema.safeParse(defaultOciFields).success).toBe(true);
  });

  it("leaves MATNR empty, for it is the buyer's number and not ours", () => {
    expect(Object.keys(defaultOciFields.item)).not.toContain('MATNR');
  });

  it.each(['item', 'shipping', 'discount'] as const)(
    'says quantity, unit, price, price unit and currency of each %s',
    (kind) => {
      expect(Object.keys(defaultOciFields[kind])).toEqual(
        expect.arrayContaining([
          'DESCRIPTION',
          'QUANTITY',
          'UNIT',
          'PRICE',
          'PRICEUNIT',
          'CURRENCY',
          'VENDORMAT',
        ]),
      );
    },
  );
});
