import type { Context } from '../http/context.ts';
import { ownLine, readOwn } from '../http/own-cookies.ts';

/** The key of a browser that sees the shop under its own host. It comes back with a form that a page of that host posts. */
export function setBrowserKey(context: Context, key: string, secure: boolean): void {
  for (const line of ownLine('app', key, secure)) context.append('Set-Cookie', line);
}

export function readBrowserKey(context: Context): string | undefined {
  return readOwn('app', context.get('Cookie'), [true, false]);
}
