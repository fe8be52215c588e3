import type { ShopResponse } from '../punchout/shop.ts';

/** Cookies of a stranger would end the visit: with those that it has, its next page gets a new session. */
export function withoutCookies(response: ShopResponse): ShopResponse {
  const { 'set-cookie': _, ...headers } = response.headers;
  return { ...response, headers };
}
