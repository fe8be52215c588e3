/** Tables of shops that buyers see under their own host, with an App in the shop. */
export interface ShopAppTables {
  entryTickets: EntryTicketsTable;
  shopApps: ShopAppsTable;
  shopAppRegistrations: ShopAppRegistrationsTable;
  shopAppEvents: ShopAppEventsTable;
}

/** One-time tickets with which a shop's page sends a browser back. */
interface EntryTicketsTable {
  hash: string;
  sessionId: string;
  browserKeyHash: string;
  attempt: number;
  expiresAt: number;
  usedAt: number | null;
}

/** The App of a shop, by its name in punchgate.yaml. */
interface ShopAppsTable {
  shop: string;
  /** Sealed. */
  secret: string;
  createdAt: number;
}

interface ShopAppRegistrationsTable {
  shop: string;
  /** As the shop calls itself. */
  shopId: string;
  /** Sealed JSON. */
  document: string;
  changedAt: number;
}

/** Events of shops that have been carried out. */
interface ShopAppEventsTable {
  shop: string;
  eventId: string;
  at: number;
}
