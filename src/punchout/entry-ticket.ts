/** What a one-time ticket of the shop's App stands for. Times are epoch milliseconds. */
export interface EntryTicket {
  sessionId: string;
  browserKeyHash: string;
  /** Counts the ways through the shop; the second one comes after a logout. */
  attempt: number;
  expiresAt: number;
}

export interface EntryTicketStore {
  keep(ticketHash: string, ticket: EntryTicket): Promise<void>;
  /** The ticket, for the one caller that uses it; undefined where there is none or it was used. */
  use(ticketHash: string, at: number): Promise<EntryTicket | undefined>;
  /** The newest ticket of a browser, used or not. */
  newestOf(browserKeyHash: string): Promise<EntryTicket | undefined>;
}
