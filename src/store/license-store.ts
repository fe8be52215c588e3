import type { Kysely } from 'kysely';
import type {
  CustomerLicense,
  LicenseQuestion,
  Subscription,
  SystemLicense,
} from '../punchout/license-verdict.ts';
import type { LicenseStore } from '../punchout/ports.ts';
import type { Database } from './database.ts';
import { readRecords } from './license-rows.ts';
import type { Tables } from './tables.ts';

export function createLicenseStore(database: Database): LicenseStore {
  const list = async (sql: Kysely<Tables>) => ({
    systemLicenses: await sql.selectFrom('systemLicenses').selectAll().orderBy('id').execute(),
    customerLicenses: await sql.selectFrom('customerLicenses').selectAll().orderBy('id').execute(),
    subscriptions: await sql.selectFrom('subscriptions').selectAll().orderBy('id').execute(),
  });
  return {
    recordsFor: async (question) => readRecords(await database.run((sql) => rowsFor(sql, question))),
    list: async () => readRecords(await database.run(list)),
    saveSubscription: (subscription) => database.run((sql) => saveSubscription(sql, subscription)),
    saveSystemLicense: (license) => database.run((sql) => saveSystemLicense(sql, license)),
    saveCustomerLicense: (license) => database.run((sql) => saveCustomerLicense(sql, license)),
  };
}

/** At most three queries, each along an index. */
async function rowsFor(sql: Kysely<Tables>, question: LicenseQuestion) {
  const systemLicenses = await systemLicensesFor(sql, question).execute();
  const systemLicenseIds = systemLicenses.map(({ id }) => id);
  const customerLicenses = await customerLicensesFor(sql, question, systemLicenseIds).execute();
  const holders = new Set(
    [...systemLicenses, ...customerLicenses].map(({ subscriptionId }) => subscriptionId),
  );
  return { systemLicenses, customerLicenses, subscriptions: await subscriptionsOf(sql, [...holders]) };
}

function systemLicensesFor(sql: Kysely<Tables>, { fingerprint, systemId }: LicenseQuestion) {
  return sql
    .selectFrom('systemLicenses')
    .selectAll()
    .where((is) => is.or([is('fingerprint', '=', fingerprint), is('systemId', '=', systemId)]))
    .orderBy('id');
}

function customerLicensesFor(
  sql: Kysely<Tables>,
  { customerId }: LicenseQuestion,
  systemLicenseIds: string[],
) {
  const query = sql.selectFrom('customerLicenses').selectAll().orderBy('id');
  if (systemLicenseIds.length === 0) return query.where('customerId', '=', customerId);
  return query.where((is) =>
    is.or([is('systemLicenseId', 'in', systemLicenseIds), is('customerId', '=', customerId)]),
  );
}

async function subscriptionsOf(sql: Kysely<Tables>, ids: string[]) {
  if (ids.length === 0) return [];
  return await sql.selectFrom('subscriptions').selectAll().where('id', 'in', ids).orderBy('id').execute();
}

async function saveSubscription(
  sql: Kysely<Tables>,
  { id, holder, status, endsAt }: Subscription,
): Promise<void> {
  const values = { holder, status, endsAt: endsAt ?? null };
  await sql
    .insertInto('subscriptions')
    .values({ id, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
}

async function saveSystemLicense(sql: Kysely<Tables>, license: SystemLicense): Promise<void> {
  const { id, key, subscriptionId, systemId = null, fingerprint = null, website = null } = license;
  const values = { key, subscriptionId, systemId, fingerprint, website };
  await sql
    .insertInto('systemLicenses')
    .values({ id, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
}

async function saveCustomerLicense(sql: Kysely<Tables>, license: CustomerLicense): Promise<void> {
  const { id, key, subscriptionId, systemLicenseId, customerId = null } = license;
  const values = { key, subscriptionId, systemLicenseId, customerId };
  await sql
    .insertInto('customerLicenses')
    .values({ id, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
}
