import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type Adapters, openAdapters } from '../src/adapters.ts';
import { createLog } from '../src/commands/command-context.ts';
import { type Config, configSchema } from '../src/config.ts';
import { issueLicenses } from '../src/license/issue-licenses.ts';
import { applySystemFile, systemFileSchema } from '../src/system-file.ts';
import { sampleShop, sampleSystems } from './sample-systems.ts';

export interface BenchGateway {
  config: Config;
  adapters: Adapters;
  log: Logger;
}

/**
 * What a gateway is made of, over a database of its own, with the Systems of the bench and the licenses they need.
 * @param parent where its directory is made, which goes when the process ends
 * @param shopUrl of a stub of a shop; nothing answers for the shop where it is undefined
 */
export async function openBenchGateway(parent: string, shopUrl: string | undefined): Promise<BenchGateway> {
  const directory = mkdtempSync(join(parent, 'punchgate-bench-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  const server = { port: 0, host: '127.0.0.1', publicUrl: 'https://punchout.bench.example' };
  const shop = shopUrl === undefined ? sampleShop : { ...sampleShop, url: shopUrl, allowPrivate: true };
  const settings = configSchema.parse({ server, data: { directory }, shops: { bench: shop } });
  const config = { ...settings, punchgateKey: undefined };
  const log = createLog(config);
  const adapters = await openAdapters(config, { log, actor: 'bench' });
  await seed(adapters);
  return { config, adapters, log };
}

async function seed(adapters: Adapters): Promise<void> {
  const { website } = adapters.shops.byName('bench');
  for (const document of sampleSystems) {
    const { system, fingerprint } = await applySystemFile(systemFileSchema.parse(document), adapters);
    const customerIds = system.customers.map(({ id }) => id);
    const order = { systemId: system.id, fingerprint, website, customerIds, holder: 'bench' };
    await issueLicenses(order, adapters);
  }
}
