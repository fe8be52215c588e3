import { LRUCache } from 'lru-cache';
import type { SessionStore, StoredSystem, SystemStore, Vault } from '../punchout/ports.ts';
import type { PunchOutSession } from '../punchout/session.ts';
import type { BrowserPorts } from './ports.ts';

/** A page has dozens of files, which come at once; a visit that has ended gets none after this. */
const sessionMilliseconds = 5_000;
const mostSessions = 10_000;
/** What a revision says never changes; it may only go. */
const revisionMilliseconds = 30_000;
const mostRevisions = 500;
/** Pure functions of what was asked, so what is sealed anew is opened anew. */
const secretMilliseconds = 60_000;
const mostSecrets = 20_000;

export type RememberedVisits = Record<'forFiles' | 'forPages', BrowserPorts>;

/**
 * The same ports with a short memory of this process. Files are the same for everybody in a visit: who was in one a
 * moment ago may have them. For a page the session is looked at each time, whether it has ended.
 */
export function rememberVisits(ports: BrowserPorts): RememberedVisits {
  const { sessions } = ports;
  const systems = rememberedRevisions(ports.systems);
  const vault = rememberedSecrets(ports.vault);
  const known = new LRUCache<string, PunchOutSession>({ max: mostSessions, ttl: sessionMilliseconds });
  const byBrowserKey = async (hash: string) => {
    const session = known.get(hash) ?? (await sessions.byBrowserKey(hash));
    if (session) known.set(hash, session, { noUpdateTTL: true });
    return session;
  };
  const stillOpen = async (hash: string) => {
    const session = known.get(hash);
    const isOpen = session?.status === 'open' && (await sessions.endOf(session.id)) === undefined;
    if (isOpen) return session;
    known.delete(hash);
    return await byBrowserKey(hash);
  };
  const withSessions = (find: SessionStore['byBrowserKey']): BrowserPorts => ({
    ...ports,
    systems,
    vault,
    sessions: { ...sessions, byBrowserKey: find },
  });
  return { forFiles: withSessions(byBrowserKey), forPages: withSessions(stillOpen) };
}

function rememberedRevisions(systems: SystemStore): SystemStore {
  const known = new LRUCache<string, StoredSystem>({ max: mostRevisions, ttl: revisionMilliseconds });
  return {
    ...systems,
    async byRevision(id, revision) {
      const key = `${id}/${revision}`;
      const stored = known.get(key) ?? (await systems.byRevision(id, revision));
      if (stored) known.set(key, stored, { noUpdateTTL: true });
      return stored;
    },
  };
}

/** Each file of a page asks for the same few. */
function rememberedSecrets(vault: Vault): Vault {
  const known = new LRUCache<string, string>({ max: mostSecrets, ttl: secretMilliseconds });
  const remember = (key: string, make: () => string) => {
    const text = known.get(key) ?? make();
    known.set(key, text, { noUpdateTTL: true });
    return text;
  };
  return {
    ...vault,
    hash: (secret) => remember(`hash ${secret}`, () => vault.hash(secret)),
    open: (sealed, context) => remember(`open ${context} ${sealed}`, () => vault.open(sealed, context)),
  };
}
