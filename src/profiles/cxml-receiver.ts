import type { ReceiverRules } from './profile.ts';

/** What the DTD demands of a line; it sets no lengths. */
export const cxmlFields: ReceiverRules['fields'] = {
  quantity: { required: true },
  SupplierPartID: { required: true },
  UnitPrice: { required: true },
  Currency: { required: true },
  Description: { required: true },
  UnitOfMeasure: { required: true },
  'Classification@*': { required: true },
};

export const cxmlReceiver = {
  fields: cxmlFields,
  priceUnit: false,
} satisfies ReceiverRules;
