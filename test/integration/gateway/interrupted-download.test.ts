import { request } from 'node:http';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { CatalogProduct } from '../../../src/demo/shop/catalog.ts';
import type { DemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import { ociLogin, ociParameters } from '../../support/buyer.ts';
import { startDemoGateway } from '../../support/demo-gateway.ts';
import { demoSystemFile, type TestGateway } from '../../support/gateway.ts';
import { largeCatalog } from '../../support/large-catalog.ts';

const parameters = { FUNCTION: 'DOWNLOADJSON', PAGESIZE: '5000' };
let shop: DemoShop;
let gateway: TestGateway;
let close: () => Promise<void>;

afterEach(async () => {
  await close();
});

/** A gateway before a shop with 1,000 articles; something happens as soon as the shop shows the one at `place`. */
async function start(place: number, happens: () => void): Promise<void> {
  const shown = (product: CatalogProduct, index: number): CatalogProduct =>
    index === place
      ? Object.defineProperty(product, 'weight', {
          enumerable: true,
          get() {
            happens();
            return 1;
          },
        })
      : product;
  ({ shop, gateway, close } = await startDemoGateway({ catalog: largeCatalog(1_000, shown) }));
  const all = { ...demoSystemFile(shop, 'oci'), pageSize: 5_000 };
  await gateway.license(await gateway.apply(all));
}

const download = () => gateway.log.find(({ event }) => event === 'catalogue_download');
const pagesRead = () => shop.requests.filter(({ path }) => path === '/store-api/product').length;

describe('a download that does not come to its end', () => {
  test('because the shop fails in the middle: the connection is cut, and the operator reads why', async () => {
    await start(350, () => {
      Object.assign(shop.faults, { status: 502, onlyPath: '/store-api/product' });
    });
    await expect(ociLogin(gateway.url, parameters)).rejects.toThrow('aborted');
    expect(download()).toMatchObject({ complete: false, sent: 400 });
    expect(gateway.reasons()).toEqual(['shop_unreachable']);
    expect(gateway.log.some(({ event }) => event === 'response_failed')).toBe(false);
  });

  test('because the shop fails at once: the call is refused', async () => {
    await start(0, () => undefined);
    Object.assign(shop.faults, { status: 502, onlyPath: '/store-api/product' });
    expect((await ociLogin(gateway.url, parameters)).status).toBe(503);
    expect(download()).toBeUndefined();
    expect(gateway.reasons()).toEqual(['shop_unreachable']);
  });

  test('because the buyer leaves: the shop is not read any further, and nothing is a fault', async () => {
    let leave = (): void => undefined;
    await start(150, () => leave());
    const query = new URLSearchParams({ ...ociParameters, ...parameters });
    const sent = request(`${gateway.url}/oci?${query}`, { agent: false }, (answer) => {
      answer.on('error', () => undefined);
      answer.resume();
    });
    sent.on('error', () => undefined);
    leave = () => sent.destroy();
    sent.end();
    await vi.waitFor(() => expect(download()).toMatchObject({ complete: false }), 5_000);
    expect(pagesRead()).toBeLessThan(10);
    expect(gateway.reasons()).toEqual([]);
    expect(gateway.log.some(({ event }) => event === 'client_left')).toBe(true);
  });
});
