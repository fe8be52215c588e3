import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Adapters, openAdapters } from '../src/adapters.ts';
import { createLog } from '../src/commands/command-context.ts';
import { configSchema } from '../src/config.ts';
import { createGateway } from '../src/gateway.ts';
import { issueLicenses } from '../src/license/issue-licenses.ts';
import { listen } from '../src/listen.ts';
import { applySystemFile, systemFileSchema } from '../src/system-file.ts';
import { reportToBench } from './child-server.ts';
import { sampleShop, sampleSystems } from './sample-systems.ts';

const directory = mkdtempSync(join(process.argv[2] ?? tmpdir(), 'punchgate-bench-'));
process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
const server = { port: 0, host: '127.0.0.1', publicUrl: 'https://punchout.bench.example' };
const [, , , shopUrl] = process.argv;
const shop = shopUrl === undefined ? sampleShop : { ...sampleShop, url: shopUrl, allowPrivate: true };
const settings = configSchema.parse({ server, data: { directory }, shops: { bench: shop } });
const config = { ...settings, punchgateKey: undefined };
const log = createLog(config);
const adapters = await openAdapters(config, { log, actor: 'bench' });
await seed(adapters);
const gateway = createGateway(config, { adapters, log, draining: () => false });
const { port, drain } = await listen(gateway, config.server);
reportToBench(port, async () => {
  await drain(0);
  await adapters.close();
});

/** The Systems of the bench with the licenses they need. */
async function seed(adapters: Adapters): Promise<void> {
  const { website } = adapters.shops.byName('bench');
  for (const document of sampleSystems) {
    const { system, fingerprint } = await applySystemFile(systemFileSchema.parse(document), adapters);
    const customerIds = system.customers.map(({ id }) => id);
    await issueLicenses(
      { systemId: system.id, fingerprint, website, customerIds, holder: 'bench' },
      adapters,
    );
  }
}
