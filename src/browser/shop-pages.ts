import type { Context } from '../http/context.ts';
import { sendToNobody, whenLeaving } from '../http/when-leaving.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { ShopRequest, ShopResponse } from '../punchout/shop.ts';
import type { Visit } from '../punchout/visit.ts';
import type { FileAnswers } from './file-lane.ts';
import { isFileRequest } from './file-path.ts';
import { forwardFile } from './forward-file.ts';
import { forwardVisit } from './forward-visit.ts';
import { logRenewed } from './log-renewed.ts';
import type { BrowserPorts } from './ports.ts';
import { type ShopAnswer, sendAnswer } from './send-answer.ts';
import { takeSnapshotAfter } from './take-snapshot.ts';
import { type VisitCookies, visitCookies } from './visit-cookies.ts';

/** For the first bytes of a page whose headers came late: the shop has done its work. */
const leastPatience = 1_000;

/**
 * Serves a page or a file of the shop under the gateway's own host, as it comes. Until its first bytes have come a refusal
 * can take its place; and an answer that is not sent is not left hanging.
 * @throws PunchOutError `shop_*`
 */
export async function serveShopPage(
  context: Context,
  visit: Visit,
  { ports, answers }: { ports: BrowserPorts; answers: FileAnswers },
): Promise<void> {
  assertNoWorker(context);
  const shop = ports.shops.byName(visit.system.shop);
  const deadline = performance.now() + shop.patienceMilliseconds;
  const signal = whenLeaving(context.res);
  const cookies = visitCookies(visit, ports);
  takeSnapshotAfter(context, visit, ports);
  const request = await shopRequest(context, signal, cookies);
  const forward = () =>
    request.isFile
      ? forwardFile(request, visit, { ports, asked: answers.get(context.req) })
      : forwardVisit(request, visit, ports);
  const answer = await forwarded(context, request, forward);
  if (!answer) return;
  if (answer.isRenewed) logRenewed(context, visit);
  try {
    if (answer.response.status >= 500) throw outage(answer.response);
    const milliseconds = Math.max(leastPatience, deadline - performance.now());
    await sendAnswer(context, answer, { visit, ports, shop, cookies, request, milliseconds });
  } catch (thrown) {
    answer.response.body.destroy();
    if (signal.aborted) sendToNobody(context);
    else throw thrown;
  }
}

/** It would stay in the browser when the visit has ended, and answer for the gateway. */
function assertNoWorker(context: Context): void {
  if (context.get('Service-Worker') !== '')
    throw new PunchOutError('page_not_available', `service worker ${context.path.slice(0, 200)}`);
}

/** The shop's answer; undefined where the browser has left before it came. */
async function forwarded(
  context: Context,
  request: ShopRequest,
  forward: () => Promise<ShopAnswer>,
): Promise<ShopAnswer | undefined> {
  try {
    return await forward();
  } catch (thrown) {
    if (!request.signal.aborted) throw thrown;
    sendToNobody(context);
    return undefined;
  }
}

async function shopRequest(
  context: Context,
  signal: AbortSignal,
  cookies: VisitCookies,
): Promise<ShopRequest> {
  const { cookie, ...headers } = context.headers;
  const announced = 'transfer-encoding' in headers || Number(headers['content-length'] ?? 0) > 0;
  const isReading = context.method === 'GET' || context.method === 'HEAD';
  return {
    method: context.method,
    isFile: isFileRequest(context),
    target: context.originalUrl,
    headers: { ...headers, cookie: await cookies.forShop(cookie) },
    body: announced && !isReading ? context.req : undefined,
    signal,
  };
}

function outage({ status }: ShopResponse): PunchOutError {
  const reason = status === 503 ? 'shop_maintenance' : 'shop_unreachable';
  return new PunchOutError(reason, `page answered with ${status}`);
}
