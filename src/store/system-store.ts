import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { StoredSystem, SystemStore } from '../punchout/ports.ts';
import { type System, systemSchema } from '../punchout/system.ts';
import type { Database } from './database.ts';
import { jsonText, parseRow } from './parse-row.ts';
import type { Tables } from './tables.ts';

type SaveDetails = Parameters<SystemStore['save']>[1];

const rowSchema = z.object({
  document: jsonText(systemSchema),
  revision: z.int(),
  fingerprint: z.string(),
});

export function createSystemStore(database: Database): SystemStore {
  return {
    byName: (name) => byName(database, name),
    byRevision: (id, revision) => byRevision(database, id, revision),
    byLoginKeys: (protocol, keys) => byLoginKeys(database, protocol, keys),
    list: async () =>
      (await database.run((sql) => newest(sql).orderBy('systems.name').execute())).map(readSystem),
    save: (system, details) =>
      database.run((sql) => sql.transaction().execute((transaction) => save(transaction, system, details))),
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

function revisionOf(sql: Kysely<Tables>, id: string, revision: number) {
  return sql
    .selectFrom('systemRevisions')
    .select(['document', 'revision', 'fingerprint'])
    .where('systemId', '=', id)
    .where('revision', '=', revision);
}

async function save(sql: Kysely<Tables>, system: System, details: SaveDetails): Promise<StoredSystem> {
  const kept = await lockSystem(sql, system);
  await replaceLoginKeys(sql, system.id, details.loginKeys);
  const document = JSON.stringify(system);
  const before = await revisionOf(sql, system.id, kept).executeTakeFirst();
  if (before?.fingerprint === details.fingerprint && sameJson(before.document, document))
    return readSystem(before);
  return await addRevision(sql, { systemId: system.id, revision: kept + 1, document, ...details });
}

/** Its newest revision, 0 for a new one. The row stays locked until the transaction ends, so revisions have no gaps. */
async function lockSystem(sql: Kysely<Tables>, { id, name, protocol }: System): Promise<number> {
  const { revision } = await sql
    .insertInto('systems')
    .values({ id, name, protocol, revision: 0 })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, protocol }))
    .returning('revision')
    .executeTakeFirstOrThrow();
  return revision;
}

async function replaceLoginKeys(
  sql: Kysely<Tables>,
  systemId: string,
  keys: readonly string[],
): Promise<void> {
  await sql.deleteFrom('systemLogins').where('systemId', '=', systemId).execute();
  for (const key of new Set(keys)) {
    await sql.insertInto('systemLogins').values({ systemId, key }).execute();
  }
}

async function addRevision(
  sql: Kysely<Tables>,
  row: { systemId: string; revision: number; document: string; fingerprint: string; at: number },
): Promise<StoredSystem> {
  const { at: savedAt, systemId, revision, document, fingerprint } = row;
  const revisionRow = { systemId, revision, document, fingerprint, savedAt };
  await sql.insertInto('systemRevisions').values(revisionRow).execute();
  await sql.updateTable('systems').set({ revision }).where('id', '=', systemId).execute();
  return readSystem(revisionRow);
}

/** What a caller presents may hold a NUL; PostgreSQL has no text with one and refuses the question. */
function isStorable(text: string): boolean {
  return !text.includes('\0');
}

/** Whatever the order of the properties. */
function sameJson(one: string, other: string): boolean {
  return isDeepStrictEqual(JSON.parse(one), JSON.parse(other));
}

function readSystem(row: unknown): StoredSystem {
  const { document, revision, fingerprint } = parseRow(rowSchema, row, 'System');
  return { system: document, revision, fingerprint };
}
