import type { Kysely } from 'kysely';

export async function createUnmappedUnits({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('unmapped_units')
    .addColumn('system_id', 'text', (column) => column.notNull())
    .addColumn('unit', 'text', (column) => column.notNull())
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('first_seen', 'bigint', (column) => column.notNull())
    .addColumn('last_seen', 'bigint', (column) => column.notNull())
    .addColumn('times', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('unmapped_units_key', ['system_id', 'unit'])
    .execute();
}
