import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type AdapterOptions, type Adapters, openAdapters } from '../../src/adapters.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { demoSystems } from '../../src/demo/demo-systems.ts';
import type { DemoShop } from '../../src/demo/shop/start-demo-shop.ts';
import { createGateway } from '../../src/gateway.ts';
import { issueLicenses } from '../../src/license/issue-licenses.ts';
import { listen } from '../../src/listen.ts';
import type { StoredSystem } from '../../src/punchout/ports.ts';
import { applySystemFile, type SystemFile, systemFileSchema } from '../../src/system-file.ts';
import { freePort } from './services/free-port.ts';

/** The procurement system of the tests: carts go back there; nothing listens. */
export const buyerUrl = 'https://buyer.example';

export interface TestGateway {
  url: string;
  config: Config;
  adapters: Adapters;
  /** Everything that was logged, line by line. */
  log: Record<string, unknown>[];
  /** Reasons of all refusals so far. */
  reasons(): string[];
  apply(file: unknown): Promise<StoredSystem>;
  /** Licenses a System and all its customers on its shop. */
  license(stored: StoredSystem): Promise<void>;
  close(): Promise<void>;
}

export interface TestGatewayOptions extends Pick<AdapterOptions, 'observe'> {
  shop: DemoShop;
  environment?: Record<string, string>;
  change?: (config: Config) => Config;
}

/** The real gateway on a free port over a database of its own, with the demo shop behind it. */
export async function startGateway(options: TestGatewayOptions): Promise<TestGateway> {
  const { shop, environment, change, observe } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'punchgate-test-'));
  const port = await freePort();
  const settings = { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir, ...environment };
  const configured = withShop(await readConfig(undefined, settings), shop);
  const config = change ? change(configured) : configured;
  const log: Record<string, unknown>[] = [];
  const logger = pino({ level: 'debug', base: null }, { write: (line) => void log.push(JSON.parse(line)) });
  const adapters = await openAdapters(config, { log: logger, actor: 'test', observe });
  const gateway = createGateway(config, { adapters, log: logger, draining: () => false });
  const listening = await listen(gateway, config.server);
  return {
    url: `http://localhost:${port}`,
    config,
    adapters,
    log,
    reasons: () => log.flatMap(({ reason }) => (typeof reason === 'string' ? [reason] : [])),
    apply: (file) => applySystemFile(systemFileSchema.parse(file), adapters),
    license: (stored) => license(stored, adapters),
    async close() {
      await listening.drain(0);
      await adapters.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function withShop(config: Config, shop: DemoShop): Config {
  const { url, accessKey, salesChannelId, clientId, clientSecret } = shop;
  const keys = { accessKey, salesChannelId, clientId, clientSecret };
  return { ...config, shops: { demo: { url, ...keys, timeoutMilliseconds: 1_500, allowPrivate: true } } };
}

/** For tests in a browser: it makes many requests at once, on a machine that is busy with the browser too. */
export function withPatience(config: Config): Config {
  const shops = Object.entries(config.shops).map(([name, shop]) => [
    name,
    { ...shop, timeoutMilliseconds: 10_000 },
  ]);
  return { ...config, shops: Object.fromEntries(shops) };
}

async function license({ system, fingerprint }: StoredSystem, adapters: Adapters): Promise<void> {
  const { website } = adapters.shops.byName(system.shop);
  const customerIds = system.customers.map(({ id }) => id);
  await issueLicenses({ systemId: system.id, fingerprint, website, customerIds, holder: 'test' }, adapters);
}

/** The two demo Systems, licensed; the OCI one for the first customer of the shop, the cXML one for the second. */
export async function seedDemoSystems(
  gateway: TestGateway,
  shop: DemoShop,
): Promise<Record<'oci' | 'cxml', StoredSystem>> {
  const [oci, cxml] = await Promise.all(
    demoSystems(shop.customers, buyerUrl).map((file) => gateway.apply(file)),
  );
  if (!oci || !cxml) throw new Error('the demo has two Systems');
  await gateway.license(oci);
  await gateway.license(cxml);
  return { oci, cxml };
}

/** Input of a demo System, for tests that change it. */
export function demoSystemFile(shop: DemoShop, protocol: SystemFile['protocol']) {
  const file = demoSystems(shop.customers, buyerUrl).find((candidate) => candidate.protocol === protocol);
  if (!file) throw new Error(`no demo System for ${protocol}`);
  return file;
}
