import type { FieldLimit } from '../punchout/field-mapping.ts';
import type { FieldMapping } from '../punchout/field-rule.ts';

/** Fields of an ItemIn that a System can map. Quantity, price and unit have their own rules. */
const limits: Record<string, FieldLimit> = {
  SupplierPartID: { length: 255 },
  SupplierPartAuxiliaryID: { length: 100 },
  Description: {},
  ShortName: { length: 50, cut: true },
  ManufacturerPartID: { length: 255 },
  ManufacturerName: { length: 255, cut: true },
  URL: {},
  LeadTime: { length: 5 },
};

export function isCxmlField(name: string): boolean {
  return Object.hasOwn(limits, name) || /^(Classification|Extrinsic)@./.test(name);
}

export function cxmlFieldLimit(name: string): FieldLimit {
  return Object.hasOwn(limits, name) ? (limits[name] ?? {}) : {};
}

/** What the DTD demands of a line and these rules can never give. */
export function missingCxmlFields(names: readonly string[]): string[] {
  const classified = names.some((name) => name.startsWith('Classification@'));
  const plain = ['SupplierPartID', 'Description'].filter((name) => !names.includes(name));
  return classified ? plain : [...plain, 'Classification@<domain>'];
}

/** Mapping of a System that does not say otherwise. */
export const defaultCxmlFields = {
  item: {
    SupplierPartID: { from: ['product.number'] },
    SupplierPartAuxiliaryID: { from: ['item.reference'] },
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
