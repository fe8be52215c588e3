import { cxmlCall, cxmlItem, cxmlSystem } from './cxml-platform.ts';
import { cxmlFields, cxmlReceiver } from './cxml-receiver.ts';
import { cxmlSources } from './cxml-sources.ts';
import { packageCodeSource } from './package-codes.ts';
import type { Profile } from './profile.ts';
import { conformance } from './reference-pages.ts';

export const jaggaer: Profile = {
  name: 'jaggaer',
  title: 'JAGGAER (SciQuest)',
  protocol: 'cxml',
  call: {
    ...cxmlCall,
    userAgent: 'JAGGAER',
    operations: ['create', 'edit', 'inspect'],
  },
  system: {
    ...cxmlSystem,
    fields: {
      item: {
        ...cxmlItem,
        Description: { ...cxmlItem.Description, length: 256 },
        'Classification@UNSPSC': { from: ['product.customField.unspsc | replace "-" ""'], fixed: '00000000' },
        ManufacturerPartID: { ...cxmlItem.ManufacturerPartID, length: 100 },
        ManufacturerName: { ...cxmlItem.ManufacturerName, length: 100 },
      },
    },
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
