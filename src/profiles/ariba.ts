import { cxmlCall, cxmlItem, cxmlLogin, cxmlSystem } from './cxml-platform.ts';
import { cxmlFields, cxmlReceiver } from './cxml-receiver.ts';
import { cxmlSources } from './cxml-sources.ts';
import { packageCodeSource } from './package-codes.ts';
import type { Profile } from './profile.ts';
import { conformance } from './reference-pages.ts';

const noBraces = { pattern: '[^?{}]*', otherwise: 'cart rejected' } as const;

const domains = {
  fromDomain: 'NetworkId',
  toDomain: 'NetworkId',
  senderDomain: 'AribaNetworkUserId',
};

export const ariba: Profile = {
  name: 'ariba',
  title: 'SAP Ariba, through SAP Business Network',
  protocol: 'cxml',
  call: {
    ...cxmlCall,
    ...domains,
    userAgent: 'Network Hub 1.1',
    extrinsics: [
      ['CostCenter', '610'],
      ['User', '{user}'],
    ],
    operations: ['create', 'edit', 'inspect'],
  },
  system: {
    ...cxmlSystem,
    login: cxmlLogin(domains),
    fields: {
      item: {
        ...cxmlItem,
        Description: { ...cxmlItem.Description, bytes: 255 },
        ShortName: { from: ['product.name'], bytes: 50 },
      },
    },
  },
  receives: {
    ...cxmlReceiver,
    fields: {
      ...cxmlFields,
      SupplierPartID: { ...noBraces, required: true },
      SupplierPartAuxiliaryID: noBraces,
      Description: { length: 255, bytes: true, required: true },
      ShortName: { length: 50, bytes: true },
      Currency: { length: 5, required: true },
    },
    unknownUnit: 'is not set up there is not taken; UN often is not',
  },
  sources: [
    {
      fact: 'the network rewrites Sender; the SharedSecret is that of the supplier’s own network account',
      source: 'SAP Community, article ba-p/13551569',
      confidence: 'reported',
    },
    {
      fact: 'Sender is a user of the network (AribaNetworkUserId); the buyer is in From; Extrinsics CostCenter and User',
      source: "cXML User's Guide, sample PunchOutSetupRequest",
      confidence: 'documented',
    },
    {
      fact: 'base64 is preferred over url-encoding',
      source: 'https://exchange.ariba.com/thread/3872',
      confidence: 'reported',
    },
    { fact: '? { } in a part id or auxiliary id are refused', source: conformance, confidence: 'reported' },
    {
      fact: '255 of a description are shown on requisitions and orders, a short name has 50; limits count bytes',
      source: conformance,
      confidence: 'reported',
    },
    {
      fact: 'the unit UN is missing in many realms',
      source: `https://www.greenwingtechnology.com/punchout-units-of-measure/; ${conformance}`,
      confidence: 'agreed',
    },
    { fact: 'identities of test accounts end in -T', source: conformance, confidence: 'reported' },
    { fact: 'UserAgent "Network Hub 1.1", DTD 1.2.014', confidence: 'assumed', about: 'call' },
    packageCodeSource,
    ...cxmlSources,
  ],
};
