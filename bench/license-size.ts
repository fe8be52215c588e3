import { sql } from 'kysely';
import { compareLatency } from './latency.ts';
import { type LicensePlace, openLicensePlace } from './license-place.ts';
import type { Comparison } from './measure.ts';
import type { Section } from './report.ts';

const large = { systems: 10_000, customers: 1_000_000 };
const small = { systems: 50, customers: 5_000 };
const times = 500;

export async function licenseSize(): Promise<Section> {
  const many = await filledPlace(large);
  const few = await filledPlace(small);
  const rows: Comparison[] = [];
  for (const [what, work] of Object.entries(questions)) {
    const sides = {
      ours: (index: number) => work(many, index % large.systems),
      theirs: (index: number) => work(few, index % small.systems),
    };
    rows.push(await compareLatency(what, sides, times));
  }
  await many.close();
  await few.close();
  return {
    title: '10,000 system licenses and 1,000,000 customer licenses',
    peer: 'the same with 50 and 5,000',
    note: 'Less is better. A ratio near 1 says that size costs nothing; each reads along an index of SQLite.',
    rows,
  };
}

const questions: Record<string, (place: LicensePlace, system: number) => Promise<unknown>> = {
  verdict: async ({ adapters }, system) => {
    const question = {
      website: `https://shop-${system}.example`,
      systemId: `system ${system}`,
      fingerprint: `v1:${system}`,
      customerId: `customer ${system}`,
    };
    const verdict = await adapters.office.verdict(question);
    if (!verdict.valid) throw new Error(verdict.detail);
  },
  'list, a page of 50': ({ adapters }, system) =>
    adapters.licenses.find({ after: `seat ${system}`, limit: 50 }),
  'licenses of a customer': ({ adapters }, system) =>
    adapters.licenses.find({ customerId: `customer ${system}`, limit: 50 }),
  'licenses of a website': ({ adapters }, system) =>
    adapters.licenses.find({ website: `https://shop-${system}.example`, limit: 50 }),
  'subscriptions by the beginning of the holder': ({ adapters }, system) =>
    adapters.licenses.findSubscriptions({ holder: `Holder ${system} `, limit: 50 }),
  'seats of a subscription, counted': ({ adapters }, system) =>
    adapters.licenses.usage(`subscription ${system}`),
};

/** A hundred seats for each system license, all assigned. */
async function filledPlace({ systems, customers }: typeof large): Promise<LicensePlace> {
  const place = await openLicensePlace();
  await place.adapters.database.transact(async (kysely) => {
    const upTo = (count: number) =>
      sql`with recursive numbers(n) as (select 0 union all select n + 1 from numbers where n < ${sql.lit(count - 1)})`;
    await sql`insert into subscriptions (id, holder, holder_key, status)
      ${upTo(systems)} select 'subscription ' || n, 'Holder ' || n || ' ', 'holder ' || n || ' ', 'active' from numbers`.execute(
      kysely,
    );
    await sql`insert into system_licenses (id, key_hash, key_hint, subscription_id, status, system_id, fingerprint, website,
        staging_websites)
      ${upTo(systems)} select 'license ' || n, 'hash ' || n, 'hint', 'subscription ' || n, 'active', 'system ' || n,
        'v1:' || n, 'https://shop-' || n || '.example', '[]' from numbers`.execute(kysely);
    const system = sql`(n % ${sql.lit(systems)})`;
    await sql`insert into customer_licenses (id, key_hash, key_hint, subscription_id, status, included, system_license_id,
        customer_id)
      ${upTo(customers)} select 'seat ' || n, 'seat hash ' || n, 'hint', 'subscription ' || ${system}, 'active', 0,
        'license ' || ${system}, 'customer ' || n from numbers`.execute(kysely);
    await sql`analyze`.execute(kysely);
  });
  return place;
}
