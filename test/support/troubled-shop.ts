import { afterAll, afterEach } from 'vitest';
import { noFaults } from '../../src/demo/shop/demo-shop-faults.ts';
import { type DemoShop, startDemoShop } from '../../src/demo/shop/start-demo-shop.ts';
import { createEgress } from '../../src/http/egress.ts';
import type { Shop } from '../../src/punchout/shop.ts';
import { createShop } from '../../src/shopware/shop.ts';
import { type ShopSettings, shopSettingsSchema } from '../../src/shopware/shop-settings.ts';

export interface TroubledShop {
  demo: DemoShop;
  customer: { id: string };
  /** A gateway that has not met the shop yet; `now` in epoch milliseconds. */
  meet(
    changes?: Partial<ShopSettings>,
    more?: { now?: () => number; tellReach?: (line: string) => void },
  ): Shop;
  /** How often a path has been asked for since the last count. */
  asked(path: string): number;
}

/** A demo shop for all tests of a file, healthy again after each. */
export async function troubledShop(): Promise<TroubledShop> {
  const demo = await startDemoShop({ port: 0, host: '127.0.0.1' });
  const egress = createEgress({ allowPrivate: true });
  afterEach(() => void Object.assign(demo.faults, noFaults()));
  afterAll(async () => {
    egress.close();
    await demo.close();
  });
  const { url, accessKey, salesChannelId, clientId, clientSecret } = demo;
  const own = { url, accessKey, salesChannelId, clientId, clientSecret, allowPrivate: true };
  const ports = { egress, pageEgress: egress, now: Date.now, publicUrl: 'https://punchout.example' };
  return {
    demo,
    customer: { id: demo.customers.find(({ number }) => number === 'K-10001')?.id ?? '' },
    meet: (changes = {}, more = {}) =>
      createShop(shopSettingsSchema.parse({ ...own, ...changes }), { ...ports, ...more }),
    asked(path) {
      const seen = demo.requests.splice(0);
      return seen.filter((request) => request.path === path).length;
    },
  };
}
