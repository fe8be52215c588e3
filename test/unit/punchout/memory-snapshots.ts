import type { CartSnapshotStore, KeptSnapshot } from '../../../src/punchout/cart-snapshot.ts';

/** The newest cart of each session. */
export class MemorySnapshots implements CartSnapshotStore {
  readonly #kept = new Map<string, KeptSnapshot>();

  async keep(sessionId: string, snapshot: KeptSnapshot): Promise<void> {
    this.#kept.set(sessionId, snapshot);
  }

  async of(sessionId: string): Promise<KeptSnapshot | undefined> {
    return this.#kept.get(sessionId);
  }
}
