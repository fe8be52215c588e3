import { parseCookie, type SetCookie, stringifySetCookie } from 'cookie';

/**
 * What they hold: the key of a browser; nothing, to see whether it comes back; that a visit has a window of its own; the
 * key of a browser that sees the shop under its own host (shop-app/app-cookie.ts).
 */
const names = {
  key: 'punchgate',
  probe: 'punchgate-probe',
  window: 'punchgate-window',
  app: 'punchgate-app',
} as const;

type OwnCookie = keyof typeof names;

/** Cookies of the shop that scripts need not read travel under it, sealed. */
export const sealedPrefix = 'pgs_';

/** Values go through as they are: the shop and its scripts have an encoding of their own. */
export const verbatim = { decode: (value: string) => value, encode: (value: string) => value };

/** Inside a foreign frame browsers keep `SameSite=None; Secure; Partitioned` cookies only, and those by https alone. */
const inFrames = { secure: true, sameSite: 'none', partitioned: true } as const;

const reserved = new Set(Object.values(names).flatMap((name) => [name, `__Host-${name}`]));

/** By https browsers bind the name to the host: no neighbour can set such a cookie. */
export function ownName(which: OwnCookie, secure: boolean): string {
  return secure ? `__Host-${names[which]}` : names[which];
}

/** A cookie of the shop under one of our names would take the place of ours. */
export function isOwnName(name: string): boolean {
  return name.startsWith(sealedPrefix) || reserved.has(name);
}

/** Whether the browser has kept anything of ours. */
export function hasOwnCookie(header: string | undefined): boolean {
  return Object.keys(parseCookie(header ?? '')).some(isOwnName);
}

export function readOwn(
  which: OwnCookie,
  header: string | undefined,
  secure: readonly boolean[],
): string | undefined {
  const cookies = parseCookie(header ?? '');
  return secure.map((isSecure) => cookies[ownName(which, isSecure)]).find(Boolean);
}

/** A cookie as a browser keeps it for the gateway, for the whole of its host. */
export function forBrowser(cookie: SetCookie, secure: boolean): SetCookie {
  return { ...cookie, path: '/', ...(secure ? inFrames : { sameSite: 'lax' as const }) };
}

/** The `Set-Cookie` line of one of our own cookies. */
export function ownLine(which: OwnCookie, value: string, secure: boolean): string[] {
  return setCookieLine(forBrowser({ name: ownName(which, secure), value, httpOnly: true }, secure));
}

export function setCookieLine(cookie: SetCookie): string[] {
  try {
    return [stringifySetCookie(cookie, verbatim)];
  } catch {
    return []; // a name or value that RFC 6265 does not allow
  }
}
