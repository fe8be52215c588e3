import { LicenseError } from '../punchout/license-error.ts';
import type { Surroundings } from '../punchout/ports.ts';
import type { DocumentStore, KeptDocument, TrustedKeyStore } from '../punchout/signed-licenses.ts';
import type { DocumentKeeper, Expectation } from './document-keeper.ts';
import type { LicenseClock } from './license-clock.ts';
import type { LicenseDocument } from './license-document.ts';
import type { LicenseServerClient } from './license-server-client.ts';
import { believableKeys } from './signing-keys.ts';

export interface DocumentRefresherPorts {
  keeper: DocumentKeeper;
  documents: DocumentStore;
  trustedKeys: TrustedKeyStore;
  client: LicenseServerClient;
  clock: LicenseClock;
  surroundings: Surroundings;
  /** Id of a key of the server that the operator has named. */
  pinnedKey: string | undefined;
  /** Milliseconds that no change of the clock touches. */
  elapsed?: () => number;
}

/** No buyer waits twice for a server that has just not answered. */
const pauseAfterFailure = 5_000;
export const serverActor = 'license server';

/** Brings documents from the license server. */
export class DocumentRefresher {
  readonly #ports: DocumentRefresherPorts;
  readonly #elapsed: () => number;
  #running: Promise<void> | undefined;
  #failedAt = Number.NEGATIVE_INFINITY;

  constructor(ports: DocumentRefresherPorts) {
    this.#ports = ports;
    this.#elapsed = ports.elapsed ?? (() => performance.now());
  }

  /**
   * Asks for every kept document anew; trouble of the server is noted with the document. However many want it at once,
   * the server is asked once, and after a failure not again for a few seconds.
   * @throws PunchOutError `store_unavailable`
   */
  async refresh(): Promise<void> {
    if (this.#elapsed() - this.#failedAt < pauseAfterFailure) return;
    this.#running ??= this.#refreshAll().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  /** Takes the documents of an answer. @throws LicenseError `answer_untrusted`, `server_unreachable` */
  async takeAnswer(documents: readonly string[], expected: Expectation): Promise<LicenseDocument[]> {
    if (documents.length === 0) throw new LicenseError('answer_untrusted', 'it holds no document');
    const taken = [];
    for (const jws of documents) taken.push(await this.#takeOne(jws, expected));
    return taken;
  }

  /** One server answers for all: once it is out of reach, nobody waits for it again. */
  async #refreshAll(): Promise<void> {
    const { documents, keeper, clock } = this.#ports;
    let unreachable: LicenseError | undefined;
    for (const kept of await documents.list()) {
      const key = keeper.keyOf(kept);
      if (key === undefined) continue;
      const error = unreachable ?? (await this.#refreshOne(kept, key));
      if (!error) continue;
      if (error.code === 'server_unreachable') unreachable = error;
      this.#failedAt = this.#elapsed();
      await documents.markFailed(kept, error.message, clock.now());
    }
  }

  async #refreshOne({ subscriptionId }: KeptDocument, key: string): Promise<LicenseError | undefined> {
    const nonce = this.#ports.surroundings.token();
    try {
      const answer = await this.#ports.client.ask('document', { nonce }, key);
      await this.takeAnswer(answer.documents, { actor: serverActor, subscriptionId, nonce });
      return undefined;
    } catch (error) {
      if (error instanceof LicenseError) return error;
      throw error;
    }
  }

  /** A signature of an unknown key may be one of a key that is new. */
  async #takeOne(jws: string, expected: Expectation): Promise<LicenseDocument> {
    const { keeper } = this.#ports;
    try {
      return await keeper.take(jws, expected).catch(async (error) => {
        if (!isUntrusted(error) || !(await this.#learnKeys())) throw error;
        return await keeper.take(jws, expected);
      });
    } catch (error) {
      if (!(error instanceof LicenseError) || !error.code.startsWith('document_')) throw error;
      throw new LicenseError('answer_untrusted', error.detail, { cause: error });
    }
  }

  /** Whether there are keys to believe that were not before. Where there never was one, and none is named, the first contact decides. */
  async #learnKeys(): Promise<boolean> {
    const { trustedKeys, client, pinnedKey } = this.#ports;
    const [believed, forgotten] = await Promise.all([trustedKeys.list(), trustedKeys.forgotten()]);
    const { keys } = await client.ask('keys', undefined);
    const shown = keys.map(({ id, publicKey, endorsement }) => ({ id, publicKey, endorsement }));
    const offered = shown.filter(({ id }) => !forgotten.includes(id));
    const firstContact = believed.length === 0 && forgotten.length === 0 && pinnedKey === undefined;
    const pinned = firstContact ? offered.map(({ id }) => id) : [pinnedKey ?? []].flat();
    const believable = await believableKeys(offered, believed, pinned);
    const added = believable.filter(({ id }) => !believed.some((key) => key.id === id));
    await trustedKeys.trust(added, serverActor);
    return added.length > 0;
  }
}

function isUntrusted(error: unknown): boolean {
  return error instanceof LicenseError && error.code === 'document_untrusted';
}
