import type { Kysely } from 'kysely';

export async function createCartSnapshots({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('cart_snapshots')
    .addColumn('session_id', 'text', (column) => column.primaryKey().notNull().references('sessions.id'))
    .addColumn('taken_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('cart', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('cart_snapshots_expiry').on('cart_snapshots').column('expires_at').execute();
  await schema.alterTable('sessions').addColumn('renewed_cookies', 'text').execute();
  await schema.alterTable('sessions').addColumn('cart_as_of', 'bigint').execute();
}
