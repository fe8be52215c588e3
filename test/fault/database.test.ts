import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, cxmlCall, ociLogin, setupRequest } from '../support/buyer.ts';
import { type DemoGateway, startDemoGateway } from '../support/demo-gateway.ts';
import type { TestGateway } from '../support/gateway.ts';
import { findProgram } from '../support/services/availability.ts';
import { type FaultProxy, startFaultProxy } from '../support/services/fault-proxy.ts';
import { createDatabase, type RunningPostgres, startPostgres } from '../support/services/postgres.ts';

describe.skipIf(!findProgram('postgres'))('when Postgres', () => {
  let postgres: RunningPostgres;
  let proxy: FaultProxy;
  let demo: DemoGateway;
  let gateway: TestGateway;

  beforeAll(async () => {
    postgres = await startPostgres();
    proxy = await startFaultProxy(await createDatabase(postgres.url, 'gateway'));
    demo = await startDemoGateway({ environment: { DATABASE_URL: proxy.url } });
    ({ gateway } = demo);
  });

  afterAll(async () => {
    await demo.close();
    await proxy.stop();
    await postgres.stop();
  });

  test('works, both protocols start a visit', async () => {
    expect((await cxmlCall(gateway.url, setupRequest())).code).toBe('200');
    expect((await ociLogin(gateway.url)).status).toBe(303);
  });

  test('hangs, a cXML system is told to try again, and the operator why', { timeout: 10_000 }, async () => {
    proxy.hang();
    expect((await cxmlCall(gateway.url, setupRequest())).code).toBe('560');
    expect(gateway.reasons().at(-1)).toBe('store_unavailable');
    proxy.resume();
    expect((await cxmlCall(gateway.url, setupRequest())).code).toBe('200');
  });

  test('is gone, nobody gets in, the page says to try again, and readiness is red', {
    timeout: 10_000,
  }, async () => {
    await postgres.kill();
    const page = await ociLogin(gateway.url);
    expect(page.status).toBe(503);
    expect(page.headers['retry-after']).toBe('30');
    expect((await call(`${gateway.url}/health/ready`)).status).toBe(503);
    expect((await call(`${gateway.url}/health/live`)).status).toBe(200);
  });
});

describe('when a license cannot be verified', () => {
  test('the buyer is told to try again, and nothing is started', async () => {
    const { gateway, close } = await startDemoGateway();
    await gateway.adapters.database.run((sql) => sql.schema.dropTable('customerLicenses').execute());
    const answer = await cxmlCall(gateway.url, setupRequest());
    expect(answer.code).toBe('560');
    expect(gateway.reasons()).toEqual(['license_unverifiable']);
    expect(await gateway.adapters.sessions.list({ limit: 1 })).toEqual([]);
    await close();
  });
});
