import type { Source } from './profile.ts';
import { ociAndOracle } from './reference-pages.ts';

/** Facts that hold for every profile of cXML. */
export const cxmlSources: readonly Source[] = [
  {
    fact: 'ItemIn needs SupplierPartID, UnitPrice, Description, UnitOfMeasure and a Classification',
    source: 'http://xml.cxml.org/schemas/cXML/1.2.071/cXML.dtd',
    confidence: 'documented',
  },
  {
    fact: 'the price of a line is that of one UnitOfMeasure',
    source: ociAndOracle,
    confidence: 'reported',
  },
  {
    fact: 'PriceBasisQuantity, which came after DTD 1.2.020, is not read: nothing tells that it is',
    confidence: 'assumed',
    about: 'cart',
  },
];
