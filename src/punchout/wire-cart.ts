import type { Protocol } from './system.ts';

/** A value of a line under the name that its protocol has for it, e.g. `VENDORMAT` or `Classification@UNSPSC`. */
export interface WireField {
  name: string;
  value: string;
  /** The name as it came, where the protocol does not spell it so. */
  misspelt?: string;
}

export interface WireLine {
  /** OCI: the index that its names carry. cXML: its place, from 1. */
  index: number;
  fields: WireField[];
}

/** A cart as it was sent, whoever sent it. */
export interface WireCart {
  protocol: Protocol;
  lines: WireLine[];
  /** Fields of the form that carried it, where there was one. */
  formFields?: number;
  /** Names of fields that belong to no line. */
  strays: string[];
}
