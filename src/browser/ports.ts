import type { EnterSessionPorts } from '../punchout/enter-session.ts';
import type { ReturnCartPorts } from '../punchout/return-cart.ts';
import type { CookieOptions } from './cookies.ts';

export interface BrowserPorts extends EnterSessionPorts, ReturnCartPorts {
  cookies: CookieOptions;
}

/** Proves that a button was pressed on a page of the session, not on a foreign one. */
export function formKey(sessionId: string, { vault }: BrowserPorts): string {
  return vault.hash(`session/${sessionId}/form`);
}
