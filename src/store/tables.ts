import type { MadeCustomerTables } from './made-customer-tables.ts';
import type { ShopAppTables } from './shop-app-tables.ts';
import type { ShopCookiesTable } from './shop-cookies-table.ts';

/** The tables as Kysely sees them; columns are snake_case in SQL. Times are epoch milliseconds. */
export interface Tables extends ShopAppTables, MadeCustomerTables {
  systems: SystemsTable;
  systemRevisions: SystemRevisionsTable;
  systemLogins: SystemLoginsTable;
  sessions: SessionsTable;
  subscriptions: SubscriptionsTable;
  systemLicenses: SystemLicensesTable;
  customerLicenses: CustomerLicensesTable;
  licenseBindings: LicenseBindingsTable;
  licenseHistory: LicenseHistoryTable;
  licenseHistoryHead: LicenseHistoryHeadTable;
  shopEvents: ShopEventsTable;
  systemDrafts: SystemDraftsTable;
  signingKeys: SigningKeysTable;
  trustedKeys: TrustedKeysTable;
  licenseDocuments: LicenseDocumentsTable;
  licenseNotices: LicenseNoticesTable;
  replays: ReplaysTable;
  unmappedUnits: UnmappedUnitsTable;
  cartSnapshots: CartSnapshotsTable;
  shopCookies: ShopCookiesTable;
}

interface SystemsTable {
  id: string;
  name: string;
  protocol: string;
  /** The newest one. */
  revision: number;
}

interface SystemRevisionsTable {
  systemId: string;
  revision: number;
  /** The whole System as JSON. */
  document: string;
  fingerprint: string;
  savedAt: number;
}

interface SystemLoginsTable {
  systemId: string;
  key: string;
}

interface SessionsTable {
  id: string;
  protocol: string;
  systemId: string;
  systemRevision: number;
  customerId: string;
  status: string;
  createdAt: number;
  startUntil: number;
  expiresAt: number;
  returnUrl: string;
  returnTarget: string;
  operation: string;
  cartId: string;
  /** JSON, as are extrinsics, details, entry, notices, return form and cart. */
  parameters: string;
  extrinsics: string;
  details: string;
  entry: string;
  notices: string;
  protocolData: string;
  startTokenHash: string;
  browserKeyHash: string | null;
  /** Sealed. */
  contextToken: string | null;
  /** Only where the shop's pages show the token. */
  contextTokenHash: string | null;
  /** Sealed: those of a shop session that took the place of the one that the visit began with. */
  renewedCookies: string | null;
  enteredAt: number | null;
  closedAt: number | null;
  returnForm: string | null;
  cart: string | null;
  /** When the returned cart was read, where it was not at its return. */
  cartAsOf: number | null;
}

interface ReplaysTable {
  key: string;
  bodyHash: string;
  /** Sealed. */
  answer: string;
  sessionId: string;
}

interface SubscriptionsTable {
  id: string;
  holder: string;
  /** In lower case, for searching. */
  holderKey: string;
  reference: string | null;
  status: string;
  paidUntil: number | null;
  endsAt: number | null;
  /** The earlier of the two, for searching. */
  dueAt: number | null;
}

interface SystemLicensesTable {
  id: string;
  keyHash: string;
  keyHint: string;
  subscriptionId: string;
  status: string;
  systemId: string | null;
  fingerprint: string | null;
  website: string | null;
  /** JSON. */
  stagingWebsites: string;
  rebindsLeft: number | null;
}

interface CustomerLicensesTable {
  id: string;
  keyHash: string;
  keyHint: string;
  subscriptionId: string;
  status: string;
  /** 1 or 0. */
  included: number;
  systemLicenseId: string | null;
  customerId: string | null;
}

/** Fingerprints that a license was bound to before. */
interface LicenseBindingsTable {
  systemLicenseId: string;
  fingerprint: string;
  until: number;
}

interface LicenseHistoryTable {
  sequence: number;
  at: number;
  actor: string;
  action: string;
  subjectKind: string;
  subjectId: string;
  before: string | null;
  after: string | null;
  hash: string;
}

/** One row. */
interface LicenseHistoryHeadTable {
  id: number;
  sequence: number;
  hash: string;
}

/** Events of the vendor's shop that have been carried out. */
interface ShopEventsTable {
  id: string;
  at: number;
}

interface SystemDraftsTable {
  systemId: string;
  name: string;
  document: string;
  fingerprint: string;
  basedOn: number;
  savedAt: number;
}

interface SigningKeysTable {
  id: string;
  /** Counts from 1. */
  position: number;
  publicKey: string;
  endorsement: string | null;
  /** Sealed. */
  privateKey: string;
  createdAt: number;
}

interface TrustedKeysTable {
  id: string;
  publicKey: string;
  endorsement: string | null;
  trustedAt: number;
  forgottenAt: number | null;
}

interface LicenseDocumentsTable {
  subscriptionId: string;
  document: string;
  issuedAt: number;
  notAfter: number;
  serial: number;
  digest: string;
  checkedAt: number;
  sealedKey: string | null;
  failedSince: number | null;
  failure: string | null;
}

/** What was told of one stage of a notice, or that it is over. */
interface LicenseNoticesTable {
  id: string;
  /** Code, subject and stage. */
  name: string;
  /** `began` or `ended`. */
  event: string;
  at: number;
  endedAt: number | null;
  /** JSON. */
  notice: string;
  /** A process sends it until then, or has tried until then. */
  reservedUntil: number;
  deliveredAt: number | null;
}

interface UnmappedUnitsTable {
  systemId: string;
  unit: string;
  article: string;
  firstSeen: number;
  lastSeen: number;
  times: number;
}

interface CartSnapshotsTable {
  sessionId: string;
  takenAt: number;
  /** Of the session. */
  expiresAt: number;
  /** Sealed JSON. */
  cart: string;
}
