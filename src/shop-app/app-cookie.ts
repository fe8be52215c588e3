import { parseCookie, stringifySetCookie } from 'cookie';
import type { Context } from '../http/context.ts';

const name = 'punchgate-app';

/**
 * The key of a browser that sees the shop under its own host. It comes back with a form that a page of that host posts:
 * browsers send a cookie along then only where it is `SameSite=None`, which they take by https alone.
 */
export function setBrowserKey(context: Context, key: string, secure: boolean): void {
  const policy = secure
    ? ({ secure: true, sameSite: 'none', partitioned: true } as const)
    : ({ sameSite: 'lax' } as const);
  const cookie = { name: nameBy(secure), value: key, httpOnly: true, path: '/', ...policy };
  context.append('Set-Cookie', stringifySetCookie(cookie));
}

export function readBrowserKey(context: Context): string | undefined {
  const cookies = parseCookie(context.get('Cookie'));
  return cookies[nameBy(true)] ?? cookies[nameBy(false)];
}

function nameBy(secure: boolean): string {
  return secure ? `__Host-${name}` : name;
}
