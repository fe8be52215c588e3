import { cxmlFields, cxmlReceiver } from './cxml-receiver.ts';
import { cxmlSources } from './cxml-sources.ts';
import { olderPackageCodes, packageCodeSource } from './package-codes.ts';
import type { Profile } from './profile.ts';
import { conformance } from './reference-pages.ts';

export const jaggaer: Profile = {
  name: 'jaggaer',
  title: 'JAGGAER (SciQuest)',
  protocol: 'cxml',
  call: {
    protocol: 'cxml',
    fromDomain: 'DUNS',
    toDomain: 'DUNS',
    senderDomain: 'DUNS',
    userAgent: 'JAGGAER',
    dtdVersion: '1.2.014',
    doctype: true,
    encoding: 'UTF-8',
    contentType: 'text/xml; charset=UTF-8',
    extrinsics: [],
    operations: ['create', 'edit', 'inspect'],
  },
  system: {
    login: {
      from: { credentials: [{ domain: 'DUNS', identity: '{buyer}' }] },
      to: { credentials: [{ domain: 'DUNS', identity: '{supplier}' }] },
      sender: { credentials: [{ domain: 'DUNS', identity: '{sender}' }] },
      sharedSecret: true,
      customer: 'fixed',
    },
    fields: {
      item: {
        SupplierPartID: { from: ['product.number'] },
        SupplierPartAuxiliaryID: { from: ['item.reference'] },
        Description: { from: ['product.name', 'item.name'], length: 256 },
        'Classification@UNSPSC': { from: ['product.customField.unspsc | replace "-" ""'], fixed: '00000000' },
        ManufacturerPartID: { from: ['product.manufacturerNumber'], length: 100 },
        ManufacturerName: { from: ['product.manufacturer'], length: 100 },
        LeadTime: { from: ['product.deliveryDays'] },
      },
    },
    units: { table: olderPackageCodes, default: 'EA' },
    prices: { decimals: 4 },
    dtdVersion: '1.2.014',
    returnField: 'cxml-base64',
    shipping: 'header',
    tax: 'none',
    operationAllowed: 'edit',
  },
  receives: {
    ...cxmlReceiver,
    fields: {
      ...cxmlFields,
      SupplierPartID: { length: 100, otherwise: 'cart rejected', required: true },
      SupplierPartAuxiliaryID: { length: 100, otherwise: 'cart rejected' },
      Description: { length: 256, required: true },
      'Classification@UNSPSC': { pattern: '\\d{8}', otherwise: 'dropped' },
      ManufacturerPartID: { length: 100 },
      ManufacturerName: { length: 100 },
    },
    priceDecimals: { most: 4, otherwise: 'is rounded, and no longer the one that was sent' },
    unknownUnit: 'is not mapped there becomes EA without a word: a box of 100 is booked as one piece',
  },
  sources: [
    {
      fact: 'an unmapped unit becomes EA; the Total is computed anew',
      source:
        'JAGGAER, Supplier Network Portal, cXML Integration Specification Handbook 20.3, "Unmapped UOM Values"',
      confidence: 'documented',
    },
    {
      fact: 'part id and auxiliary id at most 100, or the return of the cart fails; description 256; manufacturer’s part id and name 100',
      source: conformance,
      confidence: 'reported',
    },
    {
      fact: 'a price with more than 4 decimals is rounded and no longer matches; UNSPSC has 8 digits without punctuation',
      source: conformance,
      confidence: 'reported',
    },
    {
      fact: 'a manufacturer’s part id or name that is too long is cut',
      confidence: 'assumed',
      about: 'cart',
    },
    {
      fact: 'a copied requisition brings the auxiliary ids of the first one again',
      source: conformance,
      confidence: 'reported',
    },
    {
      fact: 'all of it: domains, UserAgent, DTD and operations of its calls were not found; agree on them',
      confidence: 'assumed',
      about: 'call',
    },
    packageCodeSource,
    ...cxmlSources,
  ],
};
