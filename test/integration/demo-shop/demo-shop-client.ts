import type { DemoShop } from '../../../src/demo/shop/start-demo-shop.ts';

/** Bodies of a foreign API, looked at field by field in the assertions. */
export type Json = ReturnType<typeof JSON.parse>;

export interface ShopAnswer {
  status: number;
  headers: Headers;
  /** The context token of the answer; empty where it has none. */
  token: string;
  json: Json;
}

interface ShopCall {
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A call of the Store API as `METHOD /path`. */
export async function storeApi(shop: DemoShop, call: string, options: ShopCall = {}): Promise<ShopAnswer> {
  const headers = { 'sw-access-key': shop.accessKey, ...options.headers };
  return send(shop, call, { ...options, headers });
}

/** A call of the Admin API, with a bearer token got for it. */
export async function adminApi(shop: DemoShop, call: string, options: ShopCall = {}): Promise<ShopAnswer> {
  const token = await bearer(shop);
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json', ...options.headers };
  return send(shop, call, { ...options, headers });
}

/** A call without any credential. */
export async function send(
  shop: DemoShop,
  call: string,
  { token, body, headers }: ShopCall = {},
): Promise<ShopAnswer> {
  const [method = 'GET', path = '/'] = call.split(' ');
  const response = await fetch(`${shop.url}${path}`, {
    method,
    redirect: 'manual',
    headers: { 'content-type': 'application/json', ...(token && { 'sw-context-token': token }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return {
    status: response.status,
    headers: response.headers,
    token: response.headers.get('sw-context-token') ?? '',
    json: isJson ? JSON.parse(text) : text,
  };
}

async function bearer({ url, clientId, clientSecret }: DemoShop): Promise<string> {
  const body = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const response = await fetch(`${url}/api/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return String(((await response.json()) as { access_token: string }).access_token);
}

/** A fresh context of a customer, made as a punchout gateway makes it. */
export async function contextFor(
  shop: DemoShop,
  number: string,
  permissions = ['punchoutNoop'],
): Promise<string> {
  const { token } = await storeApi(shop, 'GET /store-api/context');
  const body = { salesChannelId: shop.salesChannelId, customerId: customerId(shop, number), permissions };
  await adminApi(shop, 'PATCH /api/_proxy/switch-customer', { token, body });
  return token;
}

export function customerId(shop: DemoShop, number: string): string {
  const id = shop.customers.find((customer) => customer.number === number)?.id;
  if (id) return id;
  throw new Error(`no customer ${number}`);
}

export function productId(shop: DemoShop, number: string): string {
  const id = shop.catalog.byNumber.get(number)?.id;
  if (id) return id;
  throw new Error(`no product ${number}`);
}

/** Puts an article into the cart, its product id being the id of the line. */
export async function add(
  shop: DemoShop,
  token: string,
  number: string,
  quantity: number,
): Promise<ShopAnswer> {
  const id = productId(shop, number);
  const items = [{ type: 'product', id, referencedId: id, quantity }];
  return storeApi(shop, 'POST /store-api/checkout/cart/line-item', { token, body: { items } });
}

export async function cartOf(shop: DemoShop, token: string): Promise<Json> {
  return (await storeApi(shop, 'GET /store-api/checkout/cart', { token })).json;
}
