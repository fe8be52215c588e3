import type { Readable } from 'node:stream';
import type { Context } from '../http/context.ts';
import type { Shop, ShopRequest, ShopResponse } from '../punchout/shop.ts';
import type { Visit } from '../punchout/visit.ts';
import { bar } from './bar.ts';
import { codingFor, type PageCoding } from './content-coding.ts';
import { isPage, isRewritten, openPageBody } from './page-body.ts';
import { pageHeaders } from './page-headers.ts';
import { type BrowserPorts, formKey } from './ports.ts';
import type { PageRewrite } from './rewrite-page.ts';
import { bodyOf, sendStream } from './send-stream.ts';
import type { VisitCookies } from './visit-cookies.ts';

export interface ShopAnswer {
  response: ShopResponse;
  /** Of the session that the answer is of; empty for a file that goes on as it is. */
  contextToken: string;
  /** The visit has got another session of the shop for it. */
  isRenewed?: true;
}

interface AnswerTo {
  visit: Visit;
  ports: BrowserPorts;
  shop: Shop;
  cookies: VisitCookies;
  request: ShopRequest;
  /** Until the first bytes of a page. */
  milliseconds: number;
}

/** In less there is little to gain. */
const smallestCompressed = 1_000;

/**
 * Sends an answer of the shop as it comes: pages and JSON rewritten, all else byte for byte.
 * @throws PunchOutError `shop_*` before anything was sent
 */
export async function sendAnswer(context: Context, answer: ShopAnswer, to: AnswerTo): Promise<void> {
  const { response } = answer;
  const cookieLines = await to.cookies.fromShop([response.headers['set-cookie'] ?? []].flat());
  const rewrite = rewriteFor(answer, to);
  const isChanged = isRewritten(response);
  const coding = isChanged ? codingOf(context, response) : undefined;
  const body = isChanged
    ? await pageBody(response, { rewrite, coding, to })
    : bodyOf(response, to.request.method);
  const isShared = to.request.isFile === true && !isChanged && cookieLines.length === 0;
  const { system } = to.visit;
  context.status = response.status;
  context.set(pageHeaders(response, { rewrite, system, isRewritten: isChanged, isShared }));
  if (cookieLines.length > 0) context.append('Set-Cookie', cookieLines);
  if (coding !== undefined && body) context.set('Content-Encoding', coding);
  context.respond = false;
  sendStream(context.res, body, (error) => context.app.emit('error', error, context));
}

function rewriteFor({ response, contextToken }: ShopAnswer, { visit, ports, shop }: AnswerTo): PageRewrite {
  const { session } = visit;
  const ownBar = () => String(bar(formKey(session.id, ports), session.operation === 'inspect'));
  return {
    shopOrigin: shop.website,
    publicOrigin: shop.publicUrl,
    contextToken,
    bar: isPage(response) ? ownBar() : '',
  };
}

/** How a page is sent to the browser; undefined: as it is. */
function codingOf(context: Context, { headers }: ShopResponse): PageCoding | undefined {
  const length = headers['content-length'];
  if (length !== undefined && Number(length) < smallestCompressed) return undefined;
  return codingFor(context.get('Accept-Encoding'));
}

async function pageBody(
  response: ShopResponse,
  { rewrite, coding, to }: { rewrite: PageRewrite; coding: PageCoding | undefined; to: AnswerTo },
): Promise<Readable | undefined> {
  const body = bodyOf(response, to.request.method);
  return body && (await openPageBody(response, { rewrite, coding, milliseconds: to.milliseconds }));
}
