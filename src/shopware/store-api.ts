import { z } from 'zod';
import type { CatalogueQuestion, ShopChoice } from '../punchout/shop.ts';
import { askShop, assertGood, jsonAnswer, type ShopCall, type ShopConnection } from './ask-shop.ts';
import { catalogueCriteria, productsPerCall, variantCriteria } from './catalogue-criteria.ts';
import { type CatalogueProducts, catalogueProductsSchema } from './catalogue-product.ts';
import { phpList, phpText } from './php-json.ts';
import { type ShopCart, shopCartSchema } from './shop-cart.ts';
import { type ShopContext, shopContextSchema } from './shop-context.ts';
import { isNotFound, isPastTheEnd } from './shop-error.ts';
import { productCriteria, type ShopProduct, shopProductsSchema } from './shop-product.ts';

const numberedSchema = z.object({ elements: phpList(z.object({ id: z.string(), productNumber: phpText })) });

const categorySchema = z.object({ id: z.string() });

/** The Store API as the owner of a context token sees it. All calls throw PunchOutError `shop_*`. */
export interface StoreApi {
  /** Address of the first page that buyers see, without the slash at its end. */
  readonly storefront: string;
  cart(contextToken: string): Promise<ShopCart>;
  context(contextToken: string): Promise<ShopContext>;
  /** By id. Articles that the sales channel does not show are not among them. */
  products(ids: readonly string[], contextToken: string): Promise<Map<string, ShopProduct>>;
  /** Ids of articles, by their numbers in lower case. */
  idsOf(numbers: readonly string[], contextToken: string): Promise<Map<string, string>>;
  productPage(question: CatalogueQuestion, contextToken: string): Promise<CatalogueProducts>;
  /** What can be bought of families of variants, at most 100 articles. */
  variantsOf(parentIds: readonly string[], contextToken: string): Promise<CatalogueProducts>;
  /** Whether the sales channel shows a page of that category. */
  hasCategory(id: string, contextToken: string): Promise<boolean>;
  addToCart(lines: readonly NewLine[], contextToken: string): Promise<void>;
  emptyCart(contextToken: string): Promise<void>;
  /** Whoever holds the token is a stranger from then on. */
  logOut(contextToken: string): Promise<void>;
  /** Sets language and currency of a session, as far as they are chosen. */
  choose(choice: ShopChoice, contextToken: string): Promise<void>;
}

export interface NewLine {
  productId: string;
  quantity: number;
}

export function createStoreApi(connection: ShopConnection): StoreApi {
  return {
    storefront: connection.settings.url,
    cart: (contextToken) => get(connection, '/store-api/checkout/cart', contextToken, shopCartSchema),
    context: (contextToken) => get(connection, '/store-api/context', contextToken, shopContextSchema),
    products: async (ids, contextToken) => {
      const found = await inPortions(ids, (portion) => productsOf(portion, contextToken, connection));
      return new Map(found.map((product) => [product.id, product]));
    },
    idsOf: async (numbers, contextToken) => {
      const found = await inPortions(numbers, (portion) => numbered(portion, contextToken, connection));
      return new Map(found.map(({ productNumber, id }) => [(productNumber ?? '').toLowerCase(), id]));
    },
    productPage: (question, contextToken) => productPage(question, contextToken, connection),
    variantsOf: (parentIds, contextToken) => variantsOf(parentIds, contextToken, connection),
    hasCategory: (id, contextToken) => hasCategory(id, contextToken, connection),
    addToCart: (lines, contextToken) => addToCart(lines, contextToken, connection),
    emptyCart: (contextToken) => change('DELETE', '/store-api/checkout/cart', { contextToken, connection }),
    // Without `replace-token` the shop would go on to take the token for the customer's (source: its LogoutRoute).
    logOut: (contextToken) =>
      change('POST', '/store-api/account/logout', {
        ...{ contextToken, connection },
        more: { json: { 'replace-token': true }, repeat: 'never' },
      }),
    choose: (choice, contextToken) => choose(choice, contextToken, connection),
  };
}

async function get<T>(
  connection: ShopConnection,
  path: string,
  contextToken: string,
  schema: z.ZodType<T>,
): Promise<T> {
  const call = storeCall('GET', path, contextToken, connection);
  return jsonAnswer(await askShop(call, connection), call, schema);
}

async function productsOf(
  ids: string[],
  contextToken: string,
  connection: ShopConnection,
): Promise<ShopProduct[]> {
  const json = { ...productCriteria, ids, limit: ids.length };
  const call: ShopCall = {
    ...storeCall('POST', '/store-api/product', contextToken, connection),
    json,
    repeat: 'always',
  };
  return jsonAnswer(await askShop(call, connection), call, shopProductsSchema).elements;
}

