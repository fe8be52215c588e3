import { ociCall, ociSystem } from './oci-platform.ts';
import { ociReceiver } from './oci-receiver.ts';
import { ociSources } from './oci-sources.ts';
import { packageCodeSource } from './package-codes.ts';
import type { Profile } from './profile.ts';

export const onventis: Profile = {
  name: 'onventis',
  title: 'Onventis Buyer',
  protocol: 'oci',
  call: {
    ...ociCall,
    functions: [],
  },
  system: {
    ...ociSystem,
  },
  receives: ociReceiver,
  sources: [
    {
      fact: 'takes OCI; for catalogues it has a JSON of its own that is sent by FTP, with names such as VENDOR_MAT',
      source: 'https://www.punchcommerce.de/en/documentation/onventi-oci-catalog-provision',
      confidence: 'reported',
    },
    {
      fact: 'all of it: no publication of Onventis about its calls was found',
      confidence: 'assumed',
      about: 'call',
    },
    { fact: 'lengths and conditions are those of OCI 4.0', confidence: 'assumed', about: 'cart' },
    packageCodeSource,
    ...ociSources,
  ],
};
