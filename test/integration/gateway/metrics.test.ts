import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../../../src/config.ts';
import { type DemoShop, startDemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import { createMetrics, type Metrics } from '../../../src/http/metrics.ts';
import { cancelSubscription, resumeSubscription } from '../../../src/license/subscription-life.ts';
import { listen } from '../../../src/listen.ts';
import { openMetrics, openMonitor, startMonitoring } from '../../../src/monitoring.ts';
import { type Answer, call, ociLogin } from '../../support/buyer.ts';
import { demoSystemFile, seedDemoSystems, startGateway, type TestGateway } from '../../support/gateway.ts';
import { sell, startLicenseServer, type TestLicenseServer } from '../../support/license-server.ts';
import { freePort } from '../../support/services/free-port.ts';

const day = 24 * 60 * 60_000;
const log = pino({ level: 'silent' });

/** Samples of one metric: its labels, and the number. */
function samples(text: string, name: string): Record<string, number> {
  const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  return Object.fromEntries(
    lines.map((line) => [line.slice(name.length, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
  );
}

describe('metrics of a gateway', () => {
  let shop: DemoShop;
  let gateway: TestGateway;
  let metrics: Metrics;
  let monitoring: { stop(): Promise<void> };
  let url: string;

  beforeAll(async () => {
    shop = await startDemoShop({ port: 0, host: '127.0.0.1' });
    const port = await freePort();
    metrics = createMetrics(Date.now);
    gateway = await startGateway({
      shop,
      observe: metrics.countVerdict,
      change: (config) => ({ ...config, metrics: { port, host: '127.0.0.1' } }),
    });
    await seedDemoSystems(gateway, shop);
    monitoring = await startMonitoring(gateway.config, { adapters: gateway.adapters, log, metrics });
    url = `http://127.0.0.1:${port}`;
  });

  afterAll(async () => {
    await monitoring.stop();
    await gateway.close();
    await shop.close();
  });

  const get = (path: string): Promise<Answer> => call(url + path);
  const scraped = async (name: string) => samples((await get('/metrics')).text, name);

  it('count the verdicts: where they came from, and why buyers were refused', async () => {
    await ociLogin(gateway.url);
    await ociLogin(gateway.url);
    await gateway.apply({ ...demoSystemFile(shop, 'oci'), units: { default: 'EA' } });
    await ociLogin(gateway.url);
    expect(await scraped('punchgate_license_verdicts_total')).toEqual({
      '{source="authority",valid="true",reason=""}': 1,
      '{source="cache",valid="true",reason=""}': 1,
      '{source="authority",valid="false",reason="license_other_fingerprint"}': 1,
    });
  });

  it('show what the operator should know, until it is over', async () => {
    const { licenses } = gateway.adapters;
    const [subscription] = await licenses.findSubscriptions({ limit: 1 });
    const id = subscription?.id ?? '';
    const { monitor } = openMonitor(gateway.config, { adapters: gateway.adapters, log, metrics });
    await licenses.change('vendor', (change) => cancelSubscription(id, { at: Date.now() + 6 * day }, change));
    await monitor.tick();
    const ending = '{code="subscription_expiring",severity="warning"}';
    expect(await scraped('punchgate_license_notices')).toMatchObject({ [ending]: 1 });
    await licenses.change('vendor', (change) => resumeSubscription(id, change));
    await monitor.tick();
    expect(await scraped('punchgate_license_notices')).not.toHaveProperty([ending]);
    const seen = (await scraped('punchgate_license_monitor_success_seconds'))[''] ?? 0;
    expect(Math.abs(Date.now() / 1000 - seen)).toBeLessThan(60);
  });

  it('tell of the process, of each gateway for itself', async () => {
    expect((await get('/metrics')).text).toMatch(/^process_resident_memory_bytes \d+/m);
    expect(() => createMetrics(Date.now)).not.toThrow();
  });

  it('hold no customer and no secret', async () => {
    await ociLogin(gateway.url);
    const { text } = await get('/metrics');
    expect(text).not.toContain(shop.clientSecret);
    expect(shop.customers.filter(({ id }) => text.includes(id))).toEqual([]);
  });

  it('are at one address, and not where buyers are', async () => {
    expect((await get('/metrics')).headers['content-type']).toMatch(/^text\/plain; version=/);
    expect((await get('/')).status).toBe(404);
    expect((await call(`${url}/metrics`, { method: 'POST', body: 'x' })).status).toBe(405);
    expect((await call(`${gateway.url}/metrics`)).text).not.toContain('punchgate_license');
  });

  it('are not kept where nobody has set a port', () => {
    expect(
      openMetrics({ ...gateway.config, metrics: { host: '127.0.0.1', port: undefined } }),
    ).toBeUndefined();
    expect(openMetrics(gateway.config)).toBeDefined();
  });
});

describe('metrics of a gateway with a license server', () => {
  let vendor: TestLicenseServer;
  let gateway: TestGateway;
  let shop: DemoShop;
  const metrics = createMetrics(() => Date.now() + 3_600_000);

  beforeAll(async () => {
    vendor = await startLicenseServer();
    shop = await startDemoShop({ port: 0, host: '127.0.0.1' });
    gateway = await startGateway({
      shop,
      observe: metrics.countVerdict,
      environment: { LICENSE_SERVER_URL: vendor.url },
      change: withPrivateServer,
    });
    await gateway.apply(demoSystemFile(shop, 'oci'));
  });

  afterAll(async () => {
    await gateway.close();
    await shop.close();
    await vendor.close();
  });

  it('show how old each document is and until when it counts', async () => {
    const { adapters } = gateway;
    const { subscription, systemKey } = await sell(vendor);
    await adapters.office.connect({ license: systemKey, website: 'https://shop.example' });
    const documents = await adapters.documents.list();
    metrics.showLicenses({ notices: [], documents });
    const text = await scrape(metrics);
    const labels = `{subscription="${subscription.id}"}`;
    const age = samples(text, 'punchgate_license_document_age_seconds')[labels] ?? 0;
    expect(age).toBeGreaterThanOrEqual(3_600);
    expect(age).toBeLessThan(3_660);
    const graceEnds = (documents[0]?.notAfter ?? 0) / 1000;
    expect(samples(text, 'punchgate_license_grace_ends_seconds')).toEqual({ [labels]: graceEnds });
  });

  it('count a login that is refused because the server is away', async () => {
    await vendor.stop();
    // So old that the server would have to be asked.
    await gateway.adapters.database.run((sql) =>
      sql.updateTable('licenseDocuments').set({ checkedAt: 0 }).execute(),
    );
    await ociLogin(gateway.url);
    expect(gateway.reasons()).toEqual(['license_unverifiable']);
    expect(samples(await scrape(metrics), 'punchgate_license_verdicts_total')).toEqual({
      '{source="authority",valid="false",reason="license_unverifiable"}': 1,
    });
    await vendor.start();
  });
});

function withPrivateServer(config: Config): Config {
  const { license } = config;
  return {
    ...config,
    license: { ...license, server: license.server && { ...license.server, allowPrivate: true } },
  };
}

async function scrape(metrics: Metrics): Promise<string> {
  const { port, drain } = await listen(metrics.handler, { port: 0, host: '127.0.0.1' });
  const { text } = await call(`http://127.0.0.1:${port}/metrics`);
  await drain(0);
  return text;
}
