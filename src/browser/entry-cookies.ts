import { parseCookie } from 'cookie';
import { forBrowser, ownLine, setCookieLine } from '../http/own-cookies.ts';

interface Entry {
  browserKey: string;
  /** `Set-Cookie` lines of the shop, as the browser gets them. */
  shopLines: readonly string[];
  /** The `Cookie` header that the browser came with. */
  earlier: string | undefined;
  /** True where the visit has a window of its own instead of the frame that it began in. */
  ownWindow: boolean;
}

/** `Set-Cookie` lines of a browser that enters: its key, the shop's cookies, and an end to all it had before. */
export function entryCookies(entry: Entry, secure: boolean): string[] {
  const window = entry.ownWindow ? ownLine('window', 'own', secure) : [];
  const fresh = [...entry.shopLines, ...window, ...ownLine('key', entry.browserKey, secure)];
  const names = new Set(fresh.map((line) => line.slice(0, line.indexOf('='))));
  const stale = Object.keys(parseCookie(entry.earlier ?? '')).filter((name) => !names.has(name));
  const ended = stale.map((name) => forBrowser({ name, value: '', maxAge: 0 }, secure));
  return [...ended.flatMap(setCookieLine), ...fresh];
}
