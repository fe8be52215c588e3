import type { Kysely } from 'kysely';

/** Shops that buyers see under their own host, with an App in the shop. */
export async function createShopApps({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('sessions').addColumn('context_token_hash', 'text').execute();
  await schema
    .createIndex('sessions_context_token')
    .on('sessions')
    .column('context_token_hash')
    .unique()
    .execute();
  await createTickets(schema);
  await createRegistrations(schema);
}

async function createTickets(schema: Kysely<unknown>['schema']): Promise<void> {
  await schema
    .createTable('entry_tickets')
    .addColumn('hash', 'text', (column) => column.primaryKey().notNull())
    .addColumn('session_id', 'text', (column) => column.notNull().references('sessions.id'))
    .addColumn('browser_key_hash', 'text', (column) => column.notNull())
    .addColumn('attempt', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('used_at', 'bigint')
    .execute();
  await schema
    .createIndex('entry_tickets_browser')
    .on('entry_tickets')
    .columns(['browser_key_hash', 'expires_at'])
    .execute();
  await schema.createIndex('entry_tickets_expires').on('entry_tickets').column('expires_at').execute();
}

async function createRegistrations(schema: Kysely<unknown>['schema']): Promise<void> {
  await schema
    .createTable('shop_apps')
    .addColumn('shop', 'text', (column) => column.primaryKey().notNull())
    .addColumn('secret', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('shop_app_registrations')
    .addColumn('shop', 'text', (column) => column.notNull())
    .addColumn('shop_id', 'text', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('shop_app_registrations_key', ['shop', 'shop_id'])
    .execute();
  await schema
    .createTable('shop_app_events')
    .addColumn('shop', 'text', (column) => column.notNull())
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('shop_app_events_key', ['shop', 'event_id'])
    .execute();
  await schema.createIndex('shop_app_events_at').on('shop_app_events').column('at').execute();
}
