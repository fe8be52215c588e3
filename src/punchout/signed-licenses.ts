/** The newest signed license document of one subscription, as a gateway keeps it. Times are epoch milliseconds. */
export interface KeptDocument {
  subscriptionId: string;
  /** The compact JWS. */
  document: string;
  issuedAt: number;
  /** Until then it counts although the license server is out of reach. */
  notAfter: number;
  /** Number of the newest change that it holds. */
  serial: number;
  /** SHA-256 of the licenses in it: the same licenses, the same digest. */
  digest: string;
  /** When the license server, or a file, last brought it. */
  checkedAt: number;
  /** License key with which it is asked for, sealed; undefined where it came from a file. */
  sealedKey: string | undefined;
  /** Since when the license server has not answered. */
  failedSince: number | undefined;
  failure: string | undefined;
}

export interface DocumentStore {
  list(): Promise<KeptDocument[]>;
  /**
   * False where a newer one is kept already: by its serial where it answers a question of just now, whatever the clocks
   * say, else by the time at which it was signed. What changes the licenses goes into the history; a mere renewal does not.
   */
  keep(document: KeptDocument, source: { actor: string; isAnswer: boolean }): Promise<boolean>;
  /** Notes that `kept` could not be renewed, unless it has been meanwhile. */
  markFailed(kept: KeptDocument, failure: string, at: number): Promise<void>;
  /** Its licenses are unknown from then on. False where there is none. */
  forget(subscriptionId: string, actor: string): Promise<boolean>;
}

/** A public key as JWK text; its id is the thumbprint of RFC 7638. */
export interface PublishedKey {
  id: string;
  publicKey: string;
  /** The key before it vouches for it: a compact JWS over the public key. Undefined for the first one. */
  endorsement: string | undefined;
}

export interface SigningKey extends PublishedKey {
  sealedPrivateKey: string;
  createdAt: number;
}

/** The keys an authority signs with; it signs with the newest. */
export interface SigningKeyStore {
  /** Oldest first. */
  list(): Promise<SigningKey[]>;
  /** False where another process has added one after `previous` meanwhile. */
  add(key: SigningKey, previous: string | undefined, actor: string): Promise<boolean>;
}

/** Keys of an authority that this gateway believes. */
export interface TrustedKeyStore {
  list(): Promise<PublishedKey[]>;
  /** Also those that were forgotten: who names them means it. */
  trust(keys: readonly PublishedKey[], actor: string): Promise<void>;
  /** Ids of keys that an operator has forgotten: no endorsement and no first contact brings them back. */
  forgotten(): Promise<string[]>;
  /** What it has signed counts no more. False where it is not believed. */
  forget(id: string, actor: string): Promise<boolean>;
}
