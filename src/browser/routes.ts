import Router from '@koa/router';
import type { Middleware } from 'koa';
import { sendAutoPostPage } from '../http/auto-post-page.ts';
import type { Context, RequestState } from '../http/context.ts';
import { decodeForm } from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import { httpStatus } from '../http/http-status.ts';
import { readBody } from '../http/read-body.ts';
import { sendRefusalPage } from '../http/refusal-page.ts';
import { logRefusal } from '../http/request-log.ts';
import { cancelSession } from '../punchout/cancel-session.ts';
import { enterSession } from '../punchout/enter-session.ts';
import { asPunchOutError, PunchOutError } from '../punchout/punchout-error.ts';
import type { Reason } from '../punchout/reasons.ts';
import { returnCart } from '../punchout/return-cart.ts';
import { assertOpen, type Visit, visitOfBrowser } from '../punchout/visit.ts';
import { barStyle, barStylePath } from './bar.ts';
import { entryCookies, readBrowserKey } from './cookies.ts';
import { frameAncestorsOf } from './frame-ancestors.ts';
import { type BrowserPorts, formKey } from './ports.ts';
import { serveShopPage } from './shop-pages.ts';
import { shopPathKind } from './shop-path.ts';
import { sendLeftPage, sendTransferPage, toCurrentVisit, wayOn } from './visit-pages.ts';

const startPath = '/punchgate/start';
const anyone = ['*'];

export function startPageUrl(publicUrl: string): (startToken: string) => string {
  return (startToken) => `${publicUrl}${startPath}/${startToken}`;
}

/** The gateway's own pages for the buyer's browser. */
export function browserRoutes(ports: BrowserPorts): Router<RequestState> {
  const router = new Router<RequestState>();
  router.get(`${startPath}/:token`, (context) => start(context, context.params.token ?? '', ports));
  router.post('/punchgate/return', (context) => transfer(context, ports));
  router.post('/punchgate/cancel', (context) => cancel(context, ports));
  router.get(barStylePath, (context) => {
    context.state.served = 'bar style';
    context.set('Cache-Control', 'public, max-age=3600');
    context.type = 'text/css';
    context.body = barStyle;
  });
  return router;
}

/** Everything else under the gateway's host is the shop of the buyer's visit. */
export function shopPages(ports: BrowserPorts): Middleware<RequestState> {
  return async (context) => {
    context.state.served = 'shop page';
    await withVisit(context, ports, async (visit) => {
      if (context.path.startsWith('/punchgate/'))
        throw new PunchOutError('not_found', context.path.slice(0, 200));
      assertOpen(visit.session, ports.surroundings.now());
      const kind = shopPathKind(context.path);
      if (kind === 'closed') throw new PunchOutError('page_not_available', context.path.slice(0, 200));
      if (kind === 'checkout') sendTransferPage(context, visit, ports);
      else await serveShopPage(context, visit, ports);
    });
  };
}

async function start(context: Context, startToken: string, ports: BrowserPorts): Promise<void> {
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
    const { session, system, browserKey, shopCookies } = await enterSession(link, ports);
    const entry = { sessionId: session.id, shopCookies, earlier };
    if (browserKey) context.append('Set-Cookie', entryCookies({ ...entry, browserKey }, ports.cookies));
    context.redirect(ports.shops.byName(system.shop).homePath);
    context.status = 303;
    context.state.log.info({ event: 'session_entered', session: session.id, system: system.name });
  } catch (thrown) {
    const again = html`<a class="button" href="${startPath}/${startToken}">Try again</a>`;
    refuse(context, thrown, anyone, (error) => (httpStatus[error.reason] >= 500 ? again : undefined));
  }
}

async function transfer(context: Context, ports: BrowserPorts): Promise<void> {
  context.state.served = 'return';
  await withVisit(context, ports, async (visit) => {
    await assertOwnForm(context, visit, ports);
    const form = await returnCart(visit, ports);
    context.state.log.info({ event: 'cart_returned', session: visit.session.id, system: visit.system.name });
    sendAutoPostPage(context, form, frameAncestorsOf(visit.system));
  });
}

async function cancel(context: Context, ports: BrowserPorts): Promise<void> {
  context.state.served = 'cancel';
  await withVisit(context, ports, async (visit) => {
    await assertOwnForm(context, visit, ports);
    const form = await cancelSession(visit, ports);
    context.state.log.info({
      event: 'session_cancelled',
      session: visit.session.id,
      system: visit.system.name,
    });
    if (form) sendAutoPostPage(context, form, frameAncestorsOf(visit.system));
    else sendLeftPage(context, visit);
  });
}

/** The cookie of a browser inside a foreign frame comes with foreign requests too: the form's own key must come along. */
async function assertOwnForm(context: Context, { session }: Visit, ports: BrowserPorts): Promise<void> {
  const pairs = decodeForm(await readBody(context.req, 1024, 'form_too_large'), { maxFields: 5 });
  const key = pairs.find(([name]) => name === 'key')?.[1];
  if (key !== formKey(session.id, ports)) {
    throw new PunchOutError(
      'session_replaced',
      `the form is not of ${session.id}, which the browser is in now`,
    );
  }
}

async function withVisit(
  context: Context,
  ports: BrowserPorts,
  serve: (visit: Visit) => Promise<void>,
): Promise<void> {
  let visit: Visit | undefined;
  try {
    visit = await visitOfBrowser(readBrowserKey(context.get('Cookie'), ports.cookies), ports);
    await serve(visit);
  } catch (thrown) {
    const ancestors = visit ? frameAncestorsOf(visit.system) : anyone;
    refuse(context, thrown, ancestors, ({ reason }) => visit && wayOnAfter(reason, visit, ports));
  }
}

function wayOnAfter(reason: Reason, visit: Visit, ports: BrowserPorts): Html | undefined {
  const goesOn = reason === 'session_replaced' && visit.session.status === 'open';
  return goesOn ? toCurrentVisit(visit, ports) : wayOn(visit, ports, reason !== 'cart_empty');
}

function refuse(
  context: Context,
  thrown: unknown,
  frameAncestors: readonly string[],
  actionsFor: (error: PunchOutError) => Html | undefined,
): void {
  const error = asPunchOutError(thrown);
  logRefusal(context.state.log, error);
  const actions = actionsFor(error);
  sendRefusalPage(context, error, { reference: context.state.reference, frameAncestors, actions });
}
