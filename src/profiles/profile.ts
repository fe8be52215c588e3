import type { OciFunction, Protocol } from '../punchout/system.ts';

/** A fact about a platform, and where it is from. */
interface KnownFact {
  /** What it says, in one line. */
  fact: string;
  /** Addresses, or names of publications, with `; ` between them. */
  source: string;
  /** Said by the platform's own documentation, by at least two others, by one other. */
  confidence: 'documented' | 'agreed' | 'reported';
}

/** What a profile must say but nothing public tells: a usual value stands there. */
interface Assumption {
  fact: string;
  confidence: 'assumed';
  /** The part of the profile that it is about. */
  about: 'call' | 'system' | 'cart';
}

export type Source = KnownFact | Assumption;

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
  /** Required where one of these other fields is not empty. */
  requiredWith?: readonly string[];
  /** Regular expression of the whole value. */
  pattern?: string;
  /** `upper`: the platform writes the value in capitals. */
  changed?: 'upper';
}

/** What becomes of a cart at the buyer. */
export interface ReceiverRules {
  fields: Readonly<Record<string, ReceivedField>>;
  /** What happens to a field that is not named: kept by default. */
  otherFields?: 'kept' | 'dropped' | 'unknown';
  /** Most decimal places of a price, and what happens to more, as the end of "a price with more than 3 decimals …". */
  priceDecimals?: { most: number; otherwise: string };
  /** What happens to a unit that the buyer has not set up, as the end of "a unit that …": nobody but the buyer knows them. */
  unknownUnit?: string;
  /** Whether only SAP's own names count: `NEW_ITEM-LONGTEXT_1:132[]`, items from 1. */
  strictNames?: boolean;
  /** Whether a price unit (OCI PRICEUNIT, cXML PriceBasisQuantity) is understood. */
  priceUnit: boolean | 'unknown';
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

/** How a cXML buyer calls. In Extrinsics `{user}` and `{email}` stand for the name and the address of the person. */
export interface CxmlCall {
  protocol: 'cxml';
  fromDomain: string;
  toDomain: string;
  senderDomain: string;
  /** Where it is assumed, the platform's name: nothing depends on it. */
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
