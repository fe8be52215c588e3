import { parseCookie, parseSetCookie, type SetCookie, stringifySetCookie } from 'cookie';
import type { Vault } from '../punchout/ports.ts';

/** Cookies of the shop that scripts need not read travel sealed: the shop's own session never leaves the gateway. */
const sealedPrefix = 'pgs_';

/** Values go through as they are: the shop and its scripts have an encoding of their own. */
const verbatim = { decode: (value: string) => value, encode: (value: string) => value };

export interface CookieOptions {
  /** True where the gateway is reached by https: only then do browsers keep cookies inside a foreign frame. */
  secure: boolean;
  vault: Vault;
}

/** Name of the cookie that holds a browser's key. */
export function browserKeyName({ secure }: Pick<CookieOptions, 'secure'>): string {
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
  const fresh = entry.shopCookies.flatMap((line) => ownCookie(line, entry.sessionId, options));
  const key = ours({ name: browserKeyName(options), value: entry.browserKey, httpOnly: true }, options);
  const names = new Set([...fresh, key].map(({ name }) => name));
  const stale = Object.keys(parseCookie(entry.earlier ?? '')).filter((name) => !names.has(name));
  const ended = stale.map((name) => ours({ name, value: '', maxAge: 0 }, options));
  return [...ended, ...fresh, key].flatMap(setCookieLine);
}

/** A `Set-Cookie` line of the shop, as the browser gets it; none for a cookie that no browser would keep. */
export function toBrowser(line: string, sessionId: string, options: CookieOptions): string[] {
  return ownCookie(line, sessionId, options).flatMap(setCookieLine);
}

/** The `Cookie` header that the shop gets: its own cookies, opened; nothing of ours. */
export function toShop(
  header: string | undefined,
  sessionId: string,
  options: CookieOptions,
): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  const cookies = pairs.flatMap((pair) => shopCookie(pair, sessionId, options));
  return cookies.length === 0 ? undefined : cookies.join('; ');
}

function ownCookie(line: string, sessionId: string, options: CookieOptions): SetCookie[] {
  const { name, value, maxAge, expires, httpOnly } = parseSetCookie(line, verbatim);
  if (isReserved(name)) return [];
  const life = { ...(maxAge === undefined ? {} : { maxAge }), ...(expires === undefined ? {} : { expires }) };
  if (!httpOnly) return [ours({ name, value, ...life }, options)];
  const sealed = options.vault.seal(value ?? '', sealContext(sessionId, name));
  return [ours({ name: sealedPrefix + name, value: sealed, httpOnly: true, ...life }, options)];
}

/** Inside a foreign frame browsers keep `SameSite=None; Secure; Partitioned` cookies only. */
function ours(cookie: SetCookie, { secure }: CookieOptions): SetCookie {
  const frame = { secure: true, sameSite: 'none', partitioned: true } as const;
  return { ...cookie, path: '/', ...(secure ? frame : { sameSite: 'lax' as const }) };
}

/** A cookie of the shop under one of our names would take the place of ours. */
function isReserved(name: string): boolean {
  const keys = [true, false].map((secure) => browserKeyName({ secure }));
  return name.startsWith(sealedPrefix) || keys.includes(name);
}

function setCookieLine(cookie: SetCookie): string[] {
  try {
    return [stringifySetCookie(cookie, verbatim)];
  } catch {
    return []; // a name or value that RFC 6265 does not allow
  }
}

function shopCookie(pair: string, sessionId: string, options: CookieOptions): string[] {
  const equals = pair.indexOf('=');
  const name = pair.slice(0, equals);
  if (equals < 1 || name === browserKeyName(options)) return [];
  if (!name.startsWith(sealedPrefix)) return [pair];
  const shopName = name.slice(sealedPrefix.length);
  try {
    return [`${shopName}=${options.vault.open(pair.slice(equals + 1), sealContext(sessionId, shopName))}`];
  } catch {
    return []; // sealed for an earlier visit of this browser
  }
}

function sealContext(sessionId: string, name: string): string {
  return `session/${sessionId}/cookie/${name}`;
}
