import { ociCall, ociSystem } from './oci-platform.ts';
import { ociReceiver } from './oci-receiver.ts';
import { ociSources } from './oci-sources.ts';
import { packageCodeSource } from './package-codes.ts';
import type { Profile } from './profile.ts';

const webshops = 'https://basware.service-now.com/bw?id=bw_kb_article&sysparm_article=BWKB0018306';

export const basware: Profile = {
  name: 'basware',
  title: 'Basware Procurement',
  protocol: 'oci',
  call: {
    ...ociCall,
    functions: ['BACKGROUND_SEARCH'],
  },
  system: {
    ...ociSystem,
    cartFormat: 'fields',
    functions: ['DETAIL', 'VALIDATE', 'SOURCING', 'BACKGROUND_SEARCH'],
  },
  receives: ociReceiver,
  sources: [
    {
      fact: 'only the HTML form of OCI; GET or POST is set for each shop; BACKGROUND_SEARCH is used',
      source: webshops,
      confidence: 'documented',
    },
    {
      fact: 'the price type is set for each shop: it must be Net, since prices are sent without tax',
      source: webshops,
      confidence: 'documented',
    },
    { fact: 'cXML is for Basware Marketplace only', source: webshops, confidence: 'documented' },
    {
      fact: 'which field goes where is set by the buyer (DESCRIPTION, QUANTITY, UNIT, PRICE, CURRENCY, VENDOR by default)',
      source: 'https://basware.service-now.com/bw?id=bw_kb_article&sysparm_article=BWKB0015957',
      confidence: 'documented',
    },
    {
      fact: 'POST, the names of the parameters and utf-8: they are agreed for each shop',
      confidence: 'assumed',
      about: 'call',
    },
    { fact: 'lengths and conditions are those of OCI 4.0', confidence: 'assumed', about: 'cart' },
    packageCodeSource,
    ...ociSources,
  ],
};
