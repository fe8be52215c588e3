import { parseCookie, parseSetCookie, type SetCookie, stringifyCookie, stringifySetCookie } from 'cookie';
import type { Vault } from '../punchout/ports.ts';

/** Cookies of the shop that scripts need not read travel sealed: the shop's own session never leaves the gateway. */
const sealedPrefix = 'pgs_';

export interface CookieOptions {
  /** True where the gateway is reached by https: only then do browsers keep cookies inside a foreign frame. */
  secure: boolean;
  vault: Vault;
}

/** Name of the cookie that holds a browser's key. */
export function browserKeyName({ secure }: CookieOptions): string {
  return secure ? '__Host-punchgate' : 'punchgate';
}

export function readBrowserKey(header: string | undefined, options: CookieOptions): string | undefined {
  return parseCookie(header ?? '')[browserKeyName(options)];
}

/** `Set-Cookie` lines of a browser that enters: its key, the shop's cookies, and an end to all it had before. */
export function entryCookies(
  entry: { browserKey: string; sessionId: string; shopCookies: string[]; earlier: string | undefined },
  options: CookieOptions,
): string[] {
  const fresh = entry.shopCookies.map((line) => ownCookie(parseSetCookie(line), entry.sessionId, options));
  const key = ours({ name: browserKeyName(options), value: entry.browserKey, httpOnly: true }, options);
  const names = new Set([...fresh, key].map(({ name }) => name));
  const stale = Object.keys(parseCookie(entry.earlier ?? '')).filter((name) => !names.has(name));
  const ended = stale.map((name) => ours({ name, value: '', maxAge: 0 }, options));
  return [...ended, ...fresh, key].map((cookie) => stringifySetCookie(cookie));
}

/** A `Set-Cookie` line of the shop, as the browser gets it. */
export function toBrowser(line: string, sessionId: string, options: CookieOptions): string {
  return stringifySetCookie(ownCookie(parseSetCookie(line), sessionId, options));
}

/** The `Cookie` header that the shop gets: its own cookies, opened; nothing of ours. */
export function toShop(
  header: string | undefined,
  sessionId: string,
  options: CookieOptions,
): string | undefined {
  const cookies = Object.entries(parseCookie(header ?? '')).flatMap(([name, value]) =>
    value === undefined || name === browserKeyName(options)
      ? []
      : shopCookie(name, value, { sessionId, options }),
  );
  return cookies.length === 0 ? undefined : stringifyCookie(Object.fromEntries(cookies));
}

function ownCookie(
  { name, value, maxAge, expires, httpOnly }: SetCookie,
  sessionId: string,
  options: CookieOptions,
) {
  const life = { ...(maxAge === undefined ? {} : { maxAge }), ...(expires === undefined ? {} : { expires }) };
  if (!httpOnly) return ours({ name, value, ...life }, options);
  const sealed = options.vault.seal(value ?? '', sealContext(sessionId, name));
  return ours({ name: sealedPrefix + name, value: sealed, httpOnly: true, ...life }, options);
}

/** Inside a foreign frame browsers keep `SameSite=None; Secure; Partitioned` cookies only. */
function ours(cookie: SetCookie, { secure }: CookieOptions): SetCookie {
  const frame = { secure: true, sameSite: 'none', partitioned: true } as const;
  return { ...cookie, path: '/', ...(secure ? frame : { sameSite: 'lax' as const }) };
}

function shopCookie(
  name: string,
  value: string,
  { sessionId, options }: { sessionId: string; options: CookieOptions },
): [string, string][] {
  if (!name.startsWith(sealedPrefix)) return [[name, value]];
  const shopName = name.slice(sealedPrefix.length);
  try {
    return [[shopName, options.vault.open(value, sealContext(sessionId, shopName))]];
  } catch {
    return []; // sealed for an earlier visit of this browser
  }
}

function sealContext(sessionId: string, name: string): string {
  return `session/${sessionId}/cookie/${name}`;
}
