/** Pages of one public collection that many facts are from. */
const collection = 'https://github.com/njp970/punchoutsandbox/blob/main/docs/reference';

export const conformance = `${collection}/platform-conformance.md`;
export const ociAndOracle = `${collection}/oci-and-oracle.md`;
