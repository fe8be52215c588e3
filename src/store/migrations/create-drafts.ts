import type { Kysely } from 'kysely';

export async function createDrafts({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('system_drafts')
    .addColumn('system_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('based_on', 'integer', (column) => column.notNull())
    .addColumn('saved_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('system_revisions_fingerprint')
    .on('system_revisions')
    .column('fingerprint')
    .execute();
}
