import type { Source } from './profile.ts';
import { conformance, ociAndOracle } from './reference-pages.ts';

const sapInbound =
  'http://help.sap.com/saphelp_crm20c/helpdata/en/91/6e5839836c8122e10000000a11402f/content.htm';
export const sapOutbound =
  'http://help.sap.com/saphelp_crm20c/helpdata/en/07/2556394ffbe525e10000000a11402f/content.htm';

/** Facts about OCI that hold for every profile of it. */
export const ociSources: readonly Source[] = [
  {
    fact: 'lengths and conditions of the fields, e.g. DESCRIPTION 40, UNIT 3, MATGROUP 10',
    source:
      'https://ui.wiki.pcon-solutions.com/doku.php?id=shop-integration:oci; https://www.2ba.nl/documentatie/unifeed/interfaces/oci2',
    confidence: 'agreed',
  },
  {
    fact: 'items count from 1; numbers have a decimal point, at most 11 digits before and 3 after it',
    source: sapInbound,
    confidence: 'documented',
  },
  {
    fact: 'a text that is too long is cut; a line without a required field, or with one that is not valid, is ignored',
    source: `${conformance}; ${ociAndOracle}`,
    confidence: 'reported',
  },
  {
    fact: 'USERNAME, PASSWORD and HOOK_URL are usual; every name of a call can be agreed',
    source: 'https://punchoutcommerce.com/guides/punchout/oci-roundtrip',
    confidence: 'reported',
  },
];
