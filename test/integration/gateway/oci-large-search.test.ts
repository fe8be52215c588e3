import { expect, test } from 'vitest';
import { startDemoShop } from '../../../src/demo/shop/start-demo-shop.ts';
import { ociLogin } from '../../support/buyer.ts';
import { demoSystemFile, seedDemoSystems, startGateway } from '../../support/gateway.ts';
import { largeCatalog } from '../../support/large-catalog.ts';
import { readServerPage, valuesOf } from '../../support/server-page.ts';

test('a search with more hits than the shop gives at a time has each of them once, from one session', async () => {
  const shop = await startDemoShop({ port: 0, host: '127.0.0.1', catalog: largeCatalog(250) });
  const gateway = await startGateway({ shop });
  try {
    await seedDemoSystems(gateway, shop);
    await gateway.license(await gateway.apply({ ...demoSystemFile(shop, 'oci'), hits: 230 }));
    shop.requests.length = 0;
    const { text } = await ociLogin(gateway.url, { FUNCTION: 'BACKGROUND_SEARCH', SEARCHSTRING: 'article' });
    const numbers = Object.values(valuesOf(readServerPage(text), 'EXT_PRODUCT_ID'));
    expect(numbers).toHaveLength(230);
    expect(new Set(numbers).size).toBe(230);
    expect(shop.requests.filter(({ path }) => path.includes('switch-customer'))).toHaveLength(1);
  } finally {
    await gateway.close();
    await shop.close();
  }
});
