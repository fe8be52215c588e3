import type { StoredSystem, SystemStore } from '../../../src/punchout/ports.ts';
import type { Protocol, System } from '../../../src/punchout/system.ts';

interface Revision {
  stored: StoredSystem;
  loginKeys: readonly string[];
}

/** Systems of one process with all their revisions. */
export class MemorySystems implements SystemStore {
  readonly #revisions: Revision[] = [];

  async byName(name: string): Promise<StoredSystem | undefined> {
    return this.#newest().find(({ stored }) => stored.system.name === name)?.stored;
  }

  async byRevision(id: string, revision: number): Promise<StoredSystem | undefined> {
    const found = this.#revisions.find(
      ({ stored }) => stored.system.id === id && stored.revision === revision,
    );
    return found?.stored;
  }

  async byLoginKeys(protocol: Protocol, keys: readonly string[]): Promise<StoredSystem[]> {
    const found = this.#newest().filter(
      ({ stored, loginKeys }) =>
        stored.system.protocol === protocol && loginKeys.some((key) => keys.includes(key)),
    );
    return found.map(({ stored }) => stored);
  }

  async madeCustomer(): Promise<undefined> {}

  async list(): Promise<StoredSystem[]> {
    return this.#newest().map(({ stored }) => stored);
  }

  async save(system: System, details: Parameters<SystemStore['save']>[1]): Promise<StoredSystem> {
    const earlier = this.#revisions.filter(({ stored }) => stored.system.id === system.id);
    const stored = { system, revision: earlier.length + 1, fingerprint: details.fingerprint };
    this.#revisions.push({ stored, loginKeys: details.loginKeys });
    return stored;
  }

  #newest(): Revision[] {
    return this.#revisions.filter(
      ({ stored }, index) =>
        !this.#revisions.slice(index + 1).some((later) => later.stored.system.id === stored.system.id),
    );
  }
}
