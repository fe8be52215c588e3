import { createHash } from 'node:crypto';
import { type ColumnDefinitionBuilder, type Kysely, PostgresAdapter, sql } from 'kysely';

interface OldTables {
  subscriptions: { id: string; holder: string };
  system_licenses: OldSystemLicense;
  customer_licenses: OldCustomerLicense;
}

interface OldSystemLicense {
  id: string;
  key: string;
  subscription_id: string;
  system_id: string | null;
  fingerprint: string | null;
  website: string | null;
}

interface OldCustomerLicense {
  id: string;
  key: string;
  subscription_id: string;
  system_license_id: string;
  customer_id: string | null;
}

/** Keys become hashes, licenses get a status, and every change a place in a history that nobody rewrites. */
export async function licenseLife(kysely: Kysely<unknown>): Promise<void> {
  const old = kysely as Kysely<OldTables>;
  const systemLicenses = await old.selectFrom('system_licenses').selectAll().execute();
  const customerLicenses = await old.selectFrom('customer_licenses').selectAll().execute();
  await kysely.schema.dropTable('customer_licenses').execute();
  await kysely.schema.dropTable('system_licenses').execute();
  await extendSubscriptions(old);
  await createSystemLicenses(kysely);
  await createCustomerLicenses(kysely);
  await copyLicenses(kysely, { systemLicenses, customerLicenses });
  await createHistory(kysely);
  await createShopEvents(kysely);
}

async function extendSubscriptions(kysely: Kysely<OldTables>): Promise<void> {
  const table = () => kysely.schema.alterTable('subscriptions');
  const notNull = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo('');
  await table().addColumn('holder_key', bytewiseText(kysely), notNull).execute();
  await table().addColumn('reference', 'text').execute();
  await table().addColumn('paid_until', 'bigint').execute();
  await table().addColumn('due_at', 'bigint').execute();
  await sql`update subscriptions set due_at = ends_at`.execute(kysely);
  await fillHolderKeys(kysely);
  const index = (name: string) => kysely.schema.createIndex(`subscriptions_${name}`).on('subscriptions');
  await index('reference').column('reference').unique().execute();
  await index('due').column('due_at').execute();
  await index('holder').columns(['holder_key', 'id']).execute();
  await index('status').columns(['status', 'id']).execute();
}

/** Whatever the language of the database: only so is what begins alike beside each other. */
function bytewiseText(kysely: Kysely<OldTables>) {
  return isPostgres(kysely) ? sql`text collate "C"` : 'text';
}

/** Not by SQL: the lower() of SQLite leaves umlauts as they are. */
async function fillHolderKeys(kysely: Kysely<OldTables>): Promise<void> {
  const holders = await kysely.selectFrom('subscriptions').select(['id', 'holder']).execute();
  for (const { id, holder } of holders) {
    await sql`update subscriptions set holder_key = ${holder.toLowerCase()} where id = ${id}`.execute(kysely);
  }
}

