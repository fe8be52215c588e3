/** One change of a record, as it stands in the history of licenses. */
export interface HistoryEntry {
  /** Counts from 1 without a gap. */
  sequence: number;
  /** Epoch milliseconds. */
  at: number;
  actor: string;
  /** E.g. `issued`, `assigned`, `revoked`. */
  action: string;
  subject: HistorySubject;
  /** JSON of the record; undefined where there was none. */
  before: string | undefined;
  after: string | undefined;
  /** Keyed hash over all of the above and the hash of the entry before: the chain. */
  hash: string;
}

export interface HistorySubject {
  kind: 'subscription' | 'system-license' | 'customer-license' | 'document' | 'signing-key' | 'trusted-key';
  id: string;
}

/** The chain as a whole: what can be noted elsewhere, so that a shortened chain shows. */
export interface HistoryHead {
  sequence: number;
  hash: string;
}

/** Where the chain does not hold. */
export interface HistoryFault {
  sequence: number;
  problem: string;
}

export interface LicenseHistory {
  /** Newest first; of one subject where it is given. */
  list(filter: {
    subjectId?: string | undefined;
    before?: number | undefined;
    limit: number;
  }): Promise<HistoryEntry[]>;
  head(): Promise<HistoryHead>;
  /** Computes the whole chain anew. @param noted a head that was written down before */
  verify(noted?: HistoryHead): Promise<{ head: HistoryHead; faults: HistoryFault[] }>;
}
