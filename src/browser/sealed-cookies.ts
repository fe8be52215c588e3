import { isOwnName, sealedPrefix } from '../http/own-cookies.ts';
import type { Vault } from '../punchout/ports.ts';
import {
  browserLine,
  type CookiePair,
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

/**
 * The `Cookie` header that the shop gets: its own cookies, opened; nothing of ours. A cookie that somebody else has set
 * under the name of a sealed one (a script, a neighbour for the whole domain) must not take its place.
 */
export function toShop(header: string | undefined, options: SealedCookies): string | undefined {
  const pairs = cookiePairs(header);
  const opened = pairs.flatMap((pair) => openedCookie(pair, options));
  const names = new Set(opened.map(({ name }) => name));
  const plain = pairs.filter(({ name }) => !isOwnName(name) && !names.has(name));
  const cookies = [...plain, ...opened].map(({ name, value }) => `${name}=${value}`);
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

function openedCookie({ name, value }: CookiePair, { sessionId, vault }: SealedCookies): CookiePair[] {
  if (!name.startsWith(sealedPrefix)) return [];
  const shopName = name.slice(sealedPrefix.length);
  try {
    return [{ name: shopName, value: vault.open(value, cookieSeal(sessionId, shopName)) }];
  } catch {
    return []; // sealed for an earlier visit of this browser
  }
}
