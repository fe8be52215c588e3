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
  await sql`insert into shop_cookies (session_id, name, value, changed_at, visit_until)
    ${numbers} select 'session ' || n, 'session-', ${sql.lit(document)}, n, n from numbers`.execute(kysely);
  await sql`insert into cart_snapshots (session_id, taken_at, expires_at, cart)
    ${numbers} select 'session ' || n, n, n, ${sql.lit(document)} from numbers`.execute(kysely);
}

async function fillLicenses(kysely: Kysely<Tables>): Promise<void> {
  await sql`insert into subscriptions (id, holder, holder_key, reference, status, paid_until, due_at)
    ${numbers} select 'subscription ' || n, 'Holder ' || n, 'holder ' || n, 'order ' || n,
      case n % 500 when 0 then 'cancelled' else 'active' end, n, n from numbers`.execute(kysely);
  await sql`insert into system_licenses (id, key_hash, key_hint, subscription_id, status, system_id, fingerprint, website,
      staging_websites)
    ${numbers} select 'license ' || n, 'hash ' || n, 'hint ' || n, 'subscription ' || n, 'active', 'system ' || n,
      'v1:' || n, 'https://shop-' || n || '.example', '[]' from numbers`.execute(kysely);
  await sql`insert into license_bindings (system_license_id, fingerprint, until)
    ${numbers} select 'license ' || n, 'v1:former ' || n, n from numbers`.execute(kysely);
  await sql`insert into customer_licenses (id, key_hash, key_hint, subscription_id, status, included, system_license_id,
      customer_id)
    ${numbers} select 'seat ' || n, 'hash ' || n, 'hint ' || n, 'subscription ' || n, 'active', n % 2,
      'license ' || n, 'customer ' || n from numbers`.execute(kysely);
  await sql`insert into customer_licenses (id, key_hash, key_hint, subscription_id, status, included, system_license_id)
    ${numbers} select 'free ' || n, 'free hash ' || n, 'free hint ' || n, 'subscription ' || n, 'active', 0,
      case n % 2 when 0 then 'license ' || n end from numbers`.execute(kysely);
  await sql`insert into license_history (sequence, at, actor, action, subject_kind, subject_id, hash)
    ${numbers} select n, n, 'test', 'issued', 'system-license', 'license ' || n, 'hash' from numbers`.execute(
    kysely,
  );
  await sql`update license_history_head set sequence = 5000`.execute(kysely);
}
