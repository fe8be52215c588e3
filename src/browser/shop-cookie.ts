import { parseSetCookie } from 'cookie';
import { forBrowser, isOwnName, setCookieLine, verbatim } from '../http/own-cookies.ts';

/** A cookie that the shop sets, or ends. */
export interface ShopCookie {
  name: string;
  value: string;
  httpOnly: boolean;
  maxAge: number | undefined;
  expires: Date | undefined;
}

/** A `Set-Cookie` line of the shop; none where it has one of our names. */
export function readShopCookie(line: string): ShopCookie[] {
  const { name, value = '', maxAge, expires, httpOnly = false } = parseSetCookie(line, verbatim);
  return isOwnName(name) ? [] : [{ name, value, httpOnly, maxAge, expires }];
}

/** RFC 6265, 5.3: Max-Age goes before Expires. Undefined: as long as the visit. */
export function endOf({ maxAge, expires }: ShopCookie, now: number): number | undefined {
  return maxAge === undefined ? expires?.getTime() : now + maxAge * 1000;
}

/** Shops end a cookie without saying that it was HttpOnly. */
export function isEnded(cookie: ShopCookie, now: number): boolean {
  return (endOf(cookie, now) ?? Number.POSITIVE_INFINITY) <= now;
}

/** The line for the browser; none for a cookie that no browser would keep. */
export function browserLine({ maxAge, expires, ...cookie }: ShopCookie, secure: boolean): string[] {
  const life = { ...(maxAge === undefined ? {} : { maxAge }), ...(expires === undefined ? {} : { expires }) };
  return setCookieLine(forBrowser({ ...cookie, ...life }, secure));
}

export interface CookiePair {
  name: string;
  value: string;
}

/** Name and value of each cookie of a `Cookie` header, as the browser wrote them; what has no name is left out. */
export function cookiePairs(header: string | undefined): CookiePair[] {
  return (header ?? '').split(';').flatMap((text) => {
    const pair = text.trim();
    const equals = pair.indexOf('=');
    return equals < 1 ? [] : [{ name: pair.slice(0, equals), value: pair.slice(equals + 1) }];
  });
}

/** What a cookie of the shop is sealed for. */
export function cookieSeal(sessionId: string, name: string): string {
  return `session/${sessionId}/cookie/${name}`;
}
