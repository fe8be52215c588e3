import { cxmlCall, cxmlLogin, cxmlSystem } from './cxml-platform.ts';
import { cxmlFields, cxmlReceiver } from './cxml-receiver.ts';
import { cxmlSources } from './cxml-sources.ts';
import { packageCodeSource } from './package-codes.ts';
import type { Profile, ReceivedField } from './profile.ts';
import { conformance } from './reference-pages.ts';

const setupRequest =
  'https://compass.coupa.com/en-us/products/product-documentation/supplier-resources/supplier-integration-resources/sample-punchout-setup-request';
const failedReturn =
  'https://compass.coupa.com/en-us/products/product-documentation/supplier-resources/for-suppliers/integration-resources/purchase-orders-and-punchouts/punchout-failed-punchout-failed-to-return-a-cart';

/** One bad line loses the cart. */
const fields: Record<string, ReceivedField> = Object.fromEntries(
  Object.entries(cxmlFields).map(([name, field]) => [
    name,
    { ...field, otherwise: 'cart rejected' as const },
  ]),
);

export const coupa: Profile = {
  name: 'coupa',
  title: 'Coupa',
  protocol: 'cxml',
  call: {
    ...cxmlCall,
    userAgent: 'Coupa Procurement 1.0',
    extrinsics: [
      ['FirstName', 'Erika'],
      ['LastName', 'Mustermann'],
      ['UniqueName', '{user}'],
      ['UserEmail', '{email}'],
      ['User', '{user}'],
      ['BusinessUnit', 'BUYER'],
    ],
    operations: ['create'],
  },
  system: {
    ...cxmlSystem,
    login: { ...cxmlLogin(), emailFrom: ['UserEmail', 'Contact'] },
    dtdVersion: '1.2.023',
  },
  receives: { ...cxmlReceiver, fields, unknownUnit: 'is not set up there loses the whole cart' },
  sources: [
    {
      fact: 'DUNS credentials, UserAgent "Coupa Procurement 1.0", DTD 1.2.014, Extrinsics FirstName to BusinessUnit, Contact endUser',
      source: setupRequest,
      confidence: 'documented',
    },
    {
      fact: 'a missing element or an unknown unit in one line loses the whole cart; only an administrator is told why',
      source: failedReturn,
      confidence: 'documented',
    },
    {
      fact: 'the import of a cart fails if a unit does not exist there',
      source: conformance,
      confidence: 'reported',
    },
    {
      fact: 'a PunchOutOrderMessage names DTD 1.2.023',
      source:
        'https://github.com/slawomir-szostak/punchout-simulator/blob/main/docs/cxml-procurement-platform-variation_en.md',
      confidence: 'reported',
    },
    {
      fact: 'it opens a new cart only (operation create): others are not described',
      confidence: 'assumed',
      about: 'call',
    },
    packageCodeSource,
    ...cxmlSources,
  ],
};
