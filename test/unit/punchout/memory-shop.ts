import { Readable } from 'node:stream';
import type { Cart } from '../../../src/punchout/cart.ts';
import { CustomerForgotten } from '../../../src/punchout/customer-forgotten.ts';
import type { NewCustomer } from '../../../src/punchout/made-customer.ts';
import { PunchOutError } from '../../../src/punchout/punchout-error.ts';
import type { CartWish, EntryPage } from '../../../src/punchout/session.ts';
import type {
  CataloguePage,
  CatalogueQuestion,
  FilledLine,
  Shop,
  ShopResponse,
  ShopSession,
  Shops,
} from '../../../src/punchout/shop.ts';
import type { SystemCustomer } from '../../../src/punchout/system.ts';

/** A shop with one cart per context token, which can be switched off. */
export class MemoryShop implements Shop, Shops {
  readonly patienceMilliseconds = 4_000;
  readonly website = 'https://shop.example';
  readonly publicUrl = 'https://punchout.example';
  readonly entry = 'proxy';
  readonly homePath = '/';
  readonly cartPath = '/checkout/cart';
  readonly carts = new Map<string, Cart>();
  readonly customers: string[] = [];
  outage = false;
  #cart: Cart;

  constructor(cart: Cart) {
    this.#cart = cart;
  }

  byName(name: string): Shop {
    if (name !== 'main') throw new PunchOutError('shop_not_configured', name);
    return this;
  }

  websiteOf(name: string): string {
    return this.byName(name).website;
  }

  connectorOf(): undefined {}

  async createCustomer(customer: NewCustomer): Promise<void> {
    this.#assertReachable();
    this.customers.push(customer.id);
  }

  speaking(): Shop {
    return this;
  }

  async openSession(customer: SystemCustomer): Promise<ShopSession> {
    this.#assertReachable();
    const contextToken = `context-${this.customers.push(customer.id)}`;
    this.carts.set(contextToken, this.#cart);
    return { contextToken, cookies: [`session-=${contextToken}; HttpOnly`] };
  }

  async adoptSession(contextToken: string, customer: SystemCustomer): Promise<boolean> {
    this.#assertReachable();
    if (this.carts.has(contextToken)) return false;
    this.customers.push(customer.id);
    this.carts.set(contextToken, this.#cart);
    return true;
  }

  async releaseSession(contextToken: string): Promise<void> {
    this.#assertReachable();
    this.carts.delete(contextToken);
  }

  async readCart(contextToken: string): Promise<Cart> {
    this.#assertReachable();
    const cart = this.carts.get(contextToken);
    if (!cart) throw new CustomerForgotten('the shop has forgotten the session');
    return cart;
  }

  async fillCart(contextToken: string, wishes: readonly CartWish[]): Promise<FilledLine[]> {
    this.#assertReachable();
    const keys = new Set(this.carts.get(contextToken)?.items.map(({ key }) => key));
    return wishes.map((wish) => ({ wish, key: keys.has(wish.number) ? wish.number : undefined }));
  }

  /** The articles of the cart that a new session has. */
  async catalogue({ term, page, size }: CatalogueQuestion): Promise<CataloguePage> {
    this.#assertReachable();
    const { currency, currencyDecimals, items } = this.#cart;
    const found = items.filter(({ name }) => name.toLowerCase().includes(term?.toLowerCase() ?? ''));
    const shown = found.slice((page - 1) * size, page * size).map((item) => ({ ...item, scales: [] }));
    return { total: found.length, count: shown.length, currency, currencyDecimals, items: shown, unread: [] };
  }

  async pathOf({ kind }: EntryPage): Promise<string | undefined> {
    return { home: '/', cart: this.cartPath, product: undefined, category: undefined, search: '/search' }[
      kind
    ];
  }

  async forward(): Promise<ShopResponse> {
    this.#assertReachable();
    return { status: 200, headers: {}, body: Readable.from([]) };
  }

  async openTunnel(): Promise<never> {
    throw new PunchOutError('shop_answer_invalid', 'no WebSocket here');
  }

  #assertReachable(): void {
    if (this.outage) throw new PunchOutError('shop_unreachable', 'switched off');
  }
}
