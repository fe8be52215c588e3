import { z } from 'zod';
import type { ShopChoice, ShopSession } from '../punchout/shop.ts';
import type { AdminApi } from './admin-api.ts';
import { askShop, assertGood, jsonAnswer, nameOf, type ShopCall, type ShopConnection } from './ask-shop.ts';
import { type CookieJar, createCookieJar } from './cookie-jar.ts';
import { hostHeaders } from './host-headers.ts';
import { invalidAnswer } from './shop-error.ts';
import type { StoreApi } from './store-api.ts';

const cartTokenSchema = z.object({ token: z.string().regex(/^[\w-]{8,255}$/, 'no context token') });

/** What it takes to make a session a customer's. */
export interface SessionApis {
  adminApi: AdminApi;
  storeApi: StoreApi;
  connection: ShopConnection;
  choice?: ShopChoice;
}

/**
 * Makes a storefront session of its own for the customer. A password login would give all buyers of a customer the
 * same token and so the same cart; a fresh session that the customer is bound to keeps its own.
 * @throws PunchOutError `shop_*`
 */
export async function openStorefrontSession(
  customerId: string,
  { adminApi, storeApi, connection, choice = {} }: SessionApis,
): Promise<ShopSession> {
  const jar = createCookieJar();
  const [contextToken] = await Promise.all([
    openAnonymousSession(jar, connection),
    adminApi.assertCustomerUsable(customerId),
  ]);
  await adminApi.switchCustomer(contextToken, customerId);
  await storeApi.choose(choice, contextToken);
  // The Store API is tried too: a buyer must not learn at the transfer that the access key is wrong.
  await Promise.all([visitAccount(jar, connection), storeApi.context(contextToken)]);
  return { contextToken, cookies: jar.lines() };
}

/** The storefront hides the token of a session everywhere but in its cart. */
export async function openAnonymousSession(jar: CookieJar, connection: ShopConnection): Promise<string> {
  const call = storefrontCall('/checkout/cart.json', connection);
  const answer = await askShop(call, connection);
  const { token } = jsonAnswer(answer, call, cartTokenSchema);
  jar.take(answer.headers['set-cookie']);
  return token;
}

/** The first page that no cache keeps sets the cookies without which a cache would serve the page of a stranger. */
async function visitAccount(jar: CookieJar, connection: ShopConnection): Promise<void> {
  const call = storefrontCall('/account', connection, { accept: 'text/html', cookie: jar.header() });
  const answer = await askShop(call, connection);
  const location = answer.headers.location ?? '';
  if (location.includes('/account/login')) {
    throw invalidAnswer(nameOf(call), 'the session does not know its customer');
  }
  if (answer.status < 300 || answer.status > 399 || location.includes('/maintenance'))
    assertGood(answer, call);
  jar.take(answer.headers['set-cookie']);
}

function storefrontCall(
  path: string,
  { settings, publicUrl }: ShopConnection,
  headers: Record<string, string> = {},
): ShopCall {
  return {
    method: 'GET',
    path,
    base: settings.url,
    headers: { ...headers, ...hostHeaders(settings, publicUrl) },
  };
}
