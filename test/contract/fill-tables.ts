import { type Kysely, sql } from 'kysely';
import type { Database } from '../../src/store/database.ts';
import type { Tables } from '../../src/store/tables.ts';

const numbers = sql`with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 5000)`;

/** As long as a real one: a table of little text is sooner read as a whole than searched. */
const document = 'x'.repeat(1_500);

/** 5,000 rows in each table, and the statistics by which a database chooses how to search them. */
export async function fillTables(database: Database): Promise<void> {
  await database.run((kysely) =>
    kysely.transaction().execute(async (transaction) => {
      await fillSystems(transaction);
      await fillSessions(transaction);
      await fillLicenses(transaction);
      await sql`analyze`.execute(transaction);
    }),
  );
}

async function fillSystems(kysely: Kysely<Tables>): Promise<void> {
  await sql`insert into systems (id, name, protocol, revision)
    ${numbers} select 'system ' || n, 'name-' || n, 'oci', 1 from numbers`.execute(kysely);
  await sql`insert into system_revisions (system_id, revision, document, fingerprint, saved_at)
    ${numbers} select 'system ' || n, 1, ${sql.lit(document)}, 'v1:' || n, 0 from numbers`.execute(kysely);
  await sql`insert into system_logins (system_id, key)
    ${numbers} select 'system ' || n, 'user:' || n from numbers`.execute(kysely);
}

async function fillSessions(kysely: Kysely<Tables>): Promise<void> {
  await sql`insert into sessions (id, protocol, system_id, system_revision, customer_id, status, created_at, start_until,
      expires_at, return_url, return_target, parameters, extrinsics, protocol_data, start_token_hash, browser_key_hash)
    ${numbers} select 'session ' || n, 'oci', 'system ' || n, 1, 'customer ' || n, 'open', n, n, n,
      'https://buyer.example', '_top', '[]', '[]', '{}', 'start ' || n, 'browser ' || n from numbers`.execute(
    kysely,
  );
}

async function fillLicenses(kysely: Kysely<Tables>): Promise<void> {
  await sql`insert into subscriptions (id, holder, status)
    ${numbers} select 'subscription ' || n, 'holder', 'active' from numbers`.execute(kysely);
  await sql`insert into system_licenses (id, key, subscription_id, system_id, fingerprint, website)
    ${numbers} select 'license ' || n, 'key ' || n, 'subscription ' || n, 'system ' || n, 'v1:' || n,
      'https://shop.example' from numbers`.execute(kysely);
  await sql`insert into customer_licenses (id, key, subscription_id, system_license_id, customer_id)
    ${numbers} select 'seat ' || n, 'key ' || n, 'subscription ' || n, 'license ' || n, 'customer ' || n
      from numbers`.execute(kysely);
}
