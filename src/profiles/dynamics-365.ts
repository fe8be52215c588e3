import { cxmlCall, cxmlItem, cxmlLogin, cxmlSystem } from './cxml-platform.ts';
import { cxmlFields, cxmlReceiver } from './cxml-receiver.ts';
import { cxmlSources } from './cxml-sources.ts';
import { packageCodeSource } from './package-codes.ts';
import type { Profile } from './profile.ts';

const externalCatalog =
  'https://learn.microsoft.com/en-us/dynamics365/supply-chain/procurement/set-up-external-catalog-for-punchout';
const woocommerce = 'https://github.com/wadejbeckett/punchout-woocommerce';

export const dynamics365: Profile = {
  name: 'dynamics-365',
  title: 'Microsoft Dynamics 365 Supply Chain Management',
  protocol: 'cxml',
  call: {
    ...cxmlCall,
    userAgent: 'Dynamics 365',
    dtdVersion: '1.2.008',
    doctype: false,
    extrinsics: [['User email', '{email}']],
    operations: ['create'],
  },
  system: {
    ...cxmlSystem,
    login: { ...cxmlLogin(), emailFrom: ['User email', 'UserEmail', 'Contact'] },
    fields: {
      item: {
        SupplierPartID: cxmlItem.SupplierPartID,
        Description: cxmlItem.Description,
        ShortName: { from: ['product.name'] },
        'Classification@UNSPSC': cxmlItem['Classification@UNSPSC'],
      },
    },
    returnField: 'cxml-urlencoded',
    shipping: 'line',
    operationAllowed: 'create',
  },
  receives: {
    ...cxmlReceiver,
    fields: { ...cxmlFields, ShortName: {} },
    otherFields: 'dropped',
    unknownUnit: 'is not set up there costs its line without a word',
  },
  sources: [
    {
      fact: 'a requisition line takes over quantity, SupplierPartID, price, currency, short name, description, unit and classification',
      source: externalCatalog,
      confidence: 'documented',
    },
    {
      fact: 'units and currency must be set up there first',
      source: externalCatalog,
      confidence: 'documented',
    },
    {
      fact: 'From, To, Sender with SharedSecret, SupplierSetup and chosen Extrinsics; no edit of an earlier cart is described',
      source: externalCatalog,
      confidence: 'documented',
    },
    {
      fact: 'no DOCTYPE, version 1.2.008, elements out of order, braces in BuyerCookie, Extrinsic "User email", a blank behind the return address',
      source: woocommerce,
      confidence: 'reported',
    },
    {
      fact: 'a unit that it does not know costs the line, and nobody is told',
      source: woocommerce,
      confidence: 'reported',
    },
    { fact: 'domain DUNS; UserAgent; only operation create', confidence: 'assumed', about: 'call' },
    packageCodeSource,
    ...cxmlSources,
  ],
};
