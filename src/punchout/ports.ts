import type { LicenseQuestion, LicenseVerdict } from './license-verdict.ts';
import type { CartRules, MapCartInput, MappedCart } from './map-cart.ts';
import type { CartNotice, PunchOutSession, ReturnForm, SessionStatus } from './session.ts';
import type { Protocol, System, SystemCustomer } from './system.ts';

/** Time and chance, so that everything else is a pure function of its input. */
export interface Surroundings {
  /** Epoch milliseconds. */
  now(): number;
  uuid(): string;
  /** 256 random bits, base64url. */
  token(): string;
}

/** Keyed hashes of what we compare, sealed boxes for what we must present again. */
export interface Vault {
  hash(secret: string): string;
  /** Constant-time comparison of a presented secret with kept hashes; equal work when there are none. */
  matches(secret: string, hashes: readonly string[]): boolean;
  /** `context` names what the text is; it opens only under the same context. */
  seal(text: string, context: string): string;
  open(sealed: string, context: string): string;
  /** A short tag (96 bits, base64url) that proves that a text is ours. */
  sign(text: string): string;
  /** Constant-time. */
  verify(text: string, tag: string): boolean;
}

/** A System as stored: `revision` counts its published configurations from 1. */
export interface StoredSystem {
  system: System;
  revision: number;
  fingerprint: string;
}

export interface SystemStore {
  byName(name: string): Promise<StoredSystem | undefined>;
  byRevision(id: string, revision: number): Promise<StoredSystem | undefined>;
  /** Newest revision of every System of the protocol that has one of the login keys. */
  byLoginKeys(protocol: Protocol, keys: readonly string[]): Promise<StoredSystem[]>;
  /** A shop customer that was made for a buyer of the System; undefined where none was under that id. */
  madeCustomer(systemId: string, customerId: string): Promise<SystemCustomer | undefined>;
  list(): Promise<StoredSystem[]>;
  /** Saves as a new revision unless nothing changed. `loginKeys` are what `byLoginKeys` finds it by. */
  save(
    system: System,
    details: { fingerprint: string; loginKeys: readonly string[]; at: number },
  ): Promise<StoredSystem>;
}

/** Systems that are being edited. */
export interface SystemDraftStore {
  draft(name: string): Promise<SystemDraft | undefined>;
  drafts(): Promise<SystemDraft[]>;
  /** Replaces the draft of that System. */
  saveDraft(draft: SystemDraft): Promise<void>;
  dropDraft(systemId: string): Promise<void>;
  /**
   * Saves the draft as the revision after the one that was edited, and drops it.
   * @throws AlreadyTaken where that revision, or the name of a new System, was published meanwhile
   */
  publish(draft: SystemDraft, details: { loginKeys: readonly string[]; at: number }): Promise<StoredSystem>;
  /** Every System whose newest revision has the fingerprint. */
  byFingerprint(fingerprint: string): Promise<StoredSystem[]>;
}

/** An edited System before it is published. */
export interface SystemDraft {
  system: System;
  fingerprint: string;
  /** The revision that was edited; 0 for a new System. */
  basedOn: number;
  savedAt: number;
}

/** Who has entered, and where the shop keeps the cart. */
export interface SessionEntry {
  browserKeyHash: string;
  /** Sealed. */
  contextToken: string;
  /** Sealed: those of the shop session that took the place of the one that the visit began with. */
  renewedCookies?: string | undefined;
}

/** Another session of the shop for a visit that goes on. */
export interface SessionRenewal {
  /** As it is kept. */
  lost: string;
  contextToken: string;
  renewedCookies: string;
  notices: readonly CartNotice[];
}

/** What is written when a session ends. */
export interface SessionEnd {
  status: Extract<SessionStatus, 'returned' | 'cancelled'>;
  at: number;
  form: ReturnForm | undefined;
  cart: MappedCart | undefined;
  /** When the cart was read, where that was not now. */
  cartAsOf?: number | undefined;
}

