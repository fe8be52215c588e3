import { ociCall, sapSystem } from './oci-platform.ts';
import { ociReceiver } from './oci-receiver.ts';
import { ociSources } from './oci-sources.ts';
import type { Profile } from './profile.ts';
import { sapSources } from './sap-sources.ts';

const setup =
  'https://blogs.sap.com/2020/10/09/configuration-for-oci-5.0-and-oci-4.0-in-the-s-4hana-cloud-essentials/';

export const s4hana: Profile = {
  name: 's4hana',
  title: 'SAP S/4HANA Cloud (OCI 4 and 5)',
  protocol: 'oci',
  call: {
    ...ociCall,
    parameters: [
      ['USERNAME', '{user}'],
      ['PASSWORD', '{password}'],
      ['OCI_VERSION', '5.0'],
      ['HOOK_URL', '{hookUrl}'],
      ['~OkCode', 'ADDI'],
      ['~TARGET', '_top'],
      ['~CALLER', 'CTLG'],
    ],
    functions: ['VALIDATE', 'DOWNLOADJSON'],
  },
  system: {
    ...sapSystem,
    functions: ['DETAIL', 'VALIDATE', 'BACKGROUND_SEARCH', 'DOWNLOADJSON'],
  },
  receives: {
    ...ociReceiver,
    unknownUnit: 'is no ISO code there is not understood',
  },
  sources: [
    {
      fact: 'set up in "Settings for Web Services" and a communication arrangement; catalogues of OCI 5 come as JSON over HTTP',
      source: setup,
      confidence: 'documented',
    },
    {
      fact: 'its price check updates from the catalogue, or fails on a difference: VALIDATE must answer',
      source: setup,
      confidence: 'documented',
    },
    {
      fact: 'a buyer may change each line as it comes in (BAdI MMPUR_OCI_TO_DRAFT_ITM_MAPPING)',
      source:
        'https://blogs.sap.com/2019/11/01/business-logic-extensions-cloud-badis-in-sourcing-and-procurement-self-service-procurement/',
      confidence: 'documented',
    },
    {
      fact: 'the cart itself comes back in NEW_ITEM fields, with OCI 5 too',
      source: 'https://archive.sap.com/documents/docs/DOC-35441',
      confidence: 'reported',
    },
    {
      fact: 'POST, utf-8 and the parameters: those of SAP SRM, with OCI_VERSION 5.0',
      confidence: 'assumed',
      about: 'call',
    },
    ...sapSources,
    ...ociSources,
  ],
};
