import type { ShopRequest, ShopResponse } from '../punchout/shop.ts';
import { contextTokenOf, type Visit } from '../punchout/visit.ts';
import { isRewritten } from './page-body.ts';
import type { BrowserPorts } from './ports.ts';
import type { ShopAnswer } from './send-answer.ts';
import { withoutCookies } from './without-cookies.ts';

/**
 * Asks the shop for a file. It is nobody's own, so the session is not looked after; a page that comes instead of it is
 * treated as one.
 * @param asked what the shop has been asked already
 * @throws PunchOutError `shop_*`
 */
export async function forwardFile(
  request: ShopRequest,
  visit: Visit,
  { ports, asked }: { ports: BrowserPorts; asked: Promise<ShopResponse> | undefined },
): Promise<ShopAnswer> {
  const response = await (asked ?? ports.shops.byName(visit.system.shop).forward(request));
  const contextToken = isRewritten(response) ? await contextTokenOf(visit.session, ports) : '';
  return { response: response.forgotten ? withoutCookies(response) : response, contextToken };
}
