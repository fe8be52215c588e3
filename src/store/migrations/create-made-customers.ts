import type { Kysely } from 'kysely';

export async function createMadeCustomers({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('made_customers')
    .addColumn('system_id', 'text', (column) => column.notNull())
    .addColumn('customer_id', 'text', (column) => column.notNull())
    .addColumn('email_key', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('place', 'integer', (column) => column.notNull())
    .addColumn('made', 'integer', (column) => column.notNull())
    .addColumn('reserved_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('made_customers_key', ['system_id', 'customer_id'])
    .addUniqueConstraint('made_customers_email', ['system_id', 'email_key'])
    .addUniqueConstraint('made_customers_place', ['system_id', 'place'])
    .execute();
}
