import { LRUCache } from 'lru-cache';
import type { LicenseRecords } from '../punchout/license.ts';
import { LicenseError } from '../punchout/license-error.ts';
import type { Vault } from '../punchout/ports.ts';
import type {
  DocumentStore,
  KeptDocument,
  PublishedKey,
  TrustedKeyStore,
} from '../punchout/signed-licenses.ts';
import type { LicenseClock } from './license-clock.ts';
import { digestOf, type LicenseDocument, recordsOfDocument, verifyDocument } from './license-document.ts';
import { parseLicenseKey } from './license-key.ts';
import { mergedRecords } from './merged-records.ts';

const day = 24 * 60 * 60_000;
const justNowMilliseconds = 10_000;

export interface DocumentKeeperPorts {
  documents: DocumentStore;
  trustedKeys: TrustedKeyStore;
  vault: Vault;
  clock: LicenseClock;
  /** This process has received news of licenses. */
  changed(): void;
}

/** A kept document that is still believed. */
export interface BelievedDocument {
  kept: KeptDocument;
  content: LicenseDocument;
}

/** What an answer, or a file, must be to be taken. */
export interface Expectation {
  /** Who brings it, for the history. */
  actor: string;
  /** The subscription that it must be of; undefined: any. */
  subscriptionId?: string | undefined;
  /** What it must repeat, where it is an answer. */
  nonce?: string | undefined;
  /** License key with which the next one is asked for. */
  key?: string | undefined;
}

/** The signed documents of this gateway: verified when they come and whenever they are read, kept in SQL. */
export class DocumentKeeper {
  readonly #ports: DocumentKeeperPorts;
  /** The last of each subscription: what was verified once need not be again while the same keys are believed. */
  readonly #verified = new LRUCache<string, { jws: string; keys: string; content: LicenseDocument }>({
    max: 100,
  });

  constructor(ports: DocumentKeeperPorts) {
    this.#ports = ports;
  }

  /** All that are believed, also those that have run out. */
  async all(): Promise<BelievedDocument[]> {
    const { documents, trustedKeys, clock } = this.#ports;
    const keys = await trustedKeys.list();
    const believed = [];
    for (const kept of await documents.list()) {
      const content = await this.#read(kept, keys).catch(onlyUnbelieved);
      if (content) believed.push({ kept, content });
    }
    for (const { content } of believed) clock.learn(content.issuedAt, false);
    return believed;
  }

  /** Records of the documents that count now. */
  async known(): Promise<LicenseRecords> {
    const { clock } = this.#ports;
    const live = (await this.all()).filter(({ content }) => clock.now() < content.notAfter);
    return mergedRecords(live.map(({ content }) => recordsOfDocument(content)));
  }

  /**
   * Takes a document.
   * @throws LicenseError `document_invalid`, `document_untrusted`, `document_altered`, `document_older`,
   * `document_expired`
   */
  async take(jws: string, expected: Expectation): Promise<LicenseDocument> {
    const { documents, clock, changed } = this.#ports;
    const content = await verifyDocument(jws, await this.#ports.trustedKeys.list());
    assertExpected(content, expected);
    const { issuedAt, notAfter } = content;
    const isAnswer = expected.nonce !== undefined;
    if (!isAnswer && issuedAt > clock.now() + day)
      throw new LicenseError(
        'document_invalid',
        `it was signed at ${timeOf(issuedAt)}: one of the clocks is wrong`,
      );
    clock.learn(issuedAt, isAnswer);
    if (notAfter <= clock.now())
      throw new LicenseError('document_expired', `it ran out at ${timeOf(notAfter)}`);
    const kept = await this.#keptForm(jws, content, expected);
    const isKept = await documents.keep(kept, { actor: expected.actor, isAnswer });
    if (!isKept && !(isAnswer && (await this.#isFresh(kept))))
      throw new LicenseError(
        'document_older',
        `it was issued at ${timeOf(issuedAt)}, and a later one is known`,
      );
    changed();
    return content;
  }

  /** The key with which a document is asked for; undefined where it came from a file. */
  keyOf({ subscriptionId, sealedKey }: KeptDocument): string | undefined {
    return sealedKey && this.#ports.vault.open(sealedKey, contextOf(subscriptionId));
  }

  async #read(
    { subscriptionId, document: jws }: KeptDocument,
    trusted: readonly PublishedKey[],
  ): Promise<LicenseDocument> {
    const keys = trusted.map(({ id }) => id).join();
    const known = this.#verified.get(subscriptionId);
    if (known?.jws === jws && known.keys === keys) return known.content;
    const content = await verifyDocument(jws, trusted);
    this.#verified.set(subscriptionId, { jws, keys, content });
    return content;
  }

  /** Another process has just stored a newer answer. */
  async #isFresh({ subscriptionId, checkedAt }: KeptDocument): Promise<boolean> {
    const kept = await this.#ports.documents.list();
    const newest = kept.find((document) => document.subscriptionId === subscriptionId);
    return newest !== undefined && checkedAt - newest.checkedAt < justNowMilliseconds;
  }

  async #keptForm(document: string, content: LicenseDocument, expected: Expectation): Promise<KeptDocument> {
    const { issuedAt, notAfter, serial, subscription } = content;
    return {
      subscriptionId: subscription.id,
      document,
      issuedAt,
      notAfter,
      serial,
      digest: digestOf(content),
      checkedAt: this.#ports.clock.now(),
      sealedKey: await this.#sealedKeyFor(subscription.id, expected.key),
      failedSince: undefined,
      failure: undefined,
    };
  }

  /** The key of a system license takes the place of any other; that of a customer license only of none. */
  async #sealedKeyFor(subscriptionId: string, key: string | undefined): Promise<string | undefined> {
    const { documents, vault } = this.#ports;
    const before = (await documents.list()).find((kept) => kept.subscriptionId === subscriptionId)?.sealedKey;
    if (key === undefined || (before !== undefined && parseLicenseKey(key).kind === 'PGC')) return before;
    return vault.seal(key, contextOf(subscriptionId));
  }
}

function assertExpected(content: LicenseDocument, { subscriptionId, nonce }: Expectation): void {
  if (subscriptionId !== undefined && content.subscription.id !== subscriptionId)
    throw new LicenseError(
      'document_untrusted',
      `it is of ${content.subscription.id}, not of ${subscriptionId}`,
    );
  if (nonce !== undefined && content.nonce !== nonce)
    throw new LicenseError(
      'document_untrusted',
      'it is no answer to the question that was asked: an old one, played back',
    );
}

/** A document that was altered in the database does not count; any other fault is one. */
function onlyUnbelieved(error: unknown): undefined {
  if (!(error instanceof LicenseError)) throw error;
}

function contextOf(subscriptionId: string): string {
  return `license key of subscription ${subscriptionId}`;
}

function timeOf(time: number): string {
  return new Date(time).toISOString();
}
