import type { Kysely } from 'kysely';

export async function createSignedLicenses({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('signing_keys')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    // Two processes that make the next key at once: one of them is second.
    .addColumn('position', 'integer', (column) => column.notNull().unique())
    .addColumn('public_key', 'text', (column) => column.notNull())
    .addColumn('endorsement', 'text')
    .addColumn('private_key', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('trusted_keys')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('public_key', 'text', (column) => column.notNull())
    .addColumn('endorsement', 'text')
    .addColumn('trusted_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('license_documents')
    .addColumn('subscription_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('issued_at', 'bigint', (column) => column.notNull())
    .addColumn('not_after', 'bigint', (column) => column.notNull())
    .addColumn('serial', 'bigint', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('checked_at', 'bigint', (column) => column.notNull())
    .addColumn('sealed_key', 'text')
    .addColumn('failed_since', 'bigint')
    .addColumn('failure', 'text')
    .execute();
}
