import { forBrowser, ownLine, ownName, setCookieLine } from '../http/own-cookies.ts';

/** `Set-Cookie` lines that say whether the visit has a window of its own instead of the frame that it began in. */
export function windowCookie(ownWindow: boolean, secure: boolean): string[] {
  if (ownWindow) return ownLine('window', 'own', secure);
  return setCookieLine(forBrowser({ name: ownName('window', secure), value: '', maxAge: 0 }, secure));
}
