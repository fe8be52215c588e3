import type { Kysely, Selectable } from 'kysely';
import type { CustomerLicense, LicenseRecords, Subscription, SystemLicense } from '../punchout/license.ts';
import type { KeyedLicense, SeatUsage, SubscriptionFilter } from '../punchout/license-store.ts';
import type { LicenseQuestion } from '../punchout/license-verdict.ts';
import { readCustomerLicense, readSubscription, readSystemLicense, searchKey } from './license-rows.ts';
import type { Tables } from './tables.ts';

type Sql = Kysely<Tables>;

/** System licenses, former bindings, customer licenses, subscriptions: each along an index. */
export async function recordsFor(sql: Sql, question: LicenseQuestion): Promise<LicenseRecords> {
  const { fingerprint, systemId, customerId } = question;
  const licenses = sql.selectFrom('systemLicenses').selectAll('systemLicenses');
  const formerly = licenses
    .innerJoin('licenseBindings', 'licenseBindings.systemLicenseId', 'systemLicenses.id')
    .where('licenseBindings.fingerprint', '=', fingerprint);
  // A union, because PostgreSQL reads the whole table where one side of an OR is a subquery.
  const rows = await licenses
    .where('fingerprint', '=', fingerprint)
    .union(licenses.where('systemId', '=', systemId))
    .union(formerly)
    .orderBy('id')
    .execute();
  const ids = rows.map(({ id }) => id);
  return await withSubscriptions(sql, {
    systemLicenses: await withBindings(sql, rows),
    customerLicenses: await seatsFor(sql, customerId, ids),
  });
}

/** A license may have thousands of seats: of those that are not the customer's, one tells whether any is free. */
async function seatsFor(
  sql: Sql,
  customerId: string,
  systemLicenseIds: readonly string[],
): Promise<CustomerLicense[]> {
  const seats = sql.selectFrom('customerLicenses').selectAll();
  const own = seats.where('customerId', '=', customerId);
  if (systemLicenseIds.length === 0) return (await own.orderBy('id').execute()).map(readCustomerLicense);
  const telling = sql
    .selectFrom('systemLicenses')
    .select(({ fn, selectFrom }) => {
      const active = selectFrom('customerLicenses as seat')
        .select('seat.id')
        .where('seat.status', '=', 'active')
        .limit(1);
      const ofLicense = active.whereRef('seat.systemLicenseId', '=', 'systemLicenses.id');
      const free = ofLicense.where('seat.customerId', 'is', null);
      const loose = active
        .whereRef('seat.subscriptionId', '=', 'systemLicenses.subscriptionId')
        .where('seat.included', '=', 0)
        .where('seat.systemLicenseId', 'is', null)
        .where('seat.customerId', 'is', null);
      return fn.coalesce(free, loose, ofLicense.where('seat.customerId', 'is not', null)).as('id');
    })
    .where('id', 'in', systemLicenseIds);
  const all = own.union(seats.where('id', 'in', telling));
  return (await all.orderBy('id').execute()).map(readCustomerLicense);
}

export async function recordsOf(sql: Sql, subscriptionId: string): Promise<LicenseRecords> {
  const ofSubscription = <Table extends 'systemLicenses' | 'customerLicenses'>(table: Table) =>
    sql
      .selectFrom(table as 'systemLicenses')
      .selectAll()
      .where('subscriptionId', '=', subscriptionId)
      .orderBy('id');
  const subscription = await findSubscription(sql, 'id', subscriptionId);
  return {
    systemLicenses: await withBindings(sql, await ofSubscription('systemLicenses').execute()),
    customerLicenses: (await ofSubscription('customerLicenses').execute()).map(readCustomerLicense),
    subscriptions: subscription ? [subscription] : [],
  };
}

export async function recordsByIds(sql: Sql, ids: readonly string[]): Promise<LicenseRecords> {
  if (ids.length === 0) return { systemLicenses: [], customerLicenses: [], subscriptions: [] };
  const systemRows = sql.selectFrom('systemLicenses').selectAll().where('id', 'in', ids).orderBy('id');
  const customerRows = sql.selectFrom('customerLicenses').selectAll().where('id', 'in', ids).orderBy('id');
  const licenses = {
    systemLicenses: await withBindings(sql, await systemRows.execute()),
    customerLicenses: (await customerRows.execute()).map(readCustomerLicense),
  };
  return await withSubscriptions(sql, licenses, ids);
}

