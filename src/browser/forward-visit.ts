import { Readable } from 'node:stream';
import { keepBody } from '../http/kept-body.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import { renewVisit, type ShopSessionInForce, shopSessionOf } from '../punchout/renew-visit.ts';
import type { ShopRequest, ShopResponse } from '../punchout/shop.ts';
import { contextTokenOf, type Visit } from '../punchout/visit.ts';
import type { BrowserPorts } from './ports.ts';
import type { ShopAnswer } from './send-answer.ts';
import { cookiePairs } from './shop-cookie.ts';
import { cartUseOf } from './shop-path.ts';
import { noticesPath } from './visit-pages.ts';
import { withoutCookies } from './without-cookies.ts';

/** A form of the storefront has less than 1 kB. */
const keptBytes = 64 * 1024;

/**
 * Asks the shop for a page of the visit. Where it has ended the session of the visit meanwhile, the visit gets another
 * one with its cart, and the page is asked for again; what came back otherwise is told first.
 * @throws PunchOutError `shop_*`
 */
export async function forwardVisit(
  request: ShopRequest,
  visit: Visit,
  ports: BrowserPorts,
): Promise<ShopAnswer> {
  const { renewals, surroundings } = ports;
  const { id } = visit.session;
  const contextToken = await contextTokenOf(visit.session, ports);
  const asked = await withCart(request, contextToken);
  const mayRenew = renewals.mayBegin(id, surroundings.now());
  if (mayRenew && renewals.isDue(id, contextToken)) return await byNewSession(asked, visit, ports);
  const response = await ports.shops.byName(visit.system.shop).forward(asked);
  if (!response.forgotten) return { response, contextToken };
  if (isSentOnce(asked))
    throw sentInVain(asked, response, 'the session had ended, and the form was too large to keep');
  const resumed = await bySessionInForce(asked, visit, ports);
  if (!resumed && !mayRenew) return { response: ofStranger(asked, response), contextToken };
  response.body.destroy();
  return resumed ?? (await byNewSession(asked, visit, ports));
}

/** What came of its body is gone. */
function isSentOnce({ body, changes }: ShopRequest): boolean {
  return body !== undefined && !changes?.isWhole;
}

/** A request that changes the cart says so, with its body kept where it is small. */
async function withCart(request: ShopRequest, contextToken: string): Promise<ShopRequest> {
  const [path = ''] = request.target.split('?', 1);
  if (cartUseOf(request.method, path) !== 'change') return request;
  if (!request.body) return { ...request, changes: { contextToken, isWhole: true } };
  const { body, isWhole } = await keepBody(request.body, keptBytes);
  return { ...request, body, changes: { contextToken, isWhole } };
}

/** The visit may have a session that the browser did not know of yet when it asked. */
async function bySessionInForce(
  request: ShopRequest,
  visit: Visit,
  ports: BrowserPorts,
): Promise<ShopAnswer | undefined> {
  const known = await shopSessionOf(visit.session, ports);
  const again = inSession(request, known);
  if (again.headers.cookie === request.headers.cookie) return undefined;
  const response = await ports.shops.byName(visit.system.shop).forward(again);
  if (!response.forgotten) return answerIn(known, response);
  response.body.destroy();
  return undefined;
}

async function byNewSession(request: ShopRequest, visit: Visit, ports: BrowserPorts): Promise<ShopAnswer> {
  const { id } = visit.session;
  const renewed = await ports.renewals.once(id, async () => {
    const { contextToken } = await shopSessionOf(visit.session, ports);
    return await renewVisit(visit, contextToken, ports);
  });
  ports.renewals.done(id, ports.surroundings.now());
  const hasNews = renewed.session.notices.length > 0;
  if (hasNews && !request.changes) return { ...answerIn(renewed, toNotices()), isRenewed: true };
  const response = await ports.shops.byName(visit.system.shop).forward(inSession(request, renewed));
  if (!hasNews) return { ...answerIn(renewed, response), isRenewed: true };
  response.body.destroy();
  return { ...answerIn(renewed, toNotices()), isRenewed: true };
}

function inSession(request: ShopRequest, { contextToken, shopCookies }: ShopSessionInForce): ShopRequest {
  const own = shopCookies.flatMap((line) => cookiePairs(line.split(';', 1)[0]));
  const names = new Set(own.map(({ name }) => name));
  const others = cookiePairs(String(request.headers.cookie ?? '')).filter(({ name }) => !names.has(name));
  const cookie = [...others, ...own].map(({ name, value }) => `${name}=${value}`).join('; ');
  const { changes } = request;
  return {
    ...request,
    headers: { ...request.headers, cookie },
    ...(changes ? { changes: { ...changes, contextToken } } : {}),
  };
}

function answerIn({ contextToken, shopCookies }: ShopSessionInForce, response: ShopResponse): ShopAnswer {
  const lines = [...shopCookies, ...[response.headers['set-cookie'] ?? []].flat()];
  return { contextToken, response: { ...response, headers: { ...response.headers, 'set-cookie': lines } } };
}

/** A shop that ends each new session at once is left alone for a moment: what is put into a stranger's cart never goes back. */
function ofStranger(request: ShopRequest, response: ShopResponse): ShopResponse {
  if (request.changes) throw sentInVain(request, response, 'the session has ended again just now');
  return withoutCookies(response);
}

function toNotices(): ShopResponse {
  return { status: 303, headers: { location: noticesPath }, body: Readable.from([]) };
}

function sentInVain({ method, target }: ShopRequest, { body }: ShopResponse, why: string): PunchOutError {
  body.destroy();
  const path = target.split('?', 1)[0]?.slice(0, 200);
  return new PunchOutError('shop_unreachable', `${method} ${path}: ${why}`);
}
