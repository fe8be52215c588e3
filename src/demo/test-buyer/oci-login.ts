import type { TestBuyer } from './test-buyer.ts';

/** The fields of an OCI login, in the order SAP sends them: the catalogue's own first, then the return address. */
export function ociLogin(buyer: TestBuyer, requisition: string): [string, string][] {
  const { user, password } = buyer.options.oci;
  return [
    ['USERNAME', user],
    ['PASSWORD', password],
    ['HOOK_URL', `${buyer.url}/return/oci?requisition=${encodeURIComponent(requisition)}`],
    ['~OkCode', 'ADDI'],
    ['~TARGET', '_top'],
    ['~CALLER', 'CTLG'],
    ['OCI_VERSION', '4.0'],
    ['returntarget', '_top'],
  ];
}
