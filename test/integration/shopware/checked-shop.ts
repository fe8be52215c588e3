import { afterAll, afterEach } from 'vitest';
import { type DemoShopFaults, noFaults } from '../../../src/demo/shop/demo-shop-faults.ts';
import { type DemoShop, startDemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import { createEgress } from '../../../src/http/egress.ts';
import { type ShopCheck, type ShopCheckId, shopChecks } from '../../../src/shopware/check/shop-checks.ts';
import { surveyShop } from '../../../src/shopware/check/shop-survey.ts';
import { type ShopSettings, shopSettingsSchema } from '../../../src/shopware/shop-settings.ts';
import { adminApi, customerId } from '../demo-shop/demo-shop-client.ts';

const gatewayUrl = 'https://punchout.nordwerk.example';
const systemLanguage = '2fbb5fe2e29a4d70aa5854ce7ce3e20b';

export interface Circumstances {
  settings?: Partial<ShopSettings>;
  faults?: Partial<DemoShopFaults>;
  customer?: string;
  gatewayUrl?: string;
}

interface CheckedShop {
  shop: DemoShop;
  checked(circumstances: Circumstances): Promise<Record<ShopCheckId, ShopCheck>>;
}

/** The demo shop, healthy again after each test, with the gateway's host among its domains. */
export async function checkedShop(): Promise<CheckedShop> {
  const shop = await startDemoShop({ port: 0, host: '127.0.0.1' });
  const body = { ...shop.domains[0], id: 'd'.repeat(32), url: gatewayUrl };
  await adminApi(shop, 'POST /api/sales-channel-domain', { body });
  afterEach(() => void Object.assign(shop.faults, noFaults()));
  afterAll(() => shop.close());
  return { shop, checked: (circumstances) => checkShop(shop, circumstances) };
}

async function checkShop(
  shop: DemoShop,
  circumstances: Circumstances,
): Promise<Record<ShopCheckId, ShopCheck>> {
  const { url, accessKey, salesChannelId, clientId, clientSecret } = shop;
  const keys = { url, accessKey, salesChannelId, clientId, clientSecret };
  const usual = { ...keys, languageId: systemLanguage, allowPrivate: true };
  const settings = { ...shopSettingsSchema.parse(usual), ...circumstances.settings };
  const target = {
    name: 'main',
    settings,
    gatewayUrl: circumstances.gatewayUrl ?? gatewayUrl,
    customerId: customerId(shop, circumstances.customer ?? 'K-10001'),
  };
  Object.assign(shop.faults, circumstances.faults);
  const egress = createEgress({ allowPrivate: true });
  const survey = await surveyShop(target, { egress, now: Date.now });
  egress.close();
  const checks = shopChecks(survey);
  return Object.fromEntries(checks.map((check) => [check.id, check])) as Record<ShopCheckId, ShopCheck>;
}
