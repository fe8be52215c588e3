import type { ShopRequest, ShopResponse } from '../punchout/shop.ts';

/** Shopware's own name of it (`framework.session.name`). */
const sessionCookie = 'session-';

/**
 * Whether the storefront has taken the browser for a stranger: it wants a login, or it gives a new session to a browser
 * that shows one. PHP forgets a session that was idle long before its context token dies, and with it where the cart is.
 */
export function isForgotten(
  { headers }: Pick<ShopRequest, 'headers'>,
  answer: Pick<ShopResponse, 'status' | 'headers'>,
): boolean {
  return wantsLogin(answer) || hasNewSession(String(headers.cookie ?? ''), answer);
}

function wantsLogin({ status, headers }: Pick<ShopResponse, 'status' | 'headers'>): boolean {
  if (status < 300 || status > 399) return false;
  const { pathname } = URL.parse(String(headers.location ?? ''), 'https://the-shop-itself') ?? {};
  return pathname?.endsWith('/account/login') ?? false;
}

function hasNewSession(sent: string, { headers }: Pick<ShopResponse, 'headers'>): boolean {
  if (headers['set-cookie'] === undefined) return false;
  const given = [headers['set-cookie']].flat().find((line) => line.startsWith(`${sessionCookie}=`));
  const shown = sent.split('; ').find((pair) => pair.startsWith(`${sessionCookie}=`));
  return given !== undefined && shown !== undefined && given.split(';', 1)[0] !== shown;
}
