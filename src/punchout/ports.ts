import type { Readable } from 'node:stream';
import type { Cart, CartFacts } from './cart.ts';
import type { CatalogueItem } from './catalogue-item.ts';
import type { LicenseQuestion, LicenseVerdict } from './license-verdict.ts';
import type { CartRules, MapCartInput, MappedCart } from './map-cart.ts';
import type { PunchOutError } from './punchout-error.ts';
import type {
  CartNotice,
  CartWish,
  EntryPage,
  PunchOutSession,
  ReturnForm,
  SessionStatus,
} from './session.ts';
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

/** What is written when a session ends. */
export interface SessionEnd {
  status: Extract<SessionStatus, 'returned' | 'cancelled'>;
  at: number;
  form: ReturnForm | undefined;
  cart: MappedCart | undefined;
}

export interface SessionStore {
  create(session: PunchOutSession, startTokenHash: string): Promise<void>;
  byId(id: string): Promise<PunchOutSession | undefined>;
  byStartToken(startTokenHash: string): Promise<PunchOutSession | undefined>;
  byBrowserKey(browserKeyHash: string): Promise<PunchOutSession | undefined>;
  /** True for the one caller that gets to enter; the browser key is unique to the session. */
  enter(
    id: string,
    entry: { browserKeyHash: string; contextToken: string; at: number; notices: readonly CartNotice[] },
  ): Promise<boolean>;
  /** Hash of the browser key that entered, and the sealed context token. */
  entryOf(id: string): Promise<{ browserKeyHash: string; contextToken: string } | undefined>;
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

/** The shop's side of a session. */
export interface ShopSession {
  contextToken: string;
  /** `Set-Cookie` lines of the storefront session that owns the token. */
  cookies: string[];
}

/** A request of the buyer's browser for a page of the shop. */
export interface ShopRequest {
  method: string;
  /** Path and query as the browser sent them. */
  target: string;
  headers: Record<string, string | string[] | undefined>;
  body: AsyncIterable<Uint8Array> | undefined;
  /** Aborts when the browser goes away. */
  signal: AbortSignal;
}

export interface ShopResponse {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Readable;
}

/** A line that was wished for; `key` names it in the cart, and is absent where the shop does not sell the article. */
export interface FilledLine {
  wish: CartWish;
  key: string | undefined;
}

/** Which articles of the shop are asked for; pages count from 1. */
export interface CatalogueQuestion {
  /** Undefined: all articles, in an order that stays the same from page to page. */
  term: string | undefined;
  page: number;
  /** At most 100. */
  size: number;
  /** Epoch milliseconds: only articles that were changed since. */
  updatedSince: number | undefined;
}

/** An article of the shop that is not understood. */
export interface UnreadArticle {
  /** Its number or its id. */
  article: string;
  fault: PunchOutError;
}

export interface CataloguePage extends CartFacts {
  /** Of all pages. */
  total: number;
  /** So many of `total` are on this page. Where a search finds a family of variants as one, it has more items. */
  count: number;
  /** One line for each article, in its smallest quantity at the customer's price. */
  items: CatalogueItem[];
  unread: UnreadArticle[];
}

/** One shop behind the gateway. */
export interface Shop {
  /** Its origin, to which licenses are bound. */
  readonly website: string;
  /** Path of its first page, e.g. `/` or `/de/`. */
  readonly homePath: string;
  /** Path of its cart page. */
  readonly cartPath: string;
  /** How long a buyer waits for it. */
  readonly patienceMilliseconds: number;
  /** A fresh session of its own for the customer: own cart, own prices. */
  openSession(customer: SystemCustomer): Promise<ShopSession>;
  readCart(contextToken: string): Promise<Cart>;
  /** Puts articles into a cart, in their order. What the shop made of quantities and prices is read back. */
  fillCart(contextToken: string, wishes: readonly CartWish[]): Promise<FilledLine[]>;
  catalogue(question: CatalogueQuestion, contextToken: string): Promise<CataloguePage>;
  /** Path and query of a page; undefined where the shop does not have it. */
  pathOf(page: EntryPage, contextToken: string): Promise<string | undefined>;
  forward(request: ShopRequest): Promise<ShopResponse>;
}

export interface Shops {
  /** @throws PunchOutError `shop_not_configured` */
  byName(name: string): Shop;
}

/** What a protocol does when a visit ends. */
export interface ReturnProtocol {
  cartRules(visit: Pick<MapCartInput, 'session' | 'system'>): CartRules;
  returnForm(mapped: MappedCart, visit: Pick<MapCartInput, 'session' | 'system'>): ReturnForm;
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
