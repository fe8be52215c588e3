import type { Decimal } from './money.ts';
import type { Protocol } from './system.ts';

export type SessionStatus = 'open' | 'returned' | 'cancelled' | 'expired';

/** cXML 1.2, 5.3: a new cart, an earlier one to change, an earlier one to look at, a new one for a request for quotation. */
export type PunchOutOperation = 'create' | 'edit' | 'inspect' | 'source';

/** The page of the shop that a visit begins on. */
export type EntryPage =
  | { kind: 'home' }
  | { kind: 'cart' }
  | { kind: 'product'; number: string }
  | { kind: 'category'; id: string }
  | { kind: 'search'; term: string };

/** A line that a visit begins with. */
export interface CartWish {
  /** The line's reference in the buyer's system, kept where the line comes back. */
  reference?: string | undefined;
  productId?: string | undefined;
  number: string;
  /** In the unit of the shop. */
  quantity: Decimal;
  /** Price of one, without tax, as the buyer knows it; in the unit of the shop too. */
  price?: Decimal | undefined;
  /** So many units of the buyer are one of the shop; 1 where it is absent. */
  factor?: Decimal | undefined;
  name?: string | undefined;
}

export const noticeCodes = [
  'product_gone',
  'quantity_changed',
  'price_changed',
  'page_unknown',
  'session_renewed',
  'line_lost',
  'total_changed',
  'shop_says',
] as const;

/** What the buyer must know of the cart before going on; `before` and `after` are quantities, prices or sums. */
export interface CartNotice {
  code: (typeof noticeCodes)[number];
  article: string;
  before?: string | undefined;
  after?: string | undefined;
}

/** One visit of a buyer. Times are epoch milliseconds. */
export interface PunchOutSession {
  id: string;
  protocol: Protocol;
  systemId: string;
  /** The System as it was when the visit began: a visit ends with the configuration it began with. */
  systemRevision: number;
  customerId: string;
  status: SessionStatus;
  operation: PunchOutOperation;
  /** Names the cart through all its round trips; the references of its lines are made of it. */
  cartId: string;
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
  /** ShipTo and Contact of the setup request (cXML), e.g. `ShipTo.Name`, `Contact.Email`. */
  details: readonly (readonly [path: string, value: string])[];
  /** Where the visit begins, and with which lines. */
  entry: { page: EntryPage; lines: readonly CartWish[] };
  /** What came out otherwise than the buyer wished, at the beginning or when the shop had ended its session. */
  notices: readonly CartNotice[];
  /** What only the protocol understands: BuyerCookie and parties of a cXML setup. Opaque JSON here. */
  protocolData: string;
  /** When the buyer's browser came in. */
  enteredAt: number | undefined;
  /** When it was returned or cancelled. */
  closedAt: number | undefined;
  /** When the returned cart was read from the shop, where that was not at its return. */
  cartAsOf?: number | undefined;
}

/** Receivers in PHP read 1,000 fields and lose the rest. */
export const manyFields = 900;

/** The page that carries a cart (or a cancellation) back: an HTML form posted by the buyer's browser. */
export interface ReturnForm {
  action: string;
  target: string;
  charset: string;
  /** `post` where it is absent. */
  method?: 'get' | 'post' | undefined;
  fields: readonly (readonly [name: string, value: string])[];
}
