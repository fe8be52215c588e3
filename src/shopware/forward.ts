import type { Egress } from '../http/egress.ts';
import type { ShopRequest, ShopResponse } from '../punchout/shop.ts';
import { hostHeaders } from './host-headers.ts';
import { isForgotten } from './is-forgotten.ts';
import { passedRequestHeaders, passedResponseHeaders } from './passed-headers.ts';
import { asShopError, invalidAnswer } from './shop-error.ts';
import { type ShopSettings, shopOrigin } from './shop-settings.ts';

export interface ForwardConnection {
  settings: ShopSettings;
  egress: Egress;
  /** Origin of the gateway as the browser sees it. */
  publicOrigin: string;
}

/**
 * Passes requests of the browser to the storefront, under the shop's own host, and the answers back as they come.
 * Redirects, cookies and pages are left as the shop wrote them. It throws PunchOutError `shop_unreachable`.
 */
export function forwardTo(connection: ForwardConnection): (request: ShopRequest) => Promise<ShopResponse> {
  const { settings, egress } = connection;
  const { timeoutMilliseconds } = settings;
  const { own, origins } = askedAs(connection);
  const shop = shopOrigin(settings);
  return async (request) => {
    const { method, target, body, signal, isFile = false } = request;
    // A target without a path would be read as part of the host.
    if (!target.startsWith('/')) throw invalidAnswer(callOf(request), 'not a path of the shop');
    const passed = passedRequestHeaders(request.headers, { origins, hasBody: body !== undefined, isFile });
    const headers = { ...passed, ...own };
    try {
      const url = shop + target;
      const answer = await egress.requestStream({ method, url, headers, body, signal, timeoutMilliseconds });
      const forgotten = isForgotten(request, answer);
      const { status } = answer;
      return { status, body: answer.body, headers: passedResponseHeaders(answer.headers), forgotten };
    } catch (error) {
      throw asShopError(error, callOf(request));
    }
  };
}

/** Headers that say under which host the storefront is asked, and what the browser's own addresses are there. */
export function askedAs({ settings, publicOrigin }: Omit<ForwardConnection, 'egress'>) {
  const own = hostHeaders(settings, publicOrigin);
  const shop = own.host === undefined ? shopOrigin(settings) : publicOrigin;
  return { own, origins: { ours: publicOrigin, shop } };
}

function callOf({ method, target }: ShopRequest): string {
  return `${method} ${target.split('?', 1)[0]}`;
}
