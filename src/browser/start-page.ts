import type { Context } from '../http/context.ts';
import { html } from '../http/html.ts';
import { httpStatus } from '../http/http-status.ts';
import { enterSession } from '../punchout/enter-session.ts';
import type { Shops } from '../punchout/shop.ts';
import type { System } from '../punchout/system.ts';
import { entryCookies, readBrowserKey } from './cookies.ts';
import type { BrowserPorts } from './ports.ts';
import { noticesPath } from './visit-pages.ts';
import { refuse } from './with-visit.ts';

export const startPath = '/punchgate/start';

const anyone = ['*'];

/** A start link on the host of the System's shop. */
export function startPageUrl(shops: Shops): (startToken: string, system: System) => string {
  return (startToken, { shop }) => `${shops.byName(shop).publicUrl}${startPath}/${startToken}`;
}

/** The buyer's browser opens its start link, and goes on to the shop. */
export async function openStartLink(
  context: Context,
  startToken: string,
  ports: BrowserPorts,
): Promise<void> {
  context.state.served = 'start page';
  context.set({ 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' });
  // A scanner of links looks first; it must not use the link up.
  if (context.method === 'HEAD') {
    context.status = 200;
    return;
  }
  try {
    const earlier = context.get('Cookie');
    const link = { startToken, browserKey: readBrowserKey(earlier, ports.cookies) };
    const { session, system, browserKey, shopCookies, path, notices } = await enterSession(link, ports);
    const entry = { sessionId: session.id, shopCookies, earlier };
    if (browserKey) context.append('Set-Cookie', entryCookies({ ...entry, browserKey }, ports.cookies));
    context.redirect(notices.length > 0 ? noticesPath : path);
    context.status = 303;
    context.state.log.info({ event: 'session_entered', session: session.id, system: system.name });
  } catch (thrown) {
    const again = html`<a class="button" href="${startPath}/${startToken}">Try again</a>`;
    refuse(context, thrown, anyone, (error) => (httpStatus[error.reason] >= 500 ? again : undefined));
  }
}
