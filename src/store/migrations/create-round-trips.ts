import type { Kysely } from 'kysely';

/** Carts that come back to be edited, answers that are given again. */
export async function createRoundTrips(sql: Kysely<unknown>): Promise<void> {
  const columns = {
    operation: 'create',
    cart_id: '',
    details: '[]',
    entry: '{"page":{"kind":"home"},"lines":[]}',
    notices: '[]',
  };
  for (const [name, value] of Object.entries(columns)) {
    await sql.schema
      .alterTable('sessions')
      .addColumn(name, 'text', (column) => column.notNull().defaultTo(value))
      .execute();
  }
  await sql.schema.createIndex('sessions_cart').on('sessions').column('cart_id').execute();
  await sql.schema
    .createTable('replays')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('body_hash', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('session_id', 'text', (column) => column.notNull().references('sessions.id'))
    .execute();
}
