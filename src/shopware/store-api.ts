import { askShop, jsonAnswer, type ShopCall, type ShopConnection } from './ask-shop.ts';
import { type ShopCart, shopCartSchema } from './shop-cart.ts';
import { type ShopContext, shopContextSchema } from './shop-context.ts';
import { productCriteria, type ShopProduct, shopProductsSchema } from './shop-product.ts';

/** `shopware.api.store.max_limit` of a shop that nobody changed. */
const productsPerCall = 100;

/** The Store API as the owner of a context token sees it. All calls throw PunchOutError `shop_*`. */
export interface StoreApi {
  cart(contextToken: string): Promise<ShopCart>;
  context(contextToken: string): Promise<ShopContext>;
  /** By id. Articles that the sales channel does not show are not among them. */
  products(ids: readonly string[], contextToken: string): Promise<Map<string, ShopProduct>>;
}

export function createStoreApi(connection: ShopConnection): StoreApi {
  async function cart(contextToken: string): Promise<ShopCart> {
    const call = storeCall('GET', '/store-api/checkout/cart', contextToken);
    return jsonAnswer(await askShop(call, connection), call, shopCartSchema);
  }

  async function context(contextToken: string): Promise<ShopContext> {
    const call = storeCall('GET', '/store-api/context', contextToken);
    return jsonAnswer(await askShop(call, connection), call, shopContextSchema);
  }

  async function products(ids: readonly string[], contextToken: string): Promise<Map<string, ShopProduct>> {
    const calls = portions([...new Set(ids)]).map((portion) => productsOf(portion, contextToken));
    const found = (await Promise.all(calls)).flat();
    return new Map(found.map((product) => [product.id, product]));
  }

  async function productsOf(ids: string[], contextToken: string): Promise<ShopProduct[]> {
    const json = { ...productCriteria, ids, limit: ids.length };
    const call = { ...storeCall('POST', '/store-api/product', contextToken), json };
    return jsonAnswer(await askShop(call, connection), call, shopProductsSchema).elements;
  }

  function storeCall(method: string, path: string, contextToken: string): ShopCall {
    const { accessKey, languageId } = connection.settings;
    const language = languageId === undefined ? {} : { 'sw-language-id': languageId };
    return {
      method,
      path,
      headers: { 'sw-access-key': accessKey, 'sw-context-token': contextToken, ...language },
    };
  }

  return { cart, context, products };
}

function portions(ids: string[]): string[][] {
  const count = Math.ceil(ids.length / productsPerCall);
  return Array.from({ length: count }, (_, index) =>
    ids.slice(index * productsPerCall, (index + 1) * productsPerCall),
  );
}
