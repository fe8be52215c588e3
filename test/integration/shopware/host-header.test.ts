import { afterEach, describe, expect, test } from 'vitest';
import { Browser, ociLogin } from '../../support/buyer.ts';
import { type DemoGateway, startDemoGateway } from '../../support/demo-gateway.ts';
import { buyerUrl } from '../../support/gateway.ts';
import { formTo } from '../../support/html-form.ts';
import { visitByOci } from '../../support/visit.ts';
import { adminApi } from '../demo-shop/demo-shop-client.ts';

let demo: DemoGateway;

afterEach(() => demo.close());

async function start(hostHeader: 'shop' | 'gateway'): Promise<DemoGateway> {
  demo = await startDemoGateway({
    change: (config) => {
      const shops = Object.entries(config.shops).map(([name, settings]) => [
        name,
        { ...settings, hostHeader },
      ]);
      return { ...config, shops: Object.fromEntries(shops) };
    },
  });
  return demo;
}

/** As `punchgate shop connect` does it, or an operator in the Administration. */
async function registerGateway({ shop, gateway }: DemoGateway): Promise<void> {
  const body = { ...shop.domains[0], id: 'd'.repeat(32), url: gateway.url };
  await adminApi(shop, 'POST /api/sales-channel-domain', { body });
}

const storefrontRequests = ({ shop }: DemoGateway) =>
  shop.requests.filter(({ path }) => !path.startsWith('/api/') && !path.startsWith('/store-api/'));

describe('a shop that is asked under the host of the gateway', () => {
  test('builds all its addresses for it, and a cart comes back', async () => {
    const { shop, gateway } = await start('gateway');
    await registerGateway(demo);
    const visit = await visitByOci(gateway, shop);
    await visit.add('HAM-001', 2);
    const page = await visit.open('/checkout/cart');
    expect(page.text).toContain(`<link rel="canonical" href="${gateway.url}/checkout/cart">`);
    const { fields } = formTo((await visit.transfer()).text, buyerUrl);
    expect(fields).toContainEqual(['NEW_ITEM-VENDORMAT[1]', 'HAM-001']);
    const { host } = new URL(gateway.url);
    for (const { headers } of storefrontRequests(demo))
      expect(headers).toMatchObject({ host, 'x-forwarded-host': host, 'x-forwarded-proto': 'http' });
  });

  test('is asked for its interfaces under its own', async () => {
    const { shop, gateway } = await start('gateway');
    await registerGateway(demo);
    await (await visitByOci(gateway, shop)).cancel();
    const interfaces = shop.requests.filter(({ path }) =>
      /^\/(store-)?api\/(?!sales-channel-domain)/.test(path),
    );
    expect(interfaces.length).toBeGreaterThan(1);
    for (const { headers } of interfaces) expect(headers.host).toBe(new URL(shop.url).host);
  });

  test('refuses visits until the host is one of its domains, and the link stays good', async () => {
    const { gateway } = await start('gateway');
    const link = (await ociLogin(gateway.url)).headers.location ?? '';
    expect((await new Browser().open(link)).status).toBe(502);
    expect(gateway.reasons()).toEqual(['shop_answer_invalid']);
    await registerGateway(demo);
    expect((await new Browser().open(link)).headers.location).toBe('/');
  });
});

test('a shop that is asked under its own host never hears of the gateway', async () => {
  const { shop, gateway } = await start('shop');
  await (await visitByOci(gateway, shop)).cancel();
  for (const { headers } of storefrontRequests(demo)) {
    expect(headers.host).toBe(new URL(shop.url).host);
    expect(headers).not.toHaveProperty('x-forwarded-host');
    expect(headers).not.toHaveProperty('x-forwarded-proto');
  }
});
