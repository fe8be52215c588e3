import { Readable } from 'node:stream';
import type { Context } from '../http/context.ts';
import { readAll } from '../http/read-body.ts';
import type { ShopRequest, ShopResponse } from '../punchout/ports.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import { contextTokenOf, type Visit } from '../punchout/visit.ts';
import { bar } from './bar.ts';
import { toBrowser, toShop } from './cookies.ts';
import { frameAncestorsOf } from './frame-ancestors.ts';
import { type BrowserPorts, formKey } from './ports.ts';
import { type PageRewrite, rewritePage, withOwnAddresses } from './rewrite-page.ts';

const maxPageBytes = 8 * 1024 * 1024;
const rewritten = /^(text\/html|application\/(xhtml\+xml|json|ld\+json))\b/i;

/** What the shop says to its own host only. */
const withheld = new Set([
  'content-length',
  'content-security-policy',
  'location',
  'set-cookie',
  'strict-transport-security',
  'x-frame-options',
]);

/**
 * Serves a page of the shop under the gateway's own host.
 * @throws PunchOutError `shop_*`
 */
export async function serveShopPage(context: Context, visit: Visit, ports: BrowserPorts): Promise<void> {
  const shop = ports.shops.byName(visit.system.shop);
  const response = await shop.forward(shopRequest(context, visit, ports));
  if (response.status >= 500) throw outage(response);
  const rewrite = {
    shopOrigin: shop.website,
    publicOrigin: ports.publicUrl,
    contextToken: await contextTokenOf(visit.session, ports),
    bar: String(bar(formKey(visit.session.id, ports))),
  };
  context.status = response.status;
  context.set(browserHeaders(response, visit, rewrite));
  context.append(
    'Set-Cookie',
    cookieLines(response).flatMap((line) => toBrowser(line, visit.session.id, ports.cookies)),
  );
  context.body = await pageBody(context, response, rewrite);
}

function shopRequest(context: Context, { session }: Visit, ports: BrowserPorts): ShopRequest {
  const { cookie, ...headers } = context.headers;
  const hasBody = context.method !== 'GET' && context.method !== 'HEAD';
  return {
    method: context.method,
    target: context.originalUrl,
    headers: { ...headers, cookie: toShop(cookie, session.id, ports.cookies) },
    body: hasBody ? context.req : undefined,
  };
}

function outage({ status, body }: ShopResponse): PunchOutError {
  body.destroy();
  return new PunchOutError(
    status === 503 ? 'shop_maintenance' : 'shop_unreachable',
    `page answered with ${status}`,
  );
}

function browserHeaders(response: ShopResponse, { system }: Visit, rewrite: PageRewrite) {
  const passed = Object.entries(response.headers).filter(
    (entry): entry is [string, string | string[]] => entry[1] !== undefined && !withheld.has(entry[0]),
  );
  const { location } = response.headers;
  const ancestors = `frame-ancestors ${frameAncestorsOf(system).join(' ')}`;
  return {
    ...Object.fromEntries(passed),
    ...(typeof location === 'string' ? { location: withOwnAddresses(location, rewrite) } : {}),
    'content-security-policy': [...ownPolicy(response), ancestors].join('; '),
    ...(isRewritten(response) ? { 'cache-control': 'private, no-store' } : {}),
  };
}

/** The shop's own policy without its word on frames. */
function ownPolicy({ headers }: ShopResponse): string[] {
  const directives = [headers['content-security-policy'] ?? ''].flat().join('; ').split(';');
  return directives
    .map((part) => part.trim())
    .filter((part) => part !== '' && !/^frame-ancestors\b/i.test(part));
}

function cookieLines({ headers }: ShopResponse): string[] {
  return [headers['set-cookie'] ?? []].flat();
}

function isRewritten({ headers }: ShopResponse): boolean {
  return rewritten.test(String(headers['content-type'] ?? ''));
}

async function pageBody(context: Context, response: ShopResponse, rewrite: PageRewrite) {
  if (isRewritten(response) && !isEmpty(context)) return rewritePage(await readPage(response), rewrite);
  if (!isEmpty(context)) return response.body;
  response.body.resume(); // an answer that nobody reads would keep its connection to the shop
  return context.method === 'HEAD' ? Readable.from([]) : null;
}

function isEmpty({ method, status }: Context): boolean {
  return method === 'HEAD' || status === 204 || status === 304;
}

async function readPage({ body }: ShopResponse): Promise<Buffer> {
  try {
    return await readAll(body, maxPageBytes, 'shop_answer_invalid');
  } catch (thrown) {
    if (thrown instanceof PunchOutError) throw thrown;
    throw new PunchOutError('shop_unreachable', 'the page broke off', { cause: thrown });
  }
}
