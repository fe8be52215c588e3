import { cxmlLoginKeys } from '../../../src/cxml/authenticate.ts';
import type { StoredSystem, SystemStore } from '../../../src/punchout/ports.ts';
import type { System } from '../../../src/punchout/system.ts';

/** A SystemStore that keeps what it is given, each System in all its revisions. */
export async function memorySystems(...systems: System[]): Promise<SystemStore> {
  const store = emptyStore();
  for (const system of systems) {
    const loginKeys = system.protocol === 'cxml' ? cxmlLoginKeys(system) : [];
    await store.save(system, { fingerprint: `v1:${system.name}`, loginKeys, at: 0 });
  }
  return store;
}

interface Kept extends StoredSystem {
  loginKeys: readonly string[];
}

function emptyStore(): SystemStore {
  const kept: Kept[] = [];
  const newest = () => kept.filter((row) => !kept.some((other) => isNewer(other, row)));
  return {
    byName: async (name) => newest().find(({ system }) => system.name === name),
    byRevision: async (id, revision) => kept.find((row) => row.system.id === id && row.revision === revision),
    byLoginKeys: async (protocol, keys) =>
      newest().filter(
        ({ system, loginKeys }) =>
          system.protocol === protocol && loginKeys.some((key) => keys.includes(key)),
      ),
    madeCustomer: async () => undefined,
    list: async () => newest(),
    save: async (system, { fingerprint, loginKeys }) => {
      const earlier = kept.filter((row) => row.system.id === system.id).length;
      const row = { system, fingerprint, loginKeys, revision: earlier + 1 };
      kept.push(row);
      return row;
    },
  };
}

function isNewer(other: Kept, row: Kept): boolean {
  return other.system.id === row.system.id && other.revision > row.revision;
}
