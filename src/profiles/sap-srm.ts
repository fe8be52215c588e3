import { ociCall, sapSystem } from './oci-platform.ts';
import { ociReceiver } from './oci-receiver.ts';
import { ociSources, sapOutbound } from './oci-sources.ts';
import type { Profile } from './profile.ts';
import { ociAndOracle } from './reference-pages.ts';
import { sapSources } from './sap-sources.ts';

const callStructure = 'https://archive.sap.com/discussions/thread/3210132';
const tricks = 'https://github-wiki-see.page/m/elisic/ocipc/wiki/OCI-Tricks';

export const sapSrm: Profile = {
  name: 'sap-srm',
  title: 'SAP SRM 7',
  protocol: 'oci',
  call: {
    ...ociCall,
    parameters: [
      ['USERNAME', '{user}'],
      ['PASSWORD', '{password}'],
      ['OCI_VERSION', '4.0'],
      ['OPI_VERSION', '1.0'],
      ['http_content_charset', 'utf-8'],
      ['returntarget', '_parent'],
      ['HOOK_URL', '{hookUrl}'],
      ['~OkCode', 'ADDI'],
      ['~TARGET', '_parent'],
      ['~CALLER', 'CTLG'],
    ],
    functions: ['DETAIL', 'VALIDATE', 'BACKGROUND_SEARCH'],
  },
  system: {
    ...sapSystem,
    emptyFields: true,
    functions: ['DETAIL', 'VALIDATE', 'BACKGROUND_SEARCH'],
  },
  receives: {
    ...ociReceiver,
    unknownUnit:
      'is no ISO code there (T006, transaction CUNI) costs its line; each client has its own list, and D97 is often missing',
    strictNames: true,
  },
  sources: [
    {
      fact: 'POST is the standard, GET by customizing; HOOK_URL is filled at run time',
      source: sapOutbound,
      confidence: 'documented',
    },
    {
      fact: 'needs OCI 4.0 or higher; VALIDATE is called from the server, at times without HOOK_URL',
      source: callStructure,
      confidence: 'documented',
    },
    {
      fact: 'optional fields should be there, empty; functions answer on the same address',
      source: tricks,
      confidence: 'reported',
    },
    {
      fact: 'a call carries OCI_VERSION, OPI_VERSION and returntarget',
      source:
        'https://community.buyerquest.com/Product_and_Supplier_Documentation/Integration_Documentation/03_Punchout_and_SSO_Documentation/02_Punchout_To_BuyerQuest__OCI_Inbound',
      confidence: 'reported',
    },
    {
      fact: 'a unit that is no ISO code there costs its line; known message: "Unit of measure D97 is not an ISO code. Item will not be transferred"',
      source: ociAndOracle,
      confidence: 'reported',
    },
    {
      fact: 'a long text named NEW_ITEM-LONGTEXT[n] is added to the first item',
      source: ociAndOracle,
      confidence: 'reported',
    },
    {
      fact: 'what it drops it does not tell; the log is SLG1, object BBP_OCI',
      source: ociAndOracle,
      confidence: 'reported',
    },
    {
      fact: 'values of the parameters: utf-8, _parent, OPI_VERSION 1.0',
      confidence: 'assumed',
      about: 'call',
    },
    {
      fact: 'a field whose name is spelled otherwise, and an item with the number 0, are not read',
      confidence: 'assumed',
      about: 'cart',
    },
    ...sapSources,
    ...ociSources,
  ],
};
