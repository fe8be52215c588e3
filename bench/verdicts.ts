import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { assignCustomer } from '../src/license/assign-customer.ts';
import { connectLicense } from '../src/license/bind-license.ts';
import { buyLicenses } from '../src/license/buy-licenses.ts';
import { remoteVerdict } from '../src/license/remote-verdict.ts';
import { createSubscription } from '../src/license/subscription-life.ts';
import { createLicenseServerApp } from '../src/license-server/app.ts';
import { listen } from '../src/listen.ts';
import type { LicenseQuestion } from '../src/punchout/license-verdict.ts';
import { findProgram } from '../test/support/services/availability.ts';
import { startRedis } from '../test/support/services/redis.ts';
import { compareLatency } from './latency.ts';
import { type LicensePlace, openLicensePlace } from './license-place.ts';
import type { Comparison } from './measure.ts';
import type { Section } from './report.ts';

const question: LicenseQuestion = {
  website: 'https://shop.example',
  systemId: 'system-1',
  fingerprint: `v1:${'a'.repeat(64)}`,
  customerId: 'customer-1',
};

export async function verdicts(): Promise<Section> {
  return {
    title: 'License verdicts',
    peer: 'what each needs at the least: one bare GET of Redis, one row of SQLite by its key, one request for it over HTTP',
    note: 'Less is better. Cold: nothing is cached, and the remote one fetches and verifies a signed document of 100 seats.',
    rows: [...(await cachedRows()), await coldLocalRow(), await coldRemoteRow()],
  };
}

async function cachedRows(): Promise<Comparison[]> {
  const local = await licensedPlace();
  const rows = [
    await compareLatency(
      'cached in the process',
      { ours: () => local.adapters.authority.verdict(question), theirs: () => rowByKey(local) },
      2_000,
    ),
  ];
  await local.close();
  if (!findProgram('redis')) return rows;
  const redis = await startRedis();
  const shared = await licensedPlace({ REDIS_URL: redis.url });
  const { authority, cache } = shared.adapters;
  while (!cache.healthy()) await pause(10);
  await cache.set('bench', 'x'.repeat(300), 3_600_000);
  const sides = { ours: () => authority.verdict(question), theirs: () => cache.get(['bench']) };
  rows.push(await compareLatency('cached in Redis', sides, 2_000));
  await shared.close();
  await redis.stop();
  return rows;
}

async function coldLocalRow(): Promise<Comparison> {
  const place = await licensedPlace();
  const sides = { ours: () => place.adapters.office.verdict(question), theirs: () => rowByKey(place) };
  const row = await compareLatency('cold, local', sides, 1_000);
  await place.close();
  return row;
}

async function coldRemoteRow(): Promise<Comparison> {
  const vendor = await openLicensePlace();
  const { port, drain } = await listen(serverOf(vendor), { port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${port}`;
  const gateway = await openLicensePlace({ LICENSE_SERVER_URL: url });
  await license(vendor, gateway);
  const { keeper, refresher, clock } = gateway.adapters;
  if (!refresher) throw new TypeError('the gateway has no license server');
  const ports = { keeper, refresher, clock, lives: { valid: -2, invalid: 0 } };
  const sides = {
    ours: () => remoteVerdict(question, ports),
    theirs: () => fetch(`${url}/health/live`).then((answer) => answer.text()),
  };
  const row = await compareLatency('cold, remote', sides, 100);
  await gateway.close();
  await drain(0);
  await vendor.close();
  return row;
}

function serverOf({ adapters }: LicensePlace) {
  const health = { databaseHealthy: async () => true, cacheHealthy: () => true, draining: () => false };
  const ports = { ...adapters, graceDays: 7, version: 'bench' };
  return createLicenseServerApp(ports, { log: pino({ level: 'silent' }), health }).callback();
}

async function licensedPlace(environment: Record<string, string> = {}): Promise<LicensePlace> {
  const place = await openLicensePlace(environment);
  await license(place, place);
  return place;
}

/** A system license with 100 seats, one of which is the customer's. */
async function license(vendor: LicensePlace, gateway: LicensePlace): Promise<void> {
  const { adapters } = vendor;
  const { id: subscriptionId } = await adapters.licenses.change('bench', (change) =>
    createSubscription({ holder: 'bench' }, change, adapters.surroundings),
  );
  const [bought] = await buyLicenses({ subscriptionId, systems: 1, customers: 99 }, adapters);
  const { website, systemId: id, fingerprint } = question;
  const order = { license: bought?.key ?? '', website, system: { id, fingerprint } };
  const { office } = gateway.adapters;
  await (vendor === gateway ? connectLicense(order, adapters) : office.connect(order));
  await (vendor === gateway ? assignCustomer(question, adapters) : office.assign(question));
  const verdict = await office.verdict(question);
  if (!verdict.valid) throw new Error(verdict.detail);
}

function rowByKey({ adapters }: LicensePlace): Promise<unknown> {
  return adapters.database.run((sql) =>
    sql.selectFrom('licenseHistory').selectAll().where('sequence', '=', 1).executeTakeFirst(),
  );
}
