import { afterAll } from 'vitest';
import type { Config } from '../../src/config.ts';
import type { DemoShop } from '../../src/demo/shop/start-demo-shop.ts';
import { keepAppSecret } from '../../src/shop-app/app-secret.ts';
import { appFiles } from '../../src/shop-app/package/app-files.ts';
import { appAddress } from '../../src/shop-app/shop-address.ts';
import { type Answer, Browser } from './buyer.ts';
import { type DemoGateway, startDemoGateway } from './demo-gateway.ts';
import type { TestGateway } from './gateway.ts';
import { formTo, type HtmlForm } from './html-form.ts';

const secret = 'secret-of-the-app-in-the-manifest';

/** The App that `punchgate shop app` makes for the demo shop. */
export async function madeApp(gateway: TestGateway): Promise<ReadonlyMap<string, Buffer>> {
  await keepAppSecret('demo', secret, gateway.adapters);
  return appFiles({ address: appAddress({ publicUrl: gateway.url }, 'demo'), version: '1.0.0', secret });
}

/** A gateway before a demo shop that buyers see under its own host, with the App installed there. */
export async function startRedirectGateway(): Promise<DemoGateway> {
  const started = await startDemoGateway({ change: withRedirect });
  await started.shop.app.install(await madeApp(started.gateway));
  return started;
}

/** The same for all tests of a file. */
export async function redirectGateway(): Promise<Omit<DemoGateway, 'close'>> {
  const { close, ...started } = await startRedirectGateway();
  afterAll(close);
  return started;
}

export function withRedirect(config: Config): Config {
  const shops = Object.entries(config.shops).map(([name, shop]) => [
    name,
    { ...shop, entry: 'redirect' as const },
  ]);
  return { ...config, shops: Object.fromEntries(shops) };
}

/** A buyer in the shop, under the shop's own host. */
export class RedirectVisit {
  readonly browser: Browser;
  readonly #shop: DemoShop;

  constructor(shop: DemoShop, browser = new Browser()) {
    this.#shop = shop;
    this.browser = browser;
  }

  /** Opens the start link; answers the page of the shop that shows the ticket. */
  async start(startPage: string): Promise<Answer> {
    const start = await this.browser.open(startPage);
    if (start.status !== 303) throw new Error(`start page answered ${start.status}: ${start.text}`);
    return await this.browser.open(start.headers.location ?? '');
  }

  /** What the page of the shop posts to the gateway. */
  async post({ action, fields }: HtmlForm, changes: Record<string, string> = {}): Promise<Answer> {
    return await this.browser.submit(action, { ...Object.fromEntries(fields), ...changes });
  }

  /** All the way in; answers the first page of the shop. */
  async enter(startPage: string): Promise<Answer> {
    const shown = await this.start(startPage);
    const entered = await this.post(formTo(shown.text, ''));
    if (entered.status !== 303) throw new Error(`entry answered ${entered.status}: ${entered.text}`);
    return await this.arrive(entered.headers.location ?? '');
  }

  /** Over the page that no cache keeps. */
  async arrive(address: string): Promise<Answer> {
    const arrival = await this.browser.open(address);
    const next = /http-equiv="refresh" content="0; url=([^"]+)"/.exec(arrival.text)?.[1] ?? '';
    return await this.open(next.replaceAll('&#38;', '&'));
  }

  async open(path: string): Promise<Answer> {
    return await this.browser.open(this.#shop.url + path);
  }

  async add(productNumber: string, quantity: number): Promise<void> {
    const product = this.#shop.catalog.byNumber.get(productNumber);
    if (!product) throw new Error(`the demo shop has no ${productNumber}`);
    const name = `lineItems[${product.id}]`;
    await this.browser.submit(`${this.#shop.url}/checkout/line-item/add`, {
      [`${name}[id]`]: product.id,
      [`${name}[referencedId]`]: product.id,
      [`${name}[type]`]: 'product',
      [`${name}[quantity]`]: String(quantity),
      redirectTo: 'frontend.checkout.cart.page',
    });
  }

  /** Presses the button of the cart page that posts there. */
  async press(path: string): Promise<Answer> {
    const cart = await this.open('/checkout/cart');
    const { action, fields } = formsTo(cart.text, path);
    return await this.browser.submit(action, Object.fromEntries(fields));
  }

  /** Context token of the browser's session in the shop. */
  async token(): Promise<string> {
    return JSON.parse((await this.open('/checkout/cart.json')).text).token;
  }
}

/** The form whose address has that path, on whichever host. */
export function formsTo(page: string, path: string): HtmlForm {
  const address = /action="([^"]+)"/g;
  const action = [...page.matchAll(address)]
    .map(([, found]) => found ?? '')
    .find((found) => found.endsWith(path));
  if (!action) throw new Error(`no form to ${path} in ${page.slice(0, 300)}`);
  return formTo(page, action);
}
