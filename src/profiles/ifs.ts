import { ociCall, ociSystem } from './oci-platform.ts';
import { ociFields, ociReceiver } from './oci-receiver.ts';
import { ociSources } from './oci-sources.ts';
import { packageCodeSource } from './package-codes.ts';
import type { Profile } from './profile.ts';

const administration =
  'https://docs.ifs.com/techdocs/24r2/030_administration/030_integration/330_ifs_applications_business_components/300_punchout_catalog_procurement';
const development =
  'https://docs.ifs.com/techdocs/24r1/060_development/060_ifs_applications_business_components/190_punchout_catalog_procurement';

export const ifs: Profile = {
  name: 'ifs',
  title: 'IFS Cloud (OCI)',
  protocol: 'oci',
  call: {
    ...ociCall,
    method: 'get',
    parameters: [
      ['OCIVERSION', '4.0'],
      ['SENDERID', '{user}'],
      ['PASSWORD', '{password}'],
      ['USERNAME', '{user}'],
      ['NEW_ITEM-VENDOR', ''],
      ['ACCOUNT_CODE', ''],
      ['AGREEMENT_NO', ''],
      ['OCICANCEL', '{cancelUrl}'],
      ['HOOK_URL', '{hookUrl}'],
    ],
    unencodedHookUrl: true,
    functions: [],
  },
  system: {
    ...ociSystem,
    login: { ...ociSystem.login, unencodedHookUrl: true },
    fields: {
      item: {
        DESCRIPTION: { from: ['product.name', 'item.name'] },
        QUANTITY: { from: ['item.quantity'] },
        UNIT: { from: ['item.unit'] },
        PRICE: { from: ['item.price'] },
        CURRENCY: { from: ['cart.currency'] },
        PRICEUNIT: { from: ['item.priceUnit'] },
        LEADTIME: { from: ['product.deliveryDays'] },
        VENDORMAT: { from: ['product.number | upper'] },
        EXT_PRODUCT_ID: { from: ['product.number'] },
      },
    },
    prices: { decimals: 3, maximumUnit: 1 },
    cancel: 'cancel-url',
    functions: [],
  },
  receives: {
    ...ociReceiver,
    fields: {
      QUANTITY: { ...ociFields.QUANTITY, required: true },
      PRICE: { ...ociFields.PRICE, required: true },
      PRICEUNIT: { ...ociFields.PRICEUNIT },
      CURRENCY: { ...ociFields.CURRENCY, required: true },
      VENDORMAT: { length: 40, required: true, changed: 'upper' },
      DESCRIPTION: { length: 40, required: true },
    },
    otherFields: 'unknown',
    priceUnit: 'unknown',
  },
  sources: [
    {
      fact: 'a GET with OCIVERSION, SENDERID, PASSWORD, USERNAME, NEW_ITEM-VENDOR, ACCOUNT_CODE, AGREEMENT_NO, OCICANCEL',
      source: administration,
      confidence: 'documented',
    },
    {
      fact: 'HOOK_URL is appended last and not encoded; OCI 4.0 from IFS Cloud 21R2',
      source: administration,
      confidence: 'documented',
    },
    {
      fact: 'QUANTITY, PRICE and CURRENCY are needed; for punchout parts DESCRIPTION and VENDORMAT too',
      source: development,
      confidence: 'documented',
    },
    { fact: 'VENDORMAT is written in capitals', source: development, confidence: 'documented' },
    {
      fact: 'only listed fields are used, QUANTITY, PRICE, CURRENCY, VENDORMAT and DESCRIPTION among them; the rest of the list was not found',
      source: development,
      confidence: 'documented',
    },
    { fact: 'the lengths of those fields are those of OCI 4.0', confidence: 'assumed', about: 'cart' },
    {
      fact: 'no price units: whether PRICEUNIT is among the listed fields is not known',
      confidence: 'assumed',
      about: 'system',
    },
    { fact: 'utf-8; no functions are called', confidence: 'assumed', about: 'call' },
    packageCodeSource,
    ...ociSources,
  ],
};