async function createSystemLicenses({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('system_licenses')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('key_hash', 'text', (column) => column.notNull().unique())
    .addColumn('key_hint', 'text', (column) => column.notNull())
    .addColumn('subscription_id', 'text', (column) => column.notNull().references('subscriptions.id'))
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('system_id', 'text')
    .addColumn('fingerprint', 'text')
    .addColumn('website', 'text')
    .addColumn('staging_websites', 'text', (column) => column.notNull())
    .addColumn('rebinds_left', 'integer')
    .execute();
  for (const column of ['subscription_id', 'system_id', 'fingerprint', 'website', 'key_hint']) {
    await schema
      .createIndex(`system_licenses_${column}`)
      .on('system_licenses')
      .columns([column, 'id'])
      .execute();
  }
  await schema
    .createTable('license_bindings')
    .addColumn('system_license_id', 'text', (column) => column.notNull().references('system_licenses.id'))
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('until', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('license_bindings_pkey', ['system_license_id', 'fingerprint'])
    .execute();
  await schema
    .createIndex('license_bindings_fingerprint')
    .on('license_bindings')
    .column('fingerprint')
    .execute();
}

async function createCustomerLicenses({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('customer_licenses')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('key_hash', 'text', (column) => column.notNull().unique())
    .addColumn('key_hint', 'text', (column) => column.notNull())
    .addColumn('subscription_id', 'text', (column) => column.notNull().references('subscriptions.id'))
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('included', 'integer', (column) => column.notNull())
    .addColumn('system_license_id', 'text', (column) => column.references('system_licenses.id'))
    .addColumn('customer_id', 'text')
    // Free ones have no customer, and SQL takes no two nulls for equal.
    .addUniqueConstraint('customer_licenses_seat', ['system_license_id', 'customer_id'])
    .execute();
  for (const column of ['subscription_id', 'customer_id', 'key_hint']) {
    await schema
      .createIndex(`customer_licenses_${column}`)
      .on('customer_licenses')
      .columns([column, 'id'])
      .execute();
  }
  await schema
    .createIndex('customer_licenses_free')
    .on('customer_licenses')
    .columns(['subscription_id', 'included', 'id'])
    .where(sql.ref('customer_id'), 'is', null)
    .execute();
}

async function copyLicenses(
  kysely: Kysely<unknown>,
  {
    systemLicenses,
    customerLicenses,
  }: { systemLicenses: OldSystemLicense[]; customerLicenses: OldCustomerLicense[] },
): Promise<void> {
  const tables = kysely as Kysely<Record<string, Record<string, unknown>>>;
  for (const { key, ...license } of systemLicenses) {
    const values = {
      ...license,
      ...keyColumns(key),
      status: 'active',
      staging_websites: '[]',
      rebinds_left: null,
    };
    await tables.insertInto('system_licenses').values(values).execute();
  }
  const withSeat = new Set<string>();
  for (const { key, ...license } of customerLicenses) {
    const included = withSeat.has(license.system_license_id) ? 0 : 1;
    withSeat.add(license.system_license_id);
    const values = { ...license, ...keyColumns(key), status: 'active', included };
    await tables.insertInto('customer_licenses').values(values).execute();
  }
}

function keyColumns(key: string) {
  return { key_hash: createHash('sha256').update(key).digest('base64url'), key_hint: key.slice(-5) };
}

async function createHistory(kysely: Kysely<unknown>): Promise<void> {
  await kysely.schema
    .createTable('license_history')
    .addColumn('sequence', 'bigint', (column) => column.primaryKey().notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('subject_kind', 'text', (column) => column.notNull())
    .addColumn('subject_id', 'text', (column) => column.notNull())
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
  await kysely.schema
    .createIndex('license_history_subject')
    .on('license_history')
    .columns(['subject_id', 'sequence'])
    .execute();
  await kysely.schema
    .createTable('license_history_head')
    .addColumn('id', 'integer', (column) => column.primaryKey().notNull())
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
  await sql`insert into license_history_head (id, sequence, hash) values (1, 0, '')`.execute(kysely);
  await forbidRewriting(kysely);
}

/** A slip of ours or of an administrator cannot change the past; whoever means to must drop the trigger first. */
async function forbidRewriting(kysely: Kysely<unknown>): Promise<void> {
  if (isPostgres(kysely)) {
    await sql`create function keep_license_history() returns trigger language plpgsql as
      $$ begin raise exception 'the history of licenses is never rewritten'; end $$`.execute(kysely);
    await sql`create trigger license_history_kept before update or delete or truncate on license_history
      for each statement execute function keep_license_history()`.execute(kysely);
    return;
  }
  for (const verb of ['update', 'delete']) {
    await sql`create trigger ${sql.id(`license_history_no_${verb}`)} before ${sql.raw(verb)} on license_history
      begin select raise(abort, 'the history of licenses is never rewritten'); end`.execute(kysely);
  }
}

function isPostgres(kysely: Pick<Kysely<unknown>, 'getExecutor'>): boolean {
  return kysely.getExecutor().adapter instanceof PostgresAdapter;
}

async function createShopEvents({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('shop_events')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
}
