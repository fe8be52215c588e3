import type { Egress } from '../http/egress.ts';
import type { ShopRequest, ShopResponse } from '../punchout/shop.ts';
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
 * Passes a request of the browser to the storefront, under the shop's own host, and the answer back as it comes.
 * Redirects, cookies and pages are left as the shop wrote them.
 * @throws PunchOutError `shop_unreachable`
 */
export async function forward(request: ShopRequest, connection: ForwardConnection): Promise<ShopResponse> {
  const { method, target, body, signal } = request;
  const { settings, egress, publicOrigin } = connection;
  const origins = { ours: publicOrigin, shop: shopOrigin(settings) };
  const call = `${method} ${target.split('?', 1)[0]}`;
  // A target without a path would be read as part of the host.
  if (!target.startsWith('/')) throw invalidAnswer(call, 'not a path of the shop');
  const headers = passedRequestHeaders(request.headers, { origins, hasBody: body !== undefined });
  const { timeoutMilliseconds } = settings;
  try {
    const url = origins.shop + target;
    const answer = await egress.requestStream({ method, url, headers, body, signal, timeoutMilliseconds });
    return { ...answer, headers: passedResponseHeaders(answer.headers) };
  } catch (error) {
    throw asShopError(error, call);
  }
}
