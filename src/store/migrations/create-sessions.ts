import type { Kysely } from 'kysely';

export async function createSessions(sql: Kysely<unknown>): Promise<void> {
  await sql.schema
    .createTable('sessions')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('protocol', 'text', (column) => column.notNull())
    .addColumn('system_id', 'text', (column) => column.notNull())
    .addColumn('system_revision', 'integer', (column) => column.notNull())
    .addColumn('customer_id', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('start_until', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('return_url', 'text', (column) => column.notNull())
    .addColumn('return_target', 'text', (column) => column.notNull())
    .addColumn('parameters', 'text', (column) => column.notNull())
    .addColumn('extrinsics', 'text', (column) => column.notNull())
    .addColumn('protocol_data', 'text', (column) => column.notNull())
    .addColumn('start_token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('browser_key_hash', 'text', (column) => column.unique())
    .addColumn('context_token', 'text')
    .addColumn('entered_at', 'bigint')
    .addColumn('closed_at', 'bigint')
    .addColumn('return_form', 'text')
    .addColumn('cart', 'text')
    .addForeignKeyConstraint(
      'sessions_system_revision',
      ['system_id', 'system_revision'],
      'system_revisions',
      ['system_id', 'revision'],
    )
    .execute();
  await sql.schema.createIndex('sessions_created').on('sessions').column('created_at').execute();
}
