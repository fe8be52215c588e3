import type { Kysely } from 'kysely';

export async function createLicenses(sql: Kysely<unknown>): Promise<void> {
  await sql.schema
    .createTable('subscriptions')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('holder', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('ends_at', 'bigint')
    .execute();
  await createSystemLicenses(sql);
  await createCustomerLicenses(sql);
}

async function createSystemLicenses(sql: Kysely<unknown>): Promise<void> {
  await sql.schema
    .createTable('system_licenses')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('key', 'text', (column) => column.notNull().unique())
    .addColumn('subscription_id', 'text', (column) => column.notNull().references('subscriptions.id'))
    .addColumn('system_id', 'text')
    .addColumn('fingerprint', 'text')
    .addColumn('website', 'text')
    .execute();
  await sql.schema.createIndex('system_licenses_system').on('system_licenses').column('system_id').execute();
  await sql.schema
    .createIndex('system_licenses_fingerprint')
    .on('system_licenses')
    .column('fingerprint')
    .execute();
}

async function createCustomerLicenses(sql: Kysely<unknown>): Promise<void> {
  await sql.schema
    .createTable('customer_licenses')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('key', 'text', (column) => column.notNull().unique())
    .addColumn('subscription_id', 'text', (column) => column.notNull().references('subscriptions.id'))
    .addColumn('system_license_id', 'text', (column) => column.notNull().references('system_licenses.id'))
    .addColumn('customer_id', 'text')
    // Free ones have no customer, and SQL takes no two nulls for equal.
    .addUniqueConstraint('customer_licenses_seat', ['system_license_id', 'customer_id'])
    .execute();
  await sql.schema
    .createIndex('customer_licenses_customer')
    .on('customer_licenses')
    .column('customer_id')
    .execute();
}
