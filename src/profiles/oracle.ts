import { cxmlCall, cxmlItem, cxmlSystem } from './cxml-platform.ts';
import { cxmlFields, cxmlReceiver } from './cxml-receiver.ts';
import { cxmlSources } from './cxml-sources.ts';
import { packageCodeSource } from './package-codes.ts';
import type { Profile } from './profile.ts';
import { ociAndOracle } from './reference-pages.ts';

const fusionCart =
  'https://docs.oracle.com/en/cloud/saas/procurement/25c/oapro/attributes-supported-in-oracle-cxml-punchout.html';
const fusionTable = 'https://docs.oracle.com/en/cloud/saas/procurement/24d/oedmp/porpunchoutitems-28336.html';

/** The narrower of iProcurement (E-Business Suite) and Fusion where they differ. */
export const oracle: Profile = {
  name: 'oracle',
  title: 'Oracle iProcurement and Fusion Self Service Procurement (cXML)',
  protocol: 'cxml',
  call: {
    ...cxmlCall,
    userAgent: 'Oracle',
    dtdVersion: '1.1.010',
    operations: ['create'],
  },
  system: {
    ...cxmlSystem,
    fields: {
      item: {
        ...cxmlItem,
        Description: { ...cxmlItem.Description, bytes: 240 },
        ManufacturerName: { ...cxmlItem.ManufacturerName, bytes: 30 },
      },
    },
    returnField: 'cxml-urlencoded',
    returnFieldCase: 'guide',
  },
  receives: {
    ...cxmlReceiver,
    fields: {
      ...cxmlFields,
      SupplierPartID: { length: 25, bytes: true, required: true },
      SupplierPartAuxiliaryID: { length: 255 },
      Description: { length: 240, bytes: true, required: true },
      ManufacturerPartID: { length: 30, bytes: true },
      ManufacturerName: { length: 30, bytes: true },
      Currency: { length: 15, required: true },
      'Classification@*': { length: 80, required: true },
    },
    unknownUnit:
      'is not mapped there fails the requisition (E-Business Suite); some systems want EACH, not EA',
  },
  sources: [
    {
      fact: 'what is too long is cut: in iProcurement an item id at 25, a manufacturer’s name at 30, a description at 240; letters of several bytes leave room for fewer',
      source: ociAndOracle,
      confidence: 'reported',
    },
    {
      fact: 'Fusion (POR_PUNCHOUT_ITEMS): SUPPLIER_ITEM 300, description 240, auxiliary id 255, manufacturer part number 30, unit code 3 after mapping',
      source: fusionTable,
      confidence: 'documented',
    },
    {
      fact: 'Oracle’s sample cart: DUNS credentials, DTD 1.1.010',
      source: fusionCart,
      confidence: 'documented',
    },
    {
      fact: 'unmapped units and categories fail the requisition in E-Business Suite; Fusion takes the value as it is',
      source: ociAndOracle,
      confidence: 'reported',
    },
    {
      fact: 'returning an empty cart has crashed it: a visit is better left by closing the window',
      source: ociAndOracle,
      confidence: 'reported',
    },
    {
      fact: 'lines without a fixed price are rejected; the price unit of a line is lost',
      source: ociAndOracle,
      confidence: 'reported',
    },
    { fact: 'the cart is url-encoded', source: ociAndOracle, confidence: 'reported' },
    {
      fact: 'domain DUNS and DTD 1.1.010 as in its sample cart; UserAgent; only operation create',
      confidence: 'assumed',
      about: 'call',
    },
    packageCodeSource,
    ...cxmlSources,
  ],
};
