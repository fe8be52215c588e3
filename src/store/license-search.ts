import type { Kysely, Selectable } from 'kysely';
import type { LicenseRecords } from '../punchout/license.ts';
import type { LicenseFilter } from '../punchout/license-store.ts';
import { withBindings, withSubscriptions } from './license-queries.ts';
import { readCustomerLicense } from './license-rows.ts';
import type { Tables } from './tables.ts';

type Sql = Kysely<Tables>;

/** A page of system licenses and a page of customer licenses; those of a System are those of its system licenses. */
export async function findLicenses(sql: Sql, filter: LicenseFilter): Promise<LicenseRecords> {
  const { subscriptionId, keyHint, website, fingerprint, systemId, after, limit } = filter;
  const { systemLicenseId, customerId } = filter;
  const shared = { subscriptionId, keyHint };
  const bound = { website, fingerprint, systemId };
  const isBound = Object.values(bound).some((value) => value !== undefined);
  const byCustomer = customerId !== undefined || systemLicenseId !== undefined;
  const systemRows = byCustomer
    ? []
    : await pageOf(sql, 'systemLicenses', { ...shared, ...bound }, { after, limit });
  const customerRows =
    isBound && systemId === undefined
      ? []
      : await pageOf(
          sql,
          'customerLicenses',
          { ...shared, systemLicenseId, customerId },
          {
            after,
            limit,
            systemLicenseIds: systemId === undefined ? undefined : await idsBoundTo(sql, bound),
          },
        );
  return await withSubscriptions(sql, {
    systemLicenses: await withBindings(sql, systemRows),
    customerLicenses: customerRows.map(readCustomerLicense),
  });
}

async function idsBoundTo(sql: Sql, conditions: Conditions): Promise<string[]> {
  const rows = await matching(sql, 'systemLicenses', conditions).execute();
  return rows.map(({ id }) => id);
}

type Conditions = Record<string, string | undefined>;

interface Page {
  after: string | undefined;
  limit: number;
  /** Only customer licenses of these. */
  systemLicenseIds?: readonly string[] | undefined;
}

async function pageOf<Table extends 'systemLicenses' | 'customerLicenses'>(
  sql: Sql,
  table: Table,
  conditions: Conditions,
  { after, limit, systemLicenseIds }: Page,
): Promise<Selectable<Tables[Table]>[]> {
  if (systemLicenseIds?.length === 0) return [];
  let query = matching(sql, table, conditions);
  if (systemLicenseIds) query = query.where('systemLicenseId' as 'id', 'in', systemLicenseIds);
  if (after !== undefined) query = query.where('id', '>', after);
  const rows: unknown[] = await query.orderBy('id').limit(limit).execute();
  return rows as Selectable<Tables[Table]>[];
}

function matching(sql: Sql, table: 'systemLicenses' | 'customerLicenses', conditions: Conditions) {
  let query = sql.selectFrom(table as 'systemLicenses').selectAll();
  for (const [column, value] of Object.entries(conditions)) {
    if (value !== undefined) query = query.where(column as 'id', '=', value);
  }
  return query;
}
