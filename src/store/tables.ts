/** The tables as Kysely sees them; columns are snake_case in SQL. Times are epoch milliseconds. */
export interface Tables {
  systems: SystemsTable;
  systemRevisions: SystemRevisionsTable;
  systemLogins: SystemLoginsTable;
  sessions: SessionsTable;
  subscriptions: SubscriptionsTable;
  systemLicenses: SystemLicensesTable;
  customerLicenses: CustomerLicensesTable;
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
  /** JSON, as are extrinsics, return form and cart. */
  parameters: string;
  extrinsics: string;
  protocolData: string;
  startTokenHash: string;
  browserKeyHash: string | null;
  /** Sealed. */
  contextToken: string | null;
  enteredAt: number | null;
  closedAt: number | null;
  returnForm: string | null;
  cart: string | null;
}

interface SubscriptionsTable {
  id: string;
  holder: string;
  status: string;
  endsAt: number | null;
}

interface SystemLicensesTable {
  id: string;
  key: string;
  subscriptionId: string;
  systemId: string | null;
  fingerprint: string | null;
  website: string | null;
}

interface CustomerLicensesTable {
  id: string;
  key: string;
  subscriptionId: string;
  systemLicenseId: string;
  customerId: string | null;
}