export async function findSubscriptions(sql: Sql, filter: SubscriptionFilter): Promise<Subscription[]> {
  const { holder, reference, status, endingBefore, after, limit } = filter;
  let query = sql.selectFrom('subscriptions').selectAll();
  if (reference !== undefined) query = query.where('reference', '=', reference);
  if (status !== undefined) query = query.where('status', '=', status);
  if (holder !== undefined) {
    const start = searchKey(holder);
    query = query.where('holderKey', '>=', start).where('holderKey', '<', `${start}\u{10ffff}`);
  }
  if (endingBefore !== undefined) {
    // As a subquery, because SQLite would rather read all in the order of their ids than sort the few that are due.
    const due = sql.selectFrom('subscriptions').select('id').where('dueAt', '<', endingBefore);
    query = query.where('id', 'in', due);
  }
  if (after !== undefined) query = query.where('id', '>', after);
  return (await query.orderBy('id').limit(limit).execute()).map(readSubscription);
}

export async function findSubscription(
  sql: Sql,
  by: 'id' | 'reference',
  value: string,
): Promise<Subscription | undefined> {
  const row = await sql.selectFrom('subscriptions').selectAll().where(by, '=', value).executeTakeFirst();
  return row && readSubscription(row);
}

export async function findSystemLicense(
  sql: Sql,
  by: 'id' | 'keyHash',
  value: string,
): Promise<SystemLicense | undefined> {
  const rows = await sql.selectFrom('systemLicenses').selectAll().where(by, '=', value).execute();
  return (await withBindings(sql, rows))[0];
}

export async function findCustomerLicense(
  sql: Sql,
  by: 'id' | 'keyHash',
  value: string,
): Promise<CustomerLicense | undefined> {
  const row = await sql.selectFrom('customerLicenses').selectAll().where(by, '=', value).executeTakeFirst();
  return row && readCustomerLicense(row);
}

export async function findByKeyHash(sql: Sql, keyHash: string): Promise<KeyedLicense | undefined> {
  const system = await findSystemLicense(sql, 'keyHash', keyHash);
  if (system) return { kind: 'system', license: system };
  const customer = await findCustomerLicense(sql, 'keyHash', keyHash);
  return customer && { kind: 'customer', license: customer };
}

export async function usageOf(sql: Sql, subscriptionId: string): Promise<SeatUsage> {
  const systems = sql
    .selectFrom('systemLicenses')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('subscriptionId', '=', subscriptionId)
    .where('status', '=', 'active');
  const seats = sql
    .selectFrom('customerLicenses')
    .select(({ fn }) => [fn.countAll().as('count'), fn.count('customerId').as('assigned')])
    .where('subscriptionId', '=', subscriptionId)
    .where('status', '=', 'active');
  const { count } = await systems.executeTakeFirstOrThrow();
  const { count: all, assigned } = await seats.executeTakeFirstOrThrow();
  return { systemLicenses: Number(count), customerLicenses: Number(all), assigned: Number(assigned) };
}

export async function withBindings(
  sql: Sql,
  rows: readonly Selectable<Tables['systemLicenses']>[],
): Promise<SystemLicense[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const bindings = await sql
    .selectFrom('licenseBindings')
    .selectAll()
    .where('systemLicenseId', 'in', ids)
    .orderBy('until')
    .orderBy('fingerprint')
    .execute();
  const bindingsOf = Map.groupBy(bindings, ({ systemLicenseId }) => systemLicenseId);
  return rows.map((row) => readSystemLicense(row, bindingsOf.get(row.id) ?? []));
}

export async function withSubscriptions(
  sql: Sql,
  records: Omit<LicenseRecords, 'subscriptions'>,
  further: readonly string[] = [],
): Promise<LicenseRecords> {
  const licenses = [...records.systemLicenses, ...records.customerLicenses];
  const ids = new Set([...further, ...licenses.map(({ subscriptionId }) => subscriptionId)]);
  if (ids.size === 0) return { ...records, subscriptions: [] };
  const rows = await sql
    .selectFrom('subscriptions')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy('id')
    .execute();
  return { ...records, subscriptions: rows.map(readSubscription) };
}
