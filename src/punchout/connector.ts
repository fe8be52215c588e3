import type { Protocol } from './system.ts';

/** A call as it came. */
export interface PassedCall {
  protocol: Protocol;
  method: string;
  /** Without its question mark, byte for byte. */
  query: string;
  headers: Record<string, string | string[] | undefined>;
  /** Undefined where the method has none. */
  body: Buffer | undefined;
  /** IP address of who called us. */
  caller: string;
  /** Aborts when the caller goes away. */
  signal: AbortSignal;
}

export interface PassedAnswer {
  status: number;
  headers: Record<string, string | string[]>;
  body: Buffer;
  /** Cookies that the shop set and the caller does not get: they would be kept for our host. */
  lostCookies: number;
}

/** A shop that speaks punchout itself: a call that is licensed goes to it as it came. */
export interface Connector {
  /** Its origin, to which licenses are bound. */
  readonly website: string;
  /** Whether the visits of OCI are relayed, or the buyer's browser is sent to the shop with its form. */
  readonly forms: 'relay' | 'redirect';
  /**
   * Where the shop takes calls of the protocol, with the query of a call.
   * @throws PunchOutError `shop_not_configured` where it takes none
   */
  addressOf(protocol: Protocol, query: string): string;
  /** @throws PunchOutError `shop_not_configured`, `shop_unreachable`, `shop_answer_invalid` */
  forward(call: PassedCall): Promise<PassedAnswer>;
}
