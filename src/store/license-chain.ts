import type { Kysely } from 'kysely';
import type { HistoryEntry, HistoryHead } from '../punchout/license-history.ts';
import type { Vault } from '../punchout/ports.ts';
import type { Tables } from './tables.ts';

type Sql = Kysely<Tables>;
export type NewEntry = Omit<HistoryEntry, 'sequence' | 'hash'>;

/** The end of the history, held so that nobody else appends until the transaction is over. */
export async function lockHead(sql: Sql): Promise<HistoryHead> {
  return await sql
    .updateTable('licenseHistoryHead')
    .set(({ ref }) => ({ sequence: ref('sequence') }))
    .where('id', '=', 1)
    .returning(['sequence', 'hash'])
    .executeTakeFirstOrThrow();
}

export async function headOf(sql: Sql): Promise<HistoryHead> {
  const head = sql.selectFrom('licenseHistoryHead').select(['sequence', 'hash']).where('id', '=', 1);
  return await head.executeTakeFirstOrThrow();
}

/** Appends to the history, whose head must be locked. */
export async function append(sql: Sql, entry: NewEntry, vault: Vault): Promise<void> {
  const head = await headOf(sql);
  const { at, actor, action, subject, before = null, after = null } = entry;
  const sequence = head.sequence + 1;
  const hash = hashOf({ ...entry, sequence }, head.hash, vault);
  const row = {
    sequence,
    at,
    actor,
    action,
    subjectKind: subject.kind,
    subjectId: subject.id,
    before,
    after,
    hash,
  };
  await sql.insertInto('licenseHistory').values(row).execute();
  await sql.updateTable('licenseHistoryHead').set({ sequence, hash }).where('id', '=', 1).execute();
}

/** Keyed, so that who can write the table cannot compute the chain anew. */
export function hashOf(entry: Omit<HistoryEntry, 'hash'>, previous: string, vault: Vault): string {
  const { sequence, at, actor, action, subject, before = null, after = null } = entry;
  const fields = [previous, sequence, at, actor, action, subject.kind, subject.id, before, after];
  return vault.hash(`license history ${JSON.stringify(fields)}`);
}
