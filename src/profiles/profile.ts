import type { OciFunction, Protocol } from '../punchout/system.ts';

/** How sure a fact is: said by the platform's own documentation, by several others, by one other. */
type Confidence = 'documented' | 'agreed' | 'reported';

/** Where a fact about a platform is from. */
export interface Source {
  /** What it says, in one line. */
  fact: string;
  /** Address, or name of the publication. */
  source: string;
  confidence: Confidence;
}

/**
 * What a platform does with one field of a returned line. OCI: `DESCRIPTION`, without `NEW_ITEM-`. cXML: as a System maps
 * them (`SupplierPartID`, `Classification@UNSPSC`), and `quantity`, `UnitPrice`, `Currency`, `UnitOfMeasure`,
 * `PriceBasisQuantity`; `Classification@*` is any Classification that has no rule of its own.
 */
export interface ReceivedField {
  /** Most characters. */
  length?: number;
  /** Whether the length counts bytes of UTF-8. */
  bytes?: boolean;
  /** What happens to a longer value, (cut by default) or to one that does not fit `pattern` (dropped). */
  otherwise?: 'cut' | 'dropped' | 'line rejected' | 'cart rejected';
  /** A line without it is rejected, or the cart where `otherwise` says so. */
  required?: boolean;
  /** Required where this other field is empty. */
  requiredUnless?: string;
  /** Required where this other field is not empty. */
  requiredWith?: string;
  /** Regular expression of the whole value. */
  pattern?: string;
  /** `upper`: the platform writes the value in capitals. */
  changed?: 'upper';
}

/** What becomes of a cart at the buyer. */
export interface ReceiverRules {
  fields: Readonly<Record<string, ReceivedField>>;
  /** What happens to a field that is not named: kept by default. */
  otherFields?: 'kept' | 'dropped';
  /** Most lines and most form fields of a cart, where there is a limit. */
  lines?: number;
  formFields?: number;
  /** Most decimal places of a price; more are cut. */
  priceDecimals?: number;
  /** Units that it is known not to take. */
  refusedUnits?: readonly string[];
  /** What happens to a line with such a unit: rejected by default. */
  refusedUnit?: 'line rejected' | 'cart rejected';
  /** What happens to a unit that the buyer has not set up, as the end of "a unit that …": nobody but the buyer knows them. */
  unknownUnit?: string;
  /** Whether only SAP's own names count: `NEW_ITEM-LONGTEXT_1:132[]`, items from 1. */
  strictNames?: boolean;
  /** Whether a price unit (OCI PRICEUNIT, cXML PriceBasisQuantity) is understood. */
  priceUnit: boolean;
  /** Whether a line may have a negative price or a price of zero. */
  negativePrice: boolean;
}

/** How an OCI buyer calls. `{user}`, `{password}`, `{hookUrl}` and `{cancelUrl}` stand for what is agreed. */
export interface OciCall {
  protocol: 'oci';
  method: 'get' | 'post';
  /** Parameters in their order. */
  parameters: readonly (readonly [name: string, value: string])[];
  /** IFS: not encoded, and last. */
  unencodedHookUrl?: boolean;
  charset: string;
  /** Functions that it calls, beside the ordinary visit. */
  functions: readonly OciFunction[];
}

/** How a cXML buyer calls. */
export interface CxmlCall {
  protocol: 'cxml';
  fromDomain: string;
  toDomain: string;
  senderDomain: string;
  /** Where it is not known, the platform's name: nothing depends on it. */
  userAgent: string;
  dtdVersion: string;
  /** Whether there is a DOCTYPE. */
  doctype: boolean;
  encoding: 'UTF-8' | 'ISO-8859-1';
  contentType: string;
  extrinsics: readonly (readonly [name: string, value: string])[];
  operations: readonly ('create' | 'edit' | 'inspect' | 'source')[];
}

/** What is known about a procurement platform: how it calls, what a System for it looks like, what it does with a cart. */
export interface Profile {
  /** e.g. `sap-srm` */
  name: string;
  title: string;
  protocol: Protocol;
  call: OciCall | CxmlCall;
  /**
   * The parts of a System file that are the platform's: everything but name, shop, customers, secrets and hosts.
   * `{buyer}`, `{supplier}` and `{sender}` stand for identities that are agreed.
   */
  system: Readonly<Record<string, unknown>>;
  receives: ReceiverRules;
  sources: readonly Source[];
}
