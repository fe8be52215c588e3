import { olderPackageCodes } from './package-codes.ts';
import type { CxmlCall } from './profile.ts';

/** How platforms of cXML call, where a profile says nothing else. */
export const cxmlCall = {
  protocol: 'cxml',
  fromDomain: 'DUNS',
  toDomain: 'DUNS',
  senderDomain: 'DUNS',
  dtdVersion: '1.2.014',
  doctype: true,
  encoding: 'UTF-8',
  contentType: 'text/xml; charset=UTF-8',
  extrinsics: [],
} as const satisfies Partial<CxmlCall>;

/** One agreed credential of each party, and the SharedSecret. */
export function cxmlLogin({ fromDomain, toDomain, senderDomain }: Record<Domain, string> = cxmlCall) {
  return {
    from: { credentials: [{ domain: fromDomain, identity: '{buyer}' }] },
    to: { credentials: [{ domain: toDomain, identity: '{supplier}' }] },
    sender: { credentials: [{ domain: senderDomain, identity: '{sender}' }] },
    sharedSecret: true,
    customer: 'fixed',
  };
}

type Domain = 'fromDomain' | 'toDomain' | 'senderDomain';

/** Article fields that platforms of cXML take over. */
export const cxmlItem = {
  SupplierPartID: { from: ['product.number'] },
  SupplierPartAuxiliaryID: { from: ['item.reference'] },
  Description: { from: ['product.name', 'item.name'] },
  'Classification@UNSPSC': { from: ['product.customField.unspsc'], fixed: '00000000' },
  ManufacturerPartID: { from: ['product.manufacturerNumber'] },
  ManufacturerName: { from: ['product.manufacturer'] },
  LeadTime: { from: ['product.deliveryDays'] },
};

/** The rest of a System for a platform of cXML. */
export const cxmlSystem = {
  login: cxmlLogin(),
  units: { table: olderPackageCodes, default: 'EA' },
  prices: { decimals: 4 },
  dtdVersion: '1.2.014',
  returnField: 'cxml-base64',
  shipping: 'header',
  tax: 'none',
  operationAllowed: 'edit',
};
