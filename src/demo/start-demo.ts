import type { Adapters } from '../adapters.ts';
import type { Demo } from '../commands/command-context.ts';
import { type Config, publicUrlOf } from '../config.ts';
import { issueLicenses } from '../license/issue-licenses.ts';
import { applySystemFile, systemFileSchema } from '../system-file.ts';
import { demoLogins, demoSystems } from './demo-systems.ts';
import { describeDemo } from './describe-demo.ts';
import { type DemoShop, startDemoShop } from './shop/start-demo-shop.ts';
import { startTestBuyer } from './test-buyer/start-test-buyer.ts';

/** Starts the demo shop and the test buyer on the two ports behind the gateway's. */
export async function startDemo(config: Config): Promise<Demo> {
  const { port, host } = config.server;
  const shop = await startDemoShop({ port: port === 0 ? 0 : port + 1, host });
  const gatewayUrl = publicUrlOf(config);
  const buyer = await startTestBuyer({ port: port === 0 ? 0 : port + 2, host, gatewayUrl, ...demoLogins });
  return {
    config: withDemoShop(config, shop),
    seed: (adapters) => seed(adapters, shop, buyer.url),
    description: describeDemo({ gatewayUrl, shopUrl: shop.url, buyerUrl: buyer.url }),
    async close() {
      await buyer.close();
      await shop.close();
    },
  };
}

function withDemoShop(
  config: Config,
  { url, accessKey, salesChannelId, clientId, clientSecret }: DemoShop,
): Config {
  const demo = {
    url,
    accessKey,
    salesChannelId,
    clientId,
    clientSecret,
    timeoutMilliseconds: 4_000,
    allowPrivate: true,
  };
  return { ...config, shops: { ...config.shops, demo } };
}

/**
 * Two Systems with their licenses, on the first start only: what is changed afterwards stays changed. Only the addresses
 * follow the ports of this start.
 */
async function seed(adapters: Adapters, shop: DemoShop, buyerUrl: string): Promise<void> {
  const website = adapters.shops.byName('demo').website;
  for (const document of demoSystems(shop.customers, buyerUrl)) {
    const known = await adapters.systems.byName(document.name);
    if (known?.system.returnHosts.includes(buyerUrl)) continue;
    const stored = await applySystemFile(systemFileSchema.parse(document), adapters);
    const customerIds = stored.system.customers.map(({ id }) => id);
    const { id: systemId } = stored.system;
    await issueLicenses(
      { systemId, fingerprint: stored.fingerprint, website, customerIds, holder: 'demo' },
      adapters,
    );
  }
  await adapters.authority.purge();
}
