import type { Adapters } from '../adapters.ts';
import type { Demo } from '../commands/command-context.ts';
import { type Config, publicUrlOf } from '../config.ts';
import { issueLicenses } from '../license/issue-licenses.ts';
import type { StoredSystem } from '../punchout/ports.ts';
import { applySystemFile, saveSystem, systemFileSchema } from '../system-file.ts';
import { ConfigurationError } from '../yaml-file.ts';
import { demoLogins, demoSystems } from './demo-systems.ts';
import { describeDemo } from './describe-demo.ts';
import { type DemoShop, startDemoShop } from './shop/start-demo-shop.ts';
import { startTestBuyer } from './test-buyer/start-test-buyer.ts';

/** Starts the demo shop and the test buyer on the two ports behind the gateway's. */
export async function startDemo(config: Config): Promise<Demo> {
  const { port, host } = config.server;
  if (port > 65_533)
    throw new ConfigurationError(['PORT: the demo takes the two ports behind it, up to 65535']);
  const gatewayUrl = publicUrlOf(config);
  await using started = new AsyncDisposableStack();
  const shop = await startDemoShop({ port: port === 0 ? 0 : port + 1, host });
  started.defer(() => shop.close());
  const buyer = await startTestBuyer({ port: port === 0 ? 0 : port + 2, host, gatewayUrl, ...demoLogins });
  started.defer(() => buyer.close());
  const running = started.move();
  return {
    config: withDemoShop(config, shop),
    seed: (adapters) => seed(adapters, shop, buyer.url),
    description: describeDemo({ gatewayUrl, shopUrl: shop.url, buyerUrl: buyer.url }),
    close: () => running.disposeAsync(),
  };
}

function withDemoShop(config: Config, demoShop: DemoShop): Config {
  const { url, accessKey, salesChannelId, clientId, clientSecret } = demoShop;
  const keys = { accessKey, salesChannelId, clientId, clientSecret };
  const demo = { url, ...keys, timeoutMilliseconds: 4_000, allowPrivate: true };
  return { ...config, shops: { ...config.shops, demo } };
}

/**
 * Two Systems with their licenses, on the first start only: what is changed afterwards stays changed. Only the addresses
 * of shop and buyer follow the ports of this start.
 */
async function seed(adapters: Adapters, shop: DemoShop, buyerUrl: string): Promise<void> {
  for (const document of demoSystems(shop.customers, buyerUrl)) {
    const known = await adapters.systems.byName(document.name);
    if (known?.system.returnHosts.includes(buyerUrl)) continue;
    const stored = known
      ? await saveSystem({ ...known.system, returnHosts: [buyerUrl, ...known.system.returnHosts] }, adapters)
      : await applySystemFile(systemFileSchema.parse(document), adapters);
    await license(stored, adapters);
  }
}

async function license({ system, fingerprint }: StoredSystem, adapters: Adapters): Promise<void> {
  const website = adapters.shops.byName('demo').website;
  const customerIds = system.customers.map(({ id }) => id);
  await issueLicenses(
    { systemId: system.id, fingerprint, website, customerIds, holder: 'demo' },
    { ...adapters, actor: 'demo' },
  );
}
