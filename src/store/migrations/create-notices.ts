import { type Kysely, sql } from 'kysely';

export async function createNotices({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('license_notices')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('notice', 'text', (column) => column.notNull())
    .addColumn('reserved_until', 'bigint', (column) => column.notNull())
    .addColumn('delivered_at', 'bigint')
    .execute();
  // Of all processes one tells it.
  await schema
    .createIndex('license_notices_current')
    .unique()
    .on('license_notices')
    .column('name')
    .where(sql.ref('ended_at'), 'is', null)
    .execute();
  await schema
    .createIndex('license_notices_undelivered')
    .on('license_notices')
    .columns(['reserved_until', 'at', 'id'])
    .where(sql.ref('delivered_at'), 'is', null)
    .execute();
  // What the survey looks for: what ends within a period, and what is overdue.
  const index = (name: string) => schema.createIndex(`subscriptions_${name}`).on('subscriptions');
  await index('ends').columns(['ends_at', 'id']).execute();
  await index('overdue').columns(['status', 'paid_until', 'id']).execute();
}
