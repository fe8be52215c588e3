import type { ReceivedField, ReceiverRules } from './profile.ts';

const cut = (length: number): ReceivedField => ({ length });

const number: ReceivedField = { pattern: '-?\\d{1,11}(\\.\\d{1,3}0*)?', otherwise: 'line rejected' };

/** Lengths and conditions of OCI 4.0. They are database columns of the buyer: what is longer is cut. */
export const ociFields: ReceiverRules['fields'] = {
  DESCRIPTION: { length: 40, requiredUnless: 'MATNR' },
  MATNR: cut(40),
  QUANTITY: { ...number, required: true },
  UNIT: { length: 3, otherwise: 'line rejected', requiredUnless: 'MATNR' },
  PRICE: number,
  CURRENCY: { length: 5, otherwise: 'line rejected', requiredWith: ['PRICE'] },
  PRICEUNIT: { pattern: '[1-9]\\d{0,4}(\\.0+)?', otherwise: 'line rejected' },
  LEADTIME: cut(5),
  VENDOR: cut(10),
  VENDORMAT: cut(40),
  MANUFACTCODE: cut(10),
  MANUFACTMAT: cut(40),
  MATGROUP: cut(10),
  SERVICE: cut(1),
  CONTRACT: { length: 10, requiredWith: ['CONTRACT_ITEM'] },
  CONTRACT_ITEM: cut(5),
  EXT_QUOTE_ID: { length: 35, requiredWith: ['EXT_QUOTE_ITEM'] },
  EXT_QUOTE_ITEM: cut(10),
  EXT_PRODUCT_ID: cut(40),
  ATTACHMENT: cut(255),
  ATTACHMENT_TITLE: cut(255),
  ATTACHMENT_PURPOSE: cut(1),
  EXT_SCHEMA_TYPE: { length: 10, requiredWith: ['EXT_CATEGORY', 'EXT_CATEGORY_ID'] },
  EXT_CATEGORY_ID: cut(60),
  EXT_CATEGORY: cut(40),
  SLD_SYS_NAME: cut(60),
  CUST_FIELD1: cut(10),
  CUST_FIELD2: cut(10),
  CUST_FIELD3: cut(10),
  CUST_FIELD4: cut(20),
  CUST_FIELD5: cut(50),
  ITEM_TYPE: cut(1),
  PARENT_ID: cut(5),
};

/** What OCI 4.0 itself says; price units are part of it. */
export const ociReceiver = {
  fields: ociFields,
  priceDecimals: { most: 3, otherwise: 'is none of OCI 4.0; what becomes of it is not known' },
  priceUnit: true,
} satisfies ReceiverRules;
