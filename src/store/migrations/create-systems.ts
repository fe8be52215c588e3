import type { Kysely } from 'kysely';

export async function createSystems(sql: Kysely<unknown>): Promise<void> {
  await sql.schema
    .createTable('systems')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('protocol', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .execute();
  await sql.schema
    .createTable('system_revisions')
    .addColumn('system_id', 'text', (column) => column.notNull().references('systems.id'))
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('saved_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('system_revisions_pkey', ['system_id', 'revision'])
    .execute();
  await sql.schema
    .createTable('system_logins')
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('system_id', 'text', (column) => column.notNull().references('systems.id'))
    .addPrimaryKeyConstraint('system_logins_pkey', ['key', 'system_id'])
    .execute();
  await sql.schema.createIndex('system_logins_system').on('system_logins').column('system_id').execute();
}