async function numbered(numbers: string[], contextToken: string, connection: ShopConnection) {
  const json = {
    filter: [{ type: 'equalsAny', field: 'productNumber', value: numbers }],
    includes: { product: ['id', 'productNumber'] },
    limit: numbers.length,
  };
  const call: ShopCall = {
    ...storeCall('POST', '/store-api/product', contextToken, connection),
    json,
    repeat: 'always',
  };
  return jsonAnswer(await askShop(call, connection), call, numberedSchema).elements;
}

async function productPage(
  question: CatalogueQuestion,
  contextToken: string,
  connection: ShopConnection,
): Promise<CatalogueProducts> {
  const path = question.term === undefined ? '/store-api/product' : '/store-api/search';
  const json = catalogueCriteria(question);
  const call: ShopCall = { ...storeCall('POST', path, contextToken, connection), json, repeat: 'always' };
  return await catalogueProducts(call, connection);
}

async function variantsOf(
  parentIds: readonly string[],
  contextToken: string,
  connection: ShopConnection,
): Promise<CatalogueProducts> {
  const json = variantCriteria(parentIds);
  const call: ShopCall = {
    ...storeCall('POST', '/store-api/product', contextToken, connection),
    json,
    repeat: 'always',
  };
  return await catalogueProducts(call, connection);
}

async function catalogueProducts(call: ShopCall, connection: ShopConnection): Promise<CatalogueProducts> {
  const answer = await askShop(call, connection);
  if (isPastTheEnd(answer)) return { total: 0, articles: [], unread: [] };
  return jsonAnswer(answer, call, catalogueProductsSchema);
}

async function hasCategory(id: string, contextToken: string, connection: ShopConnection): Promise<boolean> {
  const json = { includes: { category: ['id'] } };
  const call: ShopCall = {
    ...storeCall('POST', `/store-api/category/${id}`, contextToken, connection),
    json,
    repeat: 'always',
  };
  const answer = await askShop(call, connection);
  return !isNotFound(answer) && jsonAnswer(answer, call, categorySchema).id === id;
}

async function addToCart(
  lines: readonly NewLine[],
  contextToken: string,
  connection: ShopConnection,
): Promise<void> {
  const items = lines.map(({ productId, quantity }) => ({
    type: 'product',
    id: productId,
    referencedId: productId,
    quantity,
  }));
  const path = '/store-api/checkout/cart/line-item';
  const opened = storeCall('POST', path, contextToken, connection);
  // Where no answer came, nobody knows whether it was done, and doing it again would double the quantities.
  const call: ShopCall = { ...opened, json: { items }, repeat: 'when-refused' };
  jsonAnswer(await askShop(call, connection), call, shopCartSchema);
}

async function choose(
  { language, currency }: ShopChoice,
  contextToken: string,
  connection: ShopConnection,
): Promise<void> {
  if (language === undefined && currency === undefined) return;
  const json = { languageId: language, currencyId: currency };
  await change('PATCH', '/store-api/context', { contextToken, connection, more: { json } });
}

interface Change {
  contextToken: string;
  connection: ShopConnection;
  more?: Pick<ShopCall, 'json' | 'repeat'>;
}

/** What may be done twice, unless it is said, and has an answer that nobody reads. */
async function change(
  method: string,
  path: string,
  { contextToken, connection, more }: Change,
): Promise<void> {
  const call: ShopCall = {
    ...storeCall(method, path, contextToken, connection),
    repeat: 'always',
    ...more,
  };
  assertGood(await askShop(call, connection), call);
}

function storeCall(
  method: string,
  path: string,
  contextToken: string,
  { settings }: ShopConnection,
): ShopCall {
  const { accessKey, languageId } = settings;
  const language = languageId === undefined ? {} : { 'sw-language-id': languageId };
  return {
    method,
    path,
    headers: { 'sw-access-key': accessKey, 'sw-context-token': contextToken, ...language },
  };
}

async function inPortions<T>(
  values: readonly string[],
  ask: (portion: string[]) => Promise<T[]>,
): Promise<T[]> {
  return (await Promise.all(portions([...new Set(values)]).map(ask))).flat();
}

function portions(ids: string[]): string[][] {
  const count = Math.ceil(ids.length / productsPerCall);
  return Array.from({ length: count }, (_, index) =>
    ids.slice(index * productsPerCall, (index + 1) * productsPerCall),
  );
}
