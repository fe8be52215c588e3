import type { Context } from '../http/context.ts';
import { html } from '../http/html.ts';
import { httpStatus } from '../http/http-status.ts';
import { ownLine, readOwn } from '../http/own-cookies.ts';
import { enterSession } from '../punchout/enter-session.ts';
import type { PunchOutError } from '../punchout/punchout-error.ts';
import { type Visit, visitOfStartLink } from '../punchout/visit.ts';
import { cookieFinding } from './cookie-finding.ts';
import { sendGoneOnPage, sendNoCookiesPage, sendWindowPage } from './cookie-less-pages.ts';
import { entryCookies } from './entry-cookies.ts';
import type { BrowserPorts } from './ports.ts';
import { readStartLink, type StartLink, startLinkPath } from './start-link.ts';
import { visitCookies } from './visit-cookies.ts';
import { assertOwnHost, hostOf } from './visit-host.ts';
import { noticesPath } from './visit-pages.ts';
import { refuse } from './with-visit.ts';

const anyone = ['*'];

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
  const link = readStartLink(startToken, context.query);
  try {
    const visit = await visitOfStartLink(startToken, ports);
    assertOwnHost(context, visit, ports);
    await answer(context, { link, visit, ports });
  } catch (thrown) {
    const again = html`<a class="button" href="${startLinkPath({ ...link, asked: false })}">Try again</a>`;
    const actionsFor = ({ reason }: PunchOutError) => (httpStatus[reason] >= 500 ? again : undefined);
    refuse(context, thrown, { frameAncestors: anyone, actionsFor });
  }
}

interface Opening {
  link: StartLink;
  visit: Visit;
  ports: BrowserPorts;
}

async function answer(context: Context, opening: Opening): Promise<void> {
  const { link, visit, ports } = opening;
  const now = ports.surroundings.now();
  const { host } = hostOf(visit, ports);
  const finding = cookieFinding(context, { session: visit.session, link, now });
  if (finding === 'kept') await enter(context, opening);
  if (finding === 'not-asked') ask(context, opening);
  if (finding === 'none-in-frame') sendWindowPage(context, { link, visit, host, now });
  if (finding === 'none-in-window') sendNoCookiesPage(context, { link, visit, host, now });
  if (finding === 'gone-on') sendGoneOnPage(context);
}

/** Sets a cookie and asks for the same link again: what the browser sends then tells whether it keeps cookies here. */
function ask(context: Context, { link, visit, ports }: Opening): void {
  context.append('Set-Cookie', ownLine('probe', 'kept', hostOf(visit, ports).secure));
  context.redirect(startLinkPath({ ...link, asked: true }));
  context.status = 303;
}

async function enter(context: Context, { link, visit, ports }: Opening): Promise<void> {
  const earlier = context.get('Cookie');
  const { secure } = hostOf(visit, ports);
  // Before the link is used up: what fails then can be tried again.
  await ports.shopCookies.dropOverdue(ports.surroundings.now());
  const key = { startToken: link.startToken, browserKey: readOwn('key', earlier, [secure]) };
  const { session, system, browserKey, shopCookies, path, notices } = await enterSession(key, ports);
  if (browserKey) {
    const shopLines = await visitCookies(visit, ports).fromShop(shopCookies);
    const entry = { browserKey, shopLines, earlier, ownWindow: link.ownWindow };
    context.append('Set-Cookie', entryCookies(entry, secure));
  }
  context.redirect(notices.length > 0 ? noticesPath : path);
  context.status = 303;
  context.state.log.info({ event: 'session_entered', session: session.id, system: system.name });
}
