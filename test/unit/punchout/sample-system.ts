import { defaultCxmlFields } from '../../../src/cxml/fields.ts';
import { defaultOciFields } from '../../../src/oci/fields.ts';
import {
  type CxmlSystem,
  cxmlSystemSchema,
  type OciSystem,
  ociSystemSchema,
} from '../../../src/punchout/system.ts';

export const sampleCustomer = {
  id: 'c0ffee'.padEnd(32, '0'),
  number: 'K-10042',
  name: 'Jäger Werke',
  email: 'einkauf@buyer.example',
  user: 'jaeger',
};

const common = {
  title: 'Buyer AG',
  shop: 'main',
  customers: [sampleCustomer],
  returnHosts: ['buyer.example'],
};

/** An OCI System as it is stored, parsed by its own schema. */
export function sampleOciSystem(changes: object = {}): OciSystem {
  return ociSystemSchema.parse({
    ...common,
    id: '5e5b6b0e-3d1c-4c3a-9a55-1f2d3c4b5a69',
    name: 'buyer-oci',
    protocol: 'oci',
    fields: defaultOciFields,
    units: { table: { pc: 'PCE' }, default: 'EA' },
    ...changes,
  });
}

/** A cXML System as it is stored, parsed by its own schema. */
export function sampleCxmlSystem(changes: object = {}): CxmlSystem {
  return cxmlSystemSchema.parse({
    ...common,
    id: '0b5e2a54-91a7-4b7e-8a3c-6f3f1f0f2d11',
    name: 'buyer-cxml',
    protocol: 'cxml',
    fields: defaultCxmlFields,
    units: { table: { pc: 'C62' }, default: 'EA' },
    sharedSecretHashes: [],
    login: {
      from: { credentials: [{ domain: 'NetworkId', identity: 'AN01' }] },
      to: { check: false },
      sender: { credentials: [{ domain: 'NetworkId', identity: 'AN02' }] },
    },
    ...changes,
  });
}
