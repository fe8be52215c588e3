import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { StoredSystem, SystemDraft, SystemDraftStore, SystemStore } from '../punchout/ports.ts';
import { type System, systemSchema } from '../punchout/system.ts';
import { jsonText, parseRow } from './parse-row.ts';
import type { Tables } from './tables.ts';

type SaveDetails = Parameters<SystemStore['save']>[1];
type PublishDetails = Parameters<SystemDraftStore['publish']>[1];

const rowSchema = z.object({
  document: jsonText(systemSchema),
  revision: z.int(),
  fingerprint: z.string(),
});

/** Saves a new revision, in a transaction of the caller. */
export async function saveSystem(
  sql: Kysely<Tables>,
  system: System,
  details: SaveDetails,
): Promise<StoredSystem> {
  const kept = await lockSystem(sql, system);
  await replaceLoginKeys(sql, system.id, details.loginKeys);
  const document = JSON.stringify(system);
  const before = await revisionOf(sql, system.id, kept).executeTakeFirst();
  if (before?.fingerprint === details.fingerprint && sameJson(before.document, document))
    return readSystem(before);
  return await addRevision(sql, { systemId: system.id, revision: kept + 1, document, ...details });
}

/** That two publish on top of one revision is seen by its successor's number, which only one of them gets. */
export async function publishDraft(
  sql: Kysely<Tables>,
  { system, fingerprint, basedOn, savedAt }: SystemDraft,
  { loginKeys, at }: PublishDetails,
): Promise<StoredSystem> {
  const { id: systemId } = system;
  await lockSystem(sql, system);
  await replaceLoginKeys(sql, systemId, loginKeys);
  const document = JSON.stringify(system);
  const published = await addRevision(sql, { systemId, revision: basedOn + 1, document, fingerprint, at });
  const own = sql.deleteFrom('systemDrafts').where('systemId', '=', systemId);
  // A draft that somebody saved meanwhile stays, to be looked at.
  await own.where('savedAt', '=', savedAt).execute();
  return published;
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

/** Whatever the order of the properties. */
function sameJson(one: string, other: string): boolean {
  return isDeepStrictEqual(JSON.parse(one), JSON.parse(other));
}

export function revisionOf(sql: Kysely<Tables>, id: string, revision: number) {
  return sql
    .selectFrom('systemRevisions')
    .select(['document', 'revision', 'fingerprint'])
    .where('systemId', '=', id)
    .where('revision', '=', revision);
}

export function readSystem(row: unknown): StoredSystem {
  const { document, revision, fingerprint } = parseRow(rowSchema, row, 'System');
  return { system: document, revision, fingerprint };
}
