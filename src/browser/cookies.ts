import type { Vault } from '../punchout/ports.ts';
import { isOwnName, sealedPrefix } from './own-cookies.ts';
import {
  browserLine,
  cookiePairs,
  cookieSeal,
  isEnded,
  readShopCookie,
  type ShopCookie,
} from './shop-cookie.ts';

/** Where cookies of a shop are sealed. */
export interface SealedCookies {
  sessionId: string;
  /** True where buyers see the shop by https: only then do browsers keep cookies inside a foreign frame. */
  secure: boolean;
  vault: Vault;
  /** Epoch milliseconds. */
  now: number;
}

/** A `Set-Cookie` line of the shop, as the browser gets it: HttpOnly cookies sealed, so that the shop's own session never leaves the gateway. */
export function toBrowser(line: string, options: SealedCookies): string[] {
  return readShopCookie(line).flatMap((cookie) => {
    if (isEnded(cookie, options.now)) return [cookie, sealedName(cookie)].flatMap(lineFor(options));
    return [cookie.httpOnly ? sealed(cookie, options) : cookie].flatMap(lineFor(options));
  });
}

/** The `Cookie` header that the shop gets: its own cookies, opened; nothing of ours. */
export function toShop(header: string | undefined, options: SealedCookies): string | undefined {
  const cookies = cookiePairs(header).flatMap((pair) => shopCookie(pair, options));
  return cookies.length === 0 ? undefined : cookies.join('; ');
}

function lineFor({ secure }: SealedCookies): (cookie: ShopCookie) => string[] {
  return (cookie) => browserLine(cookie, secure);
}

function sealedName(cookie: ShopCookie): ShopCookie {
  return { ...cookie, name: sealedPrefix + cookie.name };
}

function sealed(cookie: ShopCookie, { sessionId, vault }: SealedCookies): ShopCookie {
  const value = vault.seal(cookie.value, cookieSeal(sessionId, cookie.name));
  return { ...sealedName(cookie), value };
}

function shopCookie(
  { name, value }: { name: string; value: string },
  { sessionId, vault }: SealedCookies,
): string[] {
  if (!name.startsWith(sealedPrefix)) return isOwnName(name) ? [] : [`${name}=${value}`];
  const shopName = name.slice(sealedPrefix.length);
  try {
    return [`${shopName}=${vault.open(value, cookieSeal(sessionId, shopName))}`];
  } catch {
    return []; // sealed for an earlier visit of this browser
  }
}
