import type { DemoShop } from '../../src/demo/shop/start-demo-shop.ts';
import { type Answer, Browser, cxmlCall, ociLogin, type SetupChanges, setupRequest } from './buyer.ts';
import type { TestGateway } from './gateway.ts';
import { formTo } from './html-form.ts';

/** A buyer in the shop, through the gateway. */
export interface ShopVisit {
  browser: Browser;
  gateway: TestGateway;
  /** The page that the visit began on. */
  first: Answer;
  /** Opens a page of the shop. */
  open(path: string): Promise<Answer>;
  add(productNumber: string, quantity: number): Promise<void>;
  transfer(fields?: Record<string, string>): Promise<Answer>;
  cancel(): Promise<Answer>;
}

export async function visitByOci(gateway: TestGateway, shop: DemoShop, parameters = {}): Promise<ShopVisit> {
  const { headers } = await ociLogin(gateway.url, parameters);
  return await visitFrom(gateway, shop, headers.location ?? '');
}

export async function visitByCxml(
  gateway: TestGateway,
  shop: DemoShop,
  changes: SetupChanges = {},
): Promise<ShopVisit> {
  const { startPage } = await cxmlCall(gateway.url, setupRequest(changes));
  return await visitFrom(gateway, shop, startPage);
}

/** Goes in by a start page that the gateway gave out. */
export async function visitFrom(gateway: TestGateway, shop: DemoShop, startPage: string): Promise<ShopVisit> {
  const browser = new Browser();
  const start = await browser.open(startPage);
  if (start.status !== 303) throw new Error(`start page answered ${start.status}: ${start.text}`);
  const first = await browser.open(gateway.url + (start.headers.location ?? '/'));
  const home = first.text.includes('punchgate-bar')
    ? first
    : await browser.open(`${gateway.url}/checkout/cart`);
  const { fields } = formTo(home.text, '/punchgate/cancel');
  const key = fields.find(([name]) => name === 'key')?.[1] ?? '';
  return {
    browser,
    gateway,
    first,
    open: (path) => browser.open(gateway.url + path),
    async add(productNumber, quantity) {
      const product = shop.catalog.products.find(({ number }) => number === productNumber);
      if (!product) throw new Error(`the demo shop has no ${productNumber}`);
      const name = `lineItems[${product.id}]`;
      await browser.submit(`${gateway.url}/checkout/line-item/add`, {
        [`${name}[id]`]: product.id,
        [`${name}[referencedId]`]: product.id,
        [`${name}[type]`]: 'product',
        [`${name}[quantity]`]: String(quantity),
        redirectTo: 'frontend.checkout.cart.page',
      });
    },
    transfer: (more = {}) => browser.submit(`${gateway.url}/punchgate/return`, { key, ...more }),
    cancel: () => browser.submit(`${gateway.url}/punchgate/cancel`, { key }),
  };
}
