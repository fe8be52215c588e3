import type { FormPair } from '../../http/form.ts';
import { type Decimal, round } from '../../punchout/money.ts';

/** An article under the plain names of OCI fields, and what the form of a cart has no field for. */
export interface CatalogueEntry {
  values: readonly FormPair[];
  /** Per cent. */
  taxRate: Decimal | undefined;
  /** In the unit of the article; each price is for as many as PRICEUNIT says. */
  scales: readonly { from: Decimal; to: Decimal | undefined; price: Decimal }[];
}

type JsonValue = string | number | JsonValue[] | { [name: string]: JsonValue };

/** What a value becomes in the JSON of OCI 5, where that has another name or form for it than the form of a cart. */
const renamed: Record<string, (value: string) => Record<string, JsonValue>> = {
  DESCRIPTION: (value) => ({ DESCRIPTION: [described(value)] }),
  VENDORMAT: (value) => ({ VENDOR_MAT: value }),
  QUANTITY: (value) => ({ MINORDER_QTY: numeric(value) }),
  PRICEUNIT: (value) => ({ PRICE_QUANTITY: numeric(value) }),
  EXT_CATEGORY: (value) => ({ CATALOG_NAME: value }),
};

/** Every name that a reader may look for, in the order of the published sample. */
const blank: Record<string, JsonValue> = {
  EXT_PRODUCT_ID: '',
  DESCRIPTION: [],
  VENDOR: '',
  VENDOR_NAME: '',
  VENDOR_MAT: '',
  MANUFACTMAT: '',
  MATNR: '',
  CATALOG_NAME: '',
  EXT_CATEGORY_ID: '',
  PRICE: '',
  CURRENCY: '',
  PRICE_QUANTITY: 1,
  TAX: '',
  PRICE_SCALES: [],
  PRICE_VALID_FROM: '',
  PRICE_VALID_TO: '',
  UNIT: '',
  LEADTIME: '',
  MINORDER_QTY: 1,
  PACKAGING_QTY: '',
  ITEM_TYPE: 'product',
  CATALOG_MANAGED: '',
  CHANGED_AT: '',
  CUSTOMER_FIELDS: [],
  ATTRIBUTES: [],
  ATTACHMENTS: [],
};

const customerField = /^CUST_FIELD\d+$/;
const attachment = /^ATTACHMENT(_TITLE|_PURPOSE)?$/;

/**
 * An article of the OCI 5 catalogue, with the names of the published sample; a field that the sample does not have
 * keeps its own name.
 */
export function catalogueJson({ values, taxRate, scales }: CatalogueEntry): {
  NEWITEM: Record<string, JsonValue>;
} {
  const single = values.filter(([name]) => !customerField.test(name) && !attachment.test(name));
  const fields = single.map(([name, value]) => renamed[name]?.(value) ?? { [name]: value });
  return {
    NEWITEM: {
      ...blank,
      ...(taxRate === undefined ? {} : { TAX: round(taxRate, 2) }),
      PRICE_SCALES: scales.map(scaleJson),
      CUSTOMER_FIELDS: values.flatMap(([fieldName, fieldValue]) =>
        customerField.test(fieldName) ? [{ fieldName, fieldValue }] : [],
      ),
      ATTACHMENTS: attachments(new Map(values)),
      ...Object.assign({}, ...fields),
    },
  };
}

/** Where a scale without an end ends: its reader wants a number. */
const noEnd = 999_999_999;

function scaleJson({ from, to, price }: CatalogueEntry['scales'][number]): JsonValue {
  return { low: Number(from), high: to === undefined ? noEnd : Number(to), price, scaleType: '01' };
}

const mimeTypes: Record<string, string> = {
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  webp: 'image/webp',
};

/** The sample knows one type, "01". */
function attachments(values: ReadonlyMap<string, string>): JsonValue[] {
  const address = values.get('ATTACHMENT');
  if (!address) return [];
  const extension = /\.(\w+)(?:$|[?#])/.exec(address.replace(/^.*\//, ''))?.[1]?.toLowerCase() ?? '';
  const title = described(values.get('ATTACHMENT_TITLE') ?? '');
  const mimeType = mimeTypes[extension] ?? '';
  return [{ type: '01', mimeType, fileName: address, descriptions: [title] }];
}

function described(description: string): JsonValue {
  return { description, languageCode: '' };
}

/** A quantity, never a price: the sample has these as numbers. */
function numeric(value: string): JsonValue {
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(value) ? Number(value) : value;
}
