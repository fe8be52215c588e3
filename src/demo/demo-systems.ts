import type { z } from 'zod';
import { defaultCxmlFields } from '../cxml/fields.ts';
import type { systemFileSchema } from '../system-file.ts';

interface DemoCustomer {
  id: string;
  number: string;
  email: string;
  company: string | null;
}

/** What the test buyer logs in with. They open nothing but the demo shop. */
export const demoLogins = {
  oci: { systemName: 'demo-oci', user: 'acme', password: 'demo-password' },
  cxml: {
    systemName: 'demo-cxml',
    from: { domain: 'NetworkId', identity: 'AN01000000001-T' },
    to: { domain: 'DUNS', identity: '987654321' },
    sender: { domain: 'NetworkId', identity: 'AN01000000001-T' },
    sharedSecret: 'demo-shared-secret',
    userEmail: 'purchasing@globex.example',
  },
};

const units = { table: { pc: 'EA', Stk: 'EA', box: 'BX', m: 'MTR', kg: 'KGM', roll: 'RO' } };

/** One OCI System for a customer with gross prices, one cXML System for a customer with net prices. */
export function demoSystems(
  customers: readonly DemoCustomer[],
  buyerUrl: string,
): z.input<typeof systemFileSchema>[] {
  const [acme, globex] = customers.map(({ id, number, email, company }) => ({
    id,
    number,
    email,
    name: company ?? number,
  }));
  const { oci, cxml } = demoLogins;
  return [
    {
      name: oci.systemName,
      title: 'Demo: SAP SRM by OCI',
      protocol: 'oci',
      shop: 'demo',
      returnHosts: [buyerUrl],
      customers: acme ? [{ ...acme, user: oci.user, password: oci.password }] : [],
      units: { table: { ...units.table, pc: 'PCE', Stk: 'PCE' }, default: 'PCE' },
    },
    {
      name: cxml.systemName,
      title: 'Demo: Coupa by cXML',
      protocol: 'cxml',
      shop: 'demo',
      returnHosts: [buyerUrl],
      customers: globex ? [globex] : [],
      sharedSecret: cxml.sharedSecret,
      login: {
        from: { credentials: [cxml.from] },
        to: { credentials: [cxml.to] },
        sender: { credentials: [cxml.sender] },
        customer: 'email',
      },
      fields: {
        item: {
          ...defaultCxmlFields.item,
          'Classification@UNSPSC': { from: ['product.customField.punchout_unspsc'], fixed: '00000000' },
        },
      },
      units: { ...units, default: 'EA' },
    },
  ];
}
