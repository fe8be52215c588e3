import Router from '@koa/router';
import type { Middleware } from 'koa';
import { sendAutoPostPage } from '../http/auto-post-page.ts';
import type { Context, RequestState } from '../http/context.ts';
import { decodeForm, type FormPair } from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import { httpStatus } from '../http/http-status.ts';
import { logInboxFailure } from '../http/log-inbox-failure.ts';
import { readBody } from '../http/read-body.ts';
import { sendRefusalPage } from '../http/refusal-page.ts';
import { logRefusal } from '../http/request-log.ts';
import { cancelSession } from '../punchout/cancel-session.ts';
import { enterSession } from '../punchout/enter-session.ts';
import type { MappedCart } from '../punchout/map-cart.ts';
import { asPunchOutError, PunchOutError } from '../punchout/punchout-error.ts';
import type { Reason } from '../punchout/reasons.ts';
import { returnCart } from '../punchout/return-cart.ts';
import { manyFields, type ReturnForm } from '../punchout/session.ts';
import { assertOpen, type Visit, visitOfBrowser } from '../punchout/visit.ts';
import { barStyle, barStylePath } from './bar.ts';
import { entryCookies, readBrowserKey } from './cookies.ts';
import { frameAncestorsOf } from './frame-ancestors.ts';
import { logMended } from './log-mended.ts';
import { type BrowserPorts, formKey } from './ports.ts';
import { serveShopPage } from './shop-pages.ts';
import { shopPathKind } from './shop-path.ts';
import {
  sendLeftPage,
  sendNoticesPage,
  sendTransferPage,
  toCurrentVisit,
  wayBack,
  wayOn,
} from './visit-pages.ts';

const startPath = '/punchgate/start';
const noticesPath = '/punchgate/notices';
const largeForm = `Many receivers read 1,000 fields of a form and lose the rest. Send fewer fields of an article, or raise that limit at the buyer (max_input_vars of PHP).`;
const anyone = ['*'];

export function startPageUrl(publicUrl: string): (startToken: string) => string {
  return (startToken) => `${publicUrl}${startPath}/${startToken}`;
}

/** The gateway's own pages for the buyer's browser. */
export function browserRoutes(ports: BrowserPorts): Router<RequestState> {
  const router = new Router<RequestState>();
  router.get(`${startPath}/:token`, (context) => start(context, context.params.token ?? '', ports));
  router.get(noticesPath, (context) =>
    withVisit(context, ports, async (visit) => sendNoticesPage(context, visit, ports)),
  );
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
      assertReadOnly(context, visit);
      const kind = shopPathKind(context.path);
      if (kind === 'closed') throw new PunchOutError('page_not_available', context.path.slice(0, 200));
      if (kind === 'checkout') sendTransferPage(context, visit, ports);
      else await serveShopPage(context, visit, ports);
    });
  };
}

/** A cart that is inspected stays as it is; whatever changes one is no GET. */
function assertReadOnly({ method, path }: Context, { session }: Visit): void {
  if (session.operation === 'inspect' && method !== 'GET' && method !== 'HEAD')
    throw new PunchOutError('visit_read_only', `${method} ${path.slice(0, 200)}`);
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

async function transfer(context: Context, ports: BrowserPorts): Promise<void> {
  context.state.served = 'return';
  await withVisit(context, ports, async (visit) => {
    const pairs = await ownForm(context, visit, ports);
    const emptied = pairs.some(([name, value]) => name === 'emptied' && value === 'yes');
    const onReturned = (cart: MappedCart) => logMended(context.state.log, visit, cart);
    const onInboxFailed = logInboxFailure(context.state.log, visit.system.name);
    const form = await returnCart(visit, ports, { emptied, onReturned, onInboxFailed });
    logReturn(context, form, visit);
    sendAutoPostPage(context, form, frameAncestorsOf(visit.system));
  });
}

/** What is too much for many receivers is sent all the same, and told: the buyer's side alone can mend it. */
function logReturn({ state }: Context, { fields }: ReturnForm, { session, system }: Visit): void {
  const returned = { event: 'cart_returned', session: session.id, system: system.name };
  if (fields.length <= manyFields) state.log.info(returned);
  else state.log.warn({ ...returned, fields: fields.length, advice: largeForm });
}

async function cancel(context: Context, ports: BrowserPorts): Promise<void> {
  context.state.served = 'cancel';
  await withVisit(context, ports, async (visit) => {
    await ownForm(context, visit, ports);
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
async function ownForm(context: Context, { session }: Visit, ports: BrowserPorts): Promise<FormPair[]> {
  const pairs = decodeForm(await readBody(context.req, 1024, 'form_too_large'), { maxFields: 5 });
  const key = pairs.find(([name]) => name === 'key')?.[1];
  if (key !== formKey(session.id, ports)) {
    throw new PunchOutError(
      'session_replaced',
      `the form is not of ${session.id}, which the browser is in now`,
    );
  }
  return pairs;
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
  if (goesOn) return toCurrentVisit(visit, ports);
  return reason === 'session_expired' ? wayBack(visit, ports) : wayOn(visit, ports, reason !== 'cart_empty');
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
