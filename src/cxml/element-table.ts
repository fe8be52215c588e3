/** How often a child may stand: once, at most once, any number, at least once. */
type Occurrence = '1' | '?' | '*' | '+';

/** 1.2.020 lacks PriceBasisQuantity, 1.2.036 has it. */
export const priceBasisSince = '1.2.036';

export interface ElementRule {
  /** Children in the order of the DTD. An element without rules holds text. */
  children?: readonly (readonly [name: string, occurrence: Occurrence])[];
  /** Holds any content (ANY in the DTD), or text mixed with its children. */
  mixed?: boolean;
  required?: readonly string[];
  attributes?: readonly string[];
  /** The first version of the DTD that is known to have the element. */
  since?: string;
}

/**
 * The elements that Punchgate writes, in DTD order: structure that is valid in cXML 1.2.014 and in 1.2.071 alike, but
 * for elements with `since`. The writer follows it, the linter reads it.
 */
export const elementTable: Record<string, ElementRule> = {
  cXML: {
    children: [
      ['Header', '?'],
      ['Message', '?'],
      ['Request', '?'],
      ['Response', '?'],
    ],
    required: ['payloadID', 'timestamp'],
    attributes: ['version', 'xml:lang', 'signatureVersion'],
  },
  Header: {
    children: [
      ['From', '1'],
      ['To', '1'],
      ['Sender', '1'],
    ],
  },
  From: { children: [['Credential', '+']] },
  To: { children: [['Credential', '+']] },
  Sender: {
    children: [
      ['Credential', '+'],
      ['UserAgent', '1'],
    ],
  },
  Credential: { children: [['Identity', '1']], required: ['domain'], attributes: ['type'] },
  Identity: { mixed: true },
  UserAgent: {},
  Message: {
    children: [
      ['Status', '?'],
      ['PunchOutOrderMessage', '1'],
    ],
    attributes: ['deploymentMode', 'inReplyTo', 'Id'],
  },
  Response: {
    children: [
      ['Status', '1'],
      ['PunchOutSetupResponse', '?'],
      ['ProfileResponse', '?'],
    ],
    attributes: ['Id'],
  },
  Status: { required: ['code', 'text'], attributes: ['xml:lang'] },
  PunchOutSetupResponse: { children: [['StartPage', '1']] },
  StartPage: { children: [['URL', '1']] },
  URL: { attributes: ['name'] },
  ProfileResponse: {
    children: [
      ['Option', '*'],
      ['Transaction', '+'],
    ],
    required: ['effectiveDate'],
    attributes: ['lastRefresh'],
  },
  Transaction: {
    children: [
      ['URL', '1'],
      ['Option', '*'],
    ],
    required: ['requestName'],
  },
  Option: { required: ['name'] },
  PunchOutOrderMessage: {
    children: [
      ['BuyerCookie', '1'],
      ['PunchOutOrderMessageHeader', '1'],
      ['ItemIn', '*'],
    ],
  },
  BuyerCookie: { mixed: true },
  PunchOutOrderMessageHeader: {
    children: [
      ['Total', '1'],
      ['Shipping', '?'],
      ['Tax', '?'],
    ],
    required: ['operationAllowed'],
    attributes: ['quoteStatus'],
  },
  Total: { children: [['Money', '1']] },
  Money: { required: ['currency'], attributes: ['alternateAmount', 'alternateCurrency'] },
  Shipping: {
    children: [
      ['Money', '1'],
      ['Description', '1'],
    ],
    attributes: ['trackingDomain', 'trackingId'],
  },
  Tax: {
    children: [
      ['Money', '1'],
      ['Description', '1'],
      ['TaxDetail', '*'],
    ],
  },
  TaxDetail: {
    children: [
      ['TaxableAmount', '?'],
      ['TaxAmount', '1'],
    ],
    required: ['category'],
    attributes: ['purpose', 'percentageRate'],
  },
  TaxableAmount: { children: [['Money', '1']] },
  TaxAmount: { children: [['Money', '1']] },
  Description: { mixed: true, children: [['ShortName', '?']], required: ['xml:lang'] },
  ShortName: {},
  ItemIn: {
    children: [
      ['ItemID', '1'],
      ['ItemDetail', '1'],
      ['Shipping', '?'],
      ['Tax', '?'],
    ],
    required: ['quantity'],
    attributes: ['lineNumber'],
  },
  ItemID: {
    children: [
      ['SupplierPartID', '1'],
      ['SupplierPartAuxiliaryID', '?'],
    ],
  },
  SupplierPartID: {},
  SupplierPartAuxiliaryID: { mixed: true },
  ItemDetail: {
    children: [
      ['UnitPrice', '1'],
      ['Description', '+'],
      ['UnitOfMeasure', '1'],
      ['PriceBasisQuantity', '?'],
      ['Classification', '+'],
      ['ManufacturerPartID', '?'],
      ['ManufacturerName', '?'],
      ['URL', '?'],
      ['LeadTime', '?'],
      ['Extrinsic', '*'],
    ],
  },
  UnitPrice: { children: [['Money', '1']] },
  UnitOfMeasure: {},
  PriceBasisQuantity: {
    children: [['UnitOfMeasure', '1']],
    required: ['quantity', 'conversionFactor'],
    since: priceBasisSince,
  },
  Classification: { required: ['domain'] },
  ManufacturerPartID: {},
  ManufacturerName: { attributes: ['xml:lang'] },
  LeadTime: {},
  Extrinsic: { mixed: true, required: ['name'] },
};

const positions = new Map(
  Object.entries(elementTable).map(([name, { children }]) => [
    name,
    children && new Map(children.map(([child], position) => [child, position])),
  ]),
);

/** Whether a version of the DTD has the element of a rule. All are written alike, e.g. `1.2.014`. */
export function isKnownTo(version: string, { since = version }: ElementRule): boolean {
  return version >= since;
}

/** Places of the children of an element in the order of the DTD; undefined where it has text or any content. */
export function childPositions(name: string): ReadonlyMap<string, number> | undefined {
  return positions.get(name);
}
