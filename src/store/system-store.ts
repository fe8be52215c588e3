import type { Kysely } from 'kysely';
import type { StoredSystem, SystemDraftStore, SystemStore } from '../punchout/ports.ts';
import type { Database } from './database.ts';
import { madeCustomer } from './made-customer-store.ts';
import { publishDraft, readSystem, revisionOf, saveSystem } from './save-system.ts';
import { draftStore } from './system-draft-store.ts';
import type { Tables } from './tables.ts';

export function createSystemStore(database: Database): SystemStore & SystemDraftStore {
  return {
    byName: (name) => byName(database, name),
    byRevision: (id, revision) => byRevision(database, id, revision),
    byLoginKeys: (protocol, keys) => byLoginKeys(database, protocol, keys),
    madeCustomer: (systemId, customerId) => madeCustomer(database, systemId, customerId),
    list: async () =>
      (await database.run((sql) => newest(sql).orderBy('systems.name').execute())).map(readSystem),
    save: (system, details) => database.transact((sql) => saveSystem(sql, system, details)),
    publish: (draft, details) => database.transact((sql) => publishDraft(sql, draft, details)),
    byFingerprint: (fingerprint) => byFingerprint(database, fingerprint),
    ...draftStore(database),
  };
}

async function byName(database: Database, name: string): Promise<StoredSystem | undefined> {
  if (!isStorable(name)) return undefined;
  const row = await database.run((sql) => newest(sql).where('systems.name', '=', name).executeTakeFirst());
  return row && readSystem(row);
}

async function byRevision(
  database: Database,
  id: string,
  revision: number,
): Promise<StoredSystem | undefined> {
  const row = await database.run((sql) => revisionOf(sql, id, revision).executeTakeFirst());
  return row && readSystem(row);
}

async function byLoginKeys(
  database: Database,
  protocol: string,
  presentedKeys: readonly string[],
): Promise<StoredSystem[]> {
  const keys = presentedKeys.filter(isStorable);
  if (keys.length === 0) return [];
  const rows = await database.run((sql) => {
    const found = sql.selectFrom('systemLogins').select('systemId').where('key', 'in', keys);
    return newest(sql).where('systems.protocol', '=', protocol).where('systems.id', 'in', found).execute();
  });
  return rows.map(readSystem);
}

async function byFingerprint(database: Database, fingerprint: string): Promise<StoredSystem[]> {
  const rows = await database.run((sql) =>
    newest(sql).where('systemRevisions.fingerprint', '=', fingerprint).orderBy('systems.name').execute(),
  );
  return rows.map(readSystem);
}

function newest(sql: Kysely<Tables>) {
  return sql
    .selectFrom('systems')
    .innerJoin('systemRevisions', (join) =>
      join
        .onRef('systemRevisions.systemId', '=', 'systems.id')
        .onRef('systemRevisions.revision', '=', 'systems.revision'),
    )
    .select(['systemRevisions.document', 'systemRevisions.revision', 'systemRevisions.fingerprint']);
}

/** What a caller presents may hold a NUL; PostgreSQL has no text with one and refuses the question. */
function isStorable(text: string): boolean {
  return !text.includes('\0');
}
