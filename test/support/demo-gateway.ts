import { afterAll } from 'vitest';
import type { Catalog } from '../../src/demo/shop/catalog.ts';
import { type DemoShop, startDemoShop } from '../../src/demo/shop/start-demo-shop.ts';
import type { StoredSystem } from '../../src/punchout/ports.ts';
import { seedDemoSystems, startGateway, type TestGateway, type TestGatewayOptions } from './gateway.ts';

export interface DemoGateway {
  shop: DemoShop;
  gateway: TestGateway;
  systems: Record<'oci' | 'cxml', StoredSystem>;
  close(): Promise<void>;
}

interface DemoOptions extends Omit<TestGatewayOptions, 'shop'> {
  /** Instead of that of the demo. */
  catalog?: Catalog | undefined;
}

/** The demo shop, a gateway before it and the demo Systems, licensed. */
export async function startDemoGateway({ catalog, ...options }: DemoOptions = {}): Promise<DemoGateway> {
  const shop = await startDemoShop({ port: 0, host: '127.0.0.1', ...(catalog && { catalog }) });
  const gateway = await startGateway({ ...options, shop });
  const systems = await seedDemoSystems(gateway, shop);
  return {
    shop,
    gateway,
    systems,
    async close() {
      await gateway.close();
      await shop.close();
    },
  };
}

/** The same for all tests of a file. */
export async function demoGateway(options?: DemoOptions): Promise<Omit<DemoGateway, 'close'>> {
  const { close, ...started } = await startDemoGateway(options);
  afterAll(close);
  return started;
}
