import type { FieldLimit } from '../punchout/field-mapping.ts';
import type { FieldMapping } from '../punchout/field-rule.ts';

/** Fields of an ItemIn that a System can map. Quantity, price and unit have their own rules. */
const limits: Record<string, FieldLimit> = {
  SupplierPartID: { required: true, length: 255 },
  SupplierPartAuxiliaryID: { length: 100 },
  Description: { required: true },
  ShortName: { length: 50, cut: true },
  ManufacturerPartID: { length: 255 },
  ManufacturerName: { length: 255, cut: true },
  URL: {},
  LeadTime: { length: 5 },
};

export function isCxmlField(name: string): boolean {
  return Object.hasOwn(limits, name) || /^(Classification|Extrinsic)@./.test(name);
}

/** DTD: at least one Classification; a System without one could never return a cart. */
export function cxmlFieldLimit(name: string): FieldLimit {
  if (name.startsWith('Classification@')) return { required: true };
  return Object.hasOwn(limits, name) ? (limits[name] ?? {}) : {};
}

/** Mapping of a System that does not say otherwise. */
export const defaultCxmlFields = {
  item: {
    SupplierPartID: { from: ['product.number'] },
    SupplierPartAuxiliaryID: { from: ['session.id'] },
    Description: { from: ['product.name', 'item.name'] },
    'Classification@UNSPSC': { from: [], fixed: '00000000' },
    ManufacturerPartID: { from: ['product.manufacturerNumber'] },
    ManufacturerName: { from: ['product.manufacturer'] },
    LeadTime: { from: ['product.deliveryDays'] },
  },
  shipping: {
    SupplierPartID: { from: [], fixed: 'SHIPPING' },
    Description: { from: ['item.name'] },
    'Classification@UNSPSC': { from: [], fixed: '78100000' },
  },
  discount: {
    SupplierPartID: { from: [], fixed: 'DISCOUNT' },
    Description: { from: ['item.name'] },
    'Classification@UNSPSC': { from: [], fixed: '00000000' },
  },
} satisfies FieldMapping;
