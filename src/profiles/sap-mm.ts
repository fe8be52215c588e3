import { ociCall, sapSystem } from './oci-platform.ts';
import { ociReceiver } from './oci-receiver.ts';
import { ociSources } from './oci-sources.ts';
import type { Profile } from './profile.ts';
import { sapSources } from './sap-sources.ts';

const abapGit =
  'https://github.com/abapGit/abapGit/pull/1932; https://github.com/abapGit/abapGit/issues/1866';

export const sapMm: Profile = {
  name: 'sap-mm',
  title: 'SAP ERP MM in SAP GUI (SAPEVENT:POST)',
  protocol: 'oci',
  call: {
    ...ociCall,
    parameters: [
      ['USERNAME', '{user}'],
      ['PASSWORD', '{password}'],
      ['HOOK_URL', 'SAPEVENT:POST'],
      ['~OkCode', 'ADDI'],
      ['~Target', '_top'],
      ['~ForceTarge', 'Yes'],
    ],
    functions: [],
  },
  system: {
    ...sapSystem,
    sapEvent: true,
    cancel: 'message',
    functions: ['DETAIL', 'VALIDATE', 'BACKGROUND_SEARCH'],
  },
  receives: {
    ...ociReceiver,
    unknownUnit: 'is no ISO code there (T006, transaction CUNI) is not understood',
  },
  sources: [
    {
      fact: 'order of a call: own parameters, return address, ~OkCode, ~Target, ~ForceTarge',
      source: 'https://help.sap.com/saphelp_46C/helpdata/EN/da/e02c7dd435d1118b3f0060b03ca329/content.htm',
      confidence: 'documented',
    },
    {
      fact: 'the return address is SAPEVENT:POST, which SAP GUI catches',
      source:
        'https://punchcommerce.de/en/documentation/punchout-via-oci; https://docs.agiqon-connector.de/en/user/oci/oci-login',
      confidence: 'agreed',
    },
    {
      fact: 'a form that a script makes or changes loses its data in SAP GUI for Java; long GETs are cut',
      source: abapGit,
      confidence: 'reported',
    },
    {
      fact: 'a unit is looked up by its ISO code (UNIT_OF_MEASURE_ISO_TO_SAP), e.g. PCE',
      source: 'https://stechno.net/repository/sap-functions.html/page/4672/?id=UNIT_OF_MEASURE_ISO_TO_SAP',
      confidence: 'documented',
    },
    { fact: 'utf-8; no functions are called', confidence: 'assumed', about: 'call' },
    ...sapSources,
    ...ociSources,
  ],
};
