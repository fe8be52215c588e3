import type { FieldLimit } from '../punchout/field-mapping.ts';
import type { FieldMapping } from '../punchout/field-rule.ts';

/** Fields of OCI with their lengths; texts may be cut, keys and numbers may not. */
const limits: Record<string, FieldLimit> = {
  DESCRIPTION: { length: 40, cut: true },
  MATNR: { length: 40 },
  QUANTITY: { length: 15, required: true },
  UNIT: { length: 3 },
  PRICE: { length: 15 },
  CURRENCY: { length: 5 },
  PRICEUNIT: { length: 5 },
  LEADTIME: { length: 5 },
  LONGTEXT: {},
  VENDOR: { length: 10 },
  VENDORMAT: { length: 40 },
  MANUFACTCODE: { length: 10 },
  MANUFACTMAT: { length: 40 },
  MATGROUP: { length: 10 },
  SERVICE: { length: 1 },
  CONTRACT: { length: 10 },
  CONTRACT_ITEM: { length: 5 },
  EXT_QUOTE_ID: { length: 35 },
  EXT_QUOTE_ITEM: { length: 10 },
  EXT_PRODUCT_ID: { length: 40 },
  ATTACHMENT: { length: 255 },
  ATTACHMENT_TITLE: { length: 255, cut: true },
  ATTACHMENT_PURPOSE: { length: 1 },
  EXT_SCHEMA_TYPE: { length: 10 },
  EXT_CATEGORY_ID: { length: 60 },
  EXT_CATEGORY: { length: 40 },
  SLD_SYS_NAME: { length: 60 },
  CUST_FIELD1: { length: 10, cut: true },
  CUST_FIELD2: { length: 10, cut: true },
  CUST_FIELD3: { length: 10, cut: true },
  CUST_FIELD4: { length: 20, cut: true },
  CUST_FIELD5: { length: 50, cut: true },
  /** OCI 5, and 4.01 before it. */
  ITEM_TYPE: { length: 1 },
  PARENT_ID: { length: 5 },
  TAX: { length: 5 },
};

/** Buyers agree on fields beyond SAP's too, e.g. CUST_FIELD17 or GTIN. */
export function isOciField(name: string): boolean {
  return /^[A-Z][A-Z0-9_-]{0,59}$/.test(name);
}

export function ociFieldLimit(name: string): FieldLimit {
  return Object.hasOwn(limits, name) ? (limits[name] ?? {}) : {};
}

/** Fields that OCI 4.0 demands and that are empty: always, or beside another one. */
export function missingOciFields(fields: Readonly<Record<string, string>>): string[] {
  const empty = (name: string) => !fields[name];
  const conditions: [name: string, missing: boolean][] = [
    ['DESCRIPTION', empty('DESCRIPTION') && empty('MATNR')],
    ['QUANTITY', empty('QUANTITY')],
    ['UNIT', empty('UNIT') && empty('MATNR')],
    ['CURRENCY', empty('CURRENCY') && !empty('PRICE')],
    ['CONTRACT', empty('CONTRACT') && !empty('CONTRACT_ITEM')],
    ['EXT_QUOTE_ID', empty('EXT_QUOTE_ID') && !empty('EXT_QUOTE_ITEM')],
    ['EXT_SCHEMA_TYPE', empty('EXT_SCHEMA_TYPE') && !(empty('EXT_CATEGORY') && empty('EXT_CATEGORY_ID'))],
  ];
  return conditions.filter(([, missing]) => missing).map(([name]) => name);
}

/** Mapping of a System that does not say otherwise. */
export const defaultOciFields = {
  item: {
    DESCRIPTION: { from: ['product.name', 'item.name'] },
    QUANTITY: { from: ['item.quantity'] },
    UNIT: { from: ['item.unit'] },
    PRICE: { from: ['item.price'] },
    CURRENCY: { from: ['cart.currency'] },
    PRICEUNIT: { from: ['item.priceUnit'] },
    LEADTIME: { from: ['product.deliveryDays'] },
    VENDORMAT: { from: ['product.number'] },
    MANUFACTMAT: { from: ['product.manufacturerNumber'], length: 40 },
    EXT_PRODUCT_ID: { from: ['product.number'] },
    LONGTEXT: { from: ['product.description', 'product.name'] },
  },
  shipping: chargeFields('SHIPPING'),
  discount: chargeFields('DISCOUNT'),
} satisfies FieldMapping;

function chargeFields(vendorMat: string) {
  return {
    DESCRIPTION: { from: ['item.name'] },
    QUANTITY: { from: ['item.quantity'] },
    UNIT: { from: ['item.unit'] },
    PRICE: { from: ['item.price'] },
    CURRENCY: { from: ['cart.currency'] },
    PRICEUNIT: { from: ['item.priceUnit'] },
    VENDORMAT: { from: [], fixed: vendorMat },
  };
}
