import { Readable } from 'node:stream';
import type { Context } from '../http/context.ts';
import type { Html } from '../http/html.ts';
import { readAll } from '../http/read-body.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { Shop, ShopRequest, ShopResponse } from '../punchout/shop.ts';
import { contextTokenOf, type Visit } from '../punchout/visit.ts';
import { bar } from './bar.ts';
import { toBrowser, toShop } from './cookies.ts';
import { pageHeaders } from './page-headers.ts';
import { type BrowserPorts, formKey } from './ports.ts';
import { type PageRewrite, rewritePage } from './rewrite-page.ts';

const maxPageBytes = 8 * 1024 * 1024;
const page = /^(text\/html|application\/xhtml\+xml)\b/i;
const rewritten = /^(text\/html|application\/(xhtml\+xml|json|ld\+json))\b/i;

/**
 * Serves a page of the shop under the gateway's own host. Nothing of an answer is sent before all of it that we touch
 * has come; and an answer that is not sent is not left hanging.
 * @throws PunchOutError `shop_*`
 */
export async function serveShopPage(context: Context, visit: Visit, ports: BrowserPorts): Promise<void> {
  const shop = ports.shops.byName(visit.system.shop);
  const deadline = ports.surroundings.now() + shop.patienceMilliseconds;
  const contextToken = await contextTokenOf(visit.session, ports);
  const leaving = new AbortController();
  context.res.once('close', () => leaving.abort());
  const response = await forwarded(context, shop, shopRequest(context, leaving.signal, { visit, ports }));
  if (!response) return;
  try {
    if (response.status >= 500) throw outage(response);
    const barText = page.test(typeOf(response)) ? String(barOf(visit, ports)) : '';
    const rewrite = { shopOrigin: shop.website, publicOrigin: shop.publicUrl, contextToken, bar: barText };
    const body = await answerBody(context.method, response, {
      rewrite,
      milliseconds: deadline - ports.surroundings.now(),
    });
    send(context, { response, body, rewrite }, { visit, ports });
  } catch (thrown) {
    response.body.destroy();
    if (leaving.signal.aborted) sendToNobody(context);
    else throw thrown;
  }
}

/** The shop's answer; undefined where the browser has left before it came. */
async function forwarded(
  context: Context,
  shop: Shop,
  request: ShopRequest,
): Promise<ShopResponse | undefined> {
  try {
    return await shop.forward(request);
  } catch (thrown) {
    if (!request.signal.aborted) throw thrown;
    sendToNobody(context);
    return undefined;
  }
}

/** A browser that leaves is no fault of the shop; the status is for our log alone. */
function sendToNobody(context: Context): void {
  context.status = 499;
  context.body = '';
}

function barOf({ session }: Visit, ports: BrowserPorts): Html {
  return bar(formKey(session.id, ports), session.operation === 'inspect');
}

interface Answer {
  response: ShopResponse;
  body: Buffer | Readable | null;
  rewrite: PageRewrite;
}

function send(
  context: Context,
  { response, body, rewrite }: Answer,
  { visit, ports }: { visit: Visit; ports: BrowserPorts },
): void {
  const lines = [response.headers['set-cookie'] ?? []].flat();
  context.status = response.status;
  context.set(pageHeaders(response, { rewrite, system: visit.system, isRewritten: body instanceof Buffer }));
  context.append(
    'Set-Cookie',
    lines.flatMap((line) => toBrowser(line, visit.session.id, ports.cookies)),
  );
  context.body = body;
}

function shopRequest(
  context: Context,
  signal: AbortSignal,
  { visit, ports }: { visit: Visit; ports: BrowserPorts },
): ShopRequest {
  const { cookie, ...headers } = context.headers;
  const announced = 'transfer-encoding' in headers || Number(headers['content-length'] ?? 0) > 0;
  const hasBody = announced && context.method !== 'GET' && context.method !== 'HEAD';
  return {
    method: context.method,
    target: context.originalUrl,
    headers: { ...headers, cookie: toShop(cookie, visit.session.id, ports.cookies) },
    body: hasBody ? context.req : undefined,
    signal,
  };
}

function outage({ status }: ShopResponse): PunchOutError {
  const reason = status === 503 ? 'shop_maintenance' : 'shop_unreachable';
  return new PunchOutError(reason, `page answered with ${status}`);
}

function typeOf({ headers }: ShopResponse): string {
  return String(headers['content-type'] ?? '');
}

/** What we rewrite is read whole; all else goes through as it comes. */
async function answerBody(
  method: string,
  response: ShopResponse,
  { rewrite, milliseconds }: { rewrite: PageRewrite; milliseconds: number },
): Promise<Answer['body']> {
  const { status, headers, body } = response;
  const isEmpty = method === 'HEAD' || status === 204 || status === 304;
  if (isEmpty) return method === 'HEAD' ? Readable.from([]) : null;
  if (!rewritten.test(typeOf(response))) return body;
  const encoding = String(headers['content-encoding'] ?? 'identity');
  if (encoding !== 'identity') {
    throw new PunchOutError(
      'shop_answer_invalid',
      `a page in ${encoding}, although we asked for it as it is`,
    );
  }
  return rewritePage(await readPage(body, milliseconds), rewrite);
}

async function readPage(body: Readable, milliseconds: number): Promise<Buffer> {
  let detail = 'the page broke off';
  const late = setTimeout(() => {
    detail = 'the page did not come to its end in time';
    body.destroy(new Error(detail));
  }, milliseconds);
  try {
    return await readAll(body, maxPageBytes, 'shop_answer_invalid');
  } catch (thrown) {
    if (thrown instanceof PunchOutError) throw thrown;
    throw new PunchOutError('shop_unreachable', detail, { cause: thrown });
  } finally {
    clearTimeout(late);
  }
}
