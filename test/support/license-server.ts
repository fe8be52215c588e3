import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type Adapters, openAdapters } from '../../src/adapters.ts';
import { readConfig } from '../../src/config.ts';
import { buyLicenses, type IssuedLicense } from '../../src/license/buy-licenses.ts';
import { createSubscription, type NewSubscription } from '../../src/license/subscription-life.ts';
import { createLicenseServerApp } from '../../src/license-server/app.ts';
import { listen } from '../../src/listen.ts';
import type { Subscription } from '../../src/punchout/license.ts';
import { type PunchgateProcess, punchgate } from './punchgate-process.ts';
import { freePort } from './services/free-port.ts';

export const eventSecret = `whsec_${Buffer.from('a secret of thirty-two bytes, ok').toString('base64')}`;

/** The database of a vendor, or of a gateway, with everything that licensing is made of. */
export interface LicensePlace {
  adapters: Adapters;
  dataDir: string;
  close(): Promise<void>;
}

export interface TestLicenseServer extends LicensePlace {
  url: string;
  log: Record<string, unknown>[];
  /** Takes no connection until `start` is called again, on the same port. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

export async function openLicensePlace(environment: Record<string, string> = {}): Promise<LicensePlace> {
  const dataDir = await mkdtemp(join(tmpdir(), 'punchgate-licenses-'));
  const config = await readConfig(undefined, { DATA_DIR: dataDir, ...environment });
  const { license } = config;
  const server = license.server && { ...license.server, allowPrivate: true, timeoutMilliseconds: 1_000 };
  const adapters = await openAdapters(
    { ...config, license: { ...license, server } },
    { log: pino({ level: 'silent' }), actor: 'test' },
  );
  return {
    adapters,
    dataDir,
    async close() {
      await adapters.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A real license server over a database of its own. */
export async function startLicenseServer(): Promise<TestLicenseServer> {
  const place = await openLicensePlace();
  const log: Record<string, unknown>[] = [];
  const logger = pino({ level: 'debug', base: null }, { write: (line) => void log.push(JSON.parse(line)) });
  const health = { databaseHealthy: async () => true, cacheHealthy: () => true, draining: () => false };
  const app = createLicenseServerApp(
    { ...place.adapters, graceDays: 7, eventSecret, version: '0.0.0' },
    { log: logger, health },
  );
  let listening = await listen(app.callback(), { port: 0, host: '127.0.0.1' });
  const { port } = listening;
  const stop = () => listening.drain(0);
  return {
    ...place,
    url: `http://127.0.0.1:${port}`,
    log,
    stop,
    async start() {
      listening = await listen(app.callback(), { port, host: '127.0.0.1' });
    },
    async close() {
      await stop();
      await place.close();
    },
  };
}

/** A license server in a process of its own, over the database of `dataDir`. */
export async function spawnLicenseServer(
  dataDir: string,
  environment: Record<string, string> = {},
): Promise<{ url: string; server: PunchgateProcess }> {
  const port = await freePort();
  const config = join(dataDir, 'license-server.yaml');
  await writeFile(
    config,
    `server: { unreadySeconds: 0 }\nlicenseServer: { port: ${port}, host: 127.0.0.1, eventSecret: "${eventSecret}" }\n`,
  );
  const server = punchgate(['license-server'], {
    PUNCHGATE_CONFIG: config,
    DATA_DIR: dataDir,
    ...environment,
  });
  await server.prints('"started"');
  return { url: `http://127.0.0.1:${port}`, server };
}

/** A subscription with licenses, as the vendor sells them. */
export async function sell(
  { adapters }: LicensePlace,
  bought: { systems?: number; customers?: number; rebinds?: number } & Partial<NewSubscription> = {},
): Promise<{ subscription: Subscription; issued: IssuedLicense[]; systemKey: string; seatKeys: string[] }> {
  const { systems = 1, customers = 0, rebinds, ...subscriptionChanges } = bought;
  const subscription = await adapters.licenses.change('vendor', (change) =>
    createSubscription({ holder: 'Shop GmbH', ...subscriptionChanges }, change, adapters.surroundings),
  );
  const purchase = { subscriptionId: subscription.id, systems, customers, rebinds };
  const issued = await buyLicenses(purchase, { ...adapters, actor: 'vendor' });
  const keysOf = (kind: IssuedLicense['kind']) =>
    issued.flatMap((license) => (license.kind === kind ? license.key : []));
  return { subscription, issued, systemKey: keysOf('system')[0] ?? '', seatKeys: keysOf('customer') };
}
