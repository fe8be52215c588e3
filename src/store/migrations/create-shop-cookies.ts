import type { Kysely } from 'kysely';

export async function createShopCookies({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('shop_cookies')
    .addColumn('session_id', 'text', (column) =>
      column.notNull().references('sessions.id').onDelete('cascade'),
    )
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addColumn('visit_until', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('shop_cookies_key', ['session_id', 'name'])
    .execute();
  await schema.createIndex('shop_cookies_until').on('shop_cookies').column('visit_until').execute();
}
