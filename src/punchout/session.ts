import type { Protocol } from './system.ts';

export type SessionStatus = 'open' | 'returned' | 'cancelled' | 'expired';

/** One visit of a buyer. Times are epoch milliseconds. */
export interface PunchOutSession {
  id: string;
  protocol: Protocol;
  systemId: string;
  /** The System as it was when the visit began: a visit ends with the configuration it began with. */
  systemRevision: number;
  customerId: string;
  status: SessionStatus;
  createdAt: number;
  /** After this the start link is dead. */
  startUntil: number;
  /** After this the visit is over. */
  expiresAt: number;
  /** Where the cart goes; absolute URL, checked against the System's return hosts. */
  returnUrl: string;
  /** Frame or window of the return, e.g. `_top`. */
  returnTarget: string;
  /** Login parameters that no rule used up (OCI), to be echoed or mapped. Never a credential. */
  parameters: readonly (readonly [name: string, value: string])[];
  /** Extrinsics of the PunchOutSetupRequest (cXML). */
  extrinsics: readonly (readonly [name: string, value: string])[];
  /** What only the protocol understands: BuyerCookie and parties of a cXML setup. Opaque JSON here. */
  protocolData: string;
  /** When the buyer's browser came in. */
  enteredAt: number | undefined;
  /** When it was returned or cancelled. */
  closedAt: number | undefined;
}

/** The page that carries a cart (or a cancellation) back: an HTML form posted by the buyer's browser. */
export interface ReturnForm {
  action: string;
  target: string;
  charset: string;
  fields: readonly (readonly [name: string, value: string])[];
}