/** What is written when a browser enters. */
export interface SessionArrival {
  browserKeyHash: string;
  /** Sealed. */
  contextToken: string;
  /** Only where the shop's pages show the token. */
  contextTokenHash?: string | undefined;
  at: number;
  notices: readonly CartNotice[];
}

export interface SessionStore {
  create(session: PunchOutSession, startTokenHash: string): Promise<void>;
  byId(id: string): Promise<PunchOutSession | undefined>;
  byStartToken(startTokenHash: string): Promise<PunchOutSession | undefined>;
  byBrowserKey(browserKeyHash: string): Promise<PunchOutSession | undefined>;
  byContextToken(contextTokenHash: string): Promise<PunchOutSession | undefined>;
  /** True for the one caller that gets to enter; browser key and context token are unique to the session. */
  enter(id: string, arrival: SessionArrival): Promise<boolean>;
  entryOf(id: string): Promise<SessionEntry | undefined>;
  /** True for the one caller whose shop session takes the place of the one with the sealed token `lost`. */
  renew(id: string, renewal: SessionRenewal): Promise<boolean>;
  /** True for the one caller that closes an open session. */
  end(id: string, end: SessionEnd): Promise<boolean>;
  /** How a session ended; undefined while it has not. */
  endOf(id: string): Promise<Omit<SessionEnd, 'cart'> | undefined>;
  /** The cart that the session returned; undefined where it returned none. */
  cartOf(id: string): Promise<MappedCart | undefined>;
  /** The cart as it was returned last, by any visit of that System and customer. */
  lastCart(cart: { systemId: string; customerId: string; cartId: string }): Promise<MappedCart | undefined>;
  list(filter: { limit: number }): Promise<PunchOutSession[]>;
}

/** An answer that has been given, for a request that may come again. */
export interface Replay {
  bodyHash: string;
  /** Sealed: it holds the start link. */
  answer: string;
  sessionId: string;
}

/** Answers to setup requests, by a hash of who sent which payloadID. */
export interface ReplayStore {
  find(key: string): Promise<Replay | undefined>;
  /** False where another process has kept one meanwhile; `replaces` names the session whose answer may go. */
  keep(key: string, replay: Replay, replaces: string | undefined): Promise<boolean>;
}

/** Where a license verdict comes from; throws `license_unverifiable` where there is none to be had. */
export interface LicenseAuthority {
  verdict(question: LicenseQuestion): Promise<LicenseVerdict>;
}

/** Cache shared by all processes, or of this process alone. Never the record of anything; may forget at any time. */
export interface Cache {
  /** Never throws: what cannot be had is undefined. */
  get(keys: readonly string[]): Promise<(string | undefined)[]>;
  /** Whether it was kept; never throws. */
  set(key: string, value: string, lifeMilliseconds: number): Promise<boolean>;
  /** False while the cache is out of reach and everything comes from SQL. */
  healthy(): boolean;
  close(): Promise<void>;
}

/** What a protocol does when a visit ends. */
export interface ReturnProtocol {
  cartRules(visit: Pick<MapCartInput, 'session' | 'system'>): CartRules;
  /** `asOf`: when the cart was read, where that was not now. */
  returnForm(
    mapped: MappedCart,
    visit: Pick<MapCartInput, 'session' | 'system'> & { asOf?: number | undefined },
  ): ReturnForm;
  /** Undefined where the buyer's system expects nothing. */
  cancelForm(session: PunchOutSession, system: System): ReturnForm | undefined;
}

export type ReturnProtocols = Record<Protocol, ReturnProtocol>;

/** Lives of links and sessions, in milliseconds. */
export interface SessionLives {
  startLink: number;
  session: number;
  /** How long the same browser may open its start link again. */
  reentry: number;
  /** How long a returned page can be had again. */
  returnPage: number;
}
