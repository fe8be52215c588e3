/** A unit of the shop for which a System had no code of its own. */
export interface UnmappedUnit {
  systemId: string;
  unit: string;
  /** Number or name of an article that has it. */
  article: string;
  /** Epoch milliseconds. */
  at: number;
}

/** Units that the operator is still to map. */
export interface UnitInbox {
  /** Adds them, or counts them once more. */
  record(units: readonly UnmappedUnit[]): Promise<void>;
  list(): Promise<(UnmappedUnit & { firstSeen: number; times: number })[]>;
  forget(unit: Pick<UnmappedUnit, 'systemId' | 'unit'>): Promise<void>;
}
