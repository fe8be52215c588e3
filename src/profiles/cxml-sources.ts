import type { Source } from './profile.ts';

export const conformance =
  'https://github.com/njp970/punchoutsandbox/blob/main/docs/reference/platform-conformance.md';

/** Facts that hold for every profile of cXML. */
export const cxmlSources: readonly Source[] = [
  {
    fact: 'ItemIn needs SupplierPartID, UnitPrice, Description, UnitOfMeasure and a Classification',
    source: 'cXML.dtd 1.2.071, http://xml.cxml.org/schemas/cXML/1.2.071/cXML.dtd',
    confidence: 'documented',
  },
  {
    fact: 'PriceBasisQuantity came after DTD 1.2.020 and nothing tells that the platform reads it: a price is taken per unit',
    source: conformance,
    confidence: 'reported',
  },
];
