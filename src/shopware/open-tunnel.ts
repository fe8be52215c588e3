import type { ShopTunnel, ShopTunnelRequest } from '../punchout/shop-tunnel.ts';
import { askedAs, type ForwardConnection } from './forward.ts';
import { passedRequestHeaders, passedResponseHeaders } from './passed-headers.ts';
import { asShopError, invalidAnswer } from './shop-error.ts';
import { shopOrigin } from './shop-settings.ts';

/** RFC 6455, 4.1: what a browser asks with. */
const ofWebSocket = [
  'sec-websocket-extensions',
  'sec-websocket-key',
  'sec-websocket-protocol',
  'sec-websocket-version',
];

/**
 * A WebSocket of the storefront, asked for under the shop's own host.
 * @throws PunchOutError `shop_unreachable`, and `shop_answer_invalid` where the shop has none there
 */
export async function openTunnel(
  { target, headers, signal }: ShopTunnelRequest,
  { settings, egress, publicOrigin }: ForwardConnection,
): Promise<ShopTunnel> {
  const call = `WebSocket ${target.split('?', 1)[0]}`;
  if (!target.startsWith('/')) throw invalidAnswer(call, 'not a path of the shop');
  const { own, origins } = askedAs({ settings, publicOrigin });
  const ofSocket = Object.fromEntries(ofWebSocket.map((name) => [name, headers[name]]));
  const passed = passedRequestHeaders(headers, { origins, hasBody: false, isFile: false });
  const { timeoutMilliseconds } = settings;
  const url = shopOrigin(settings) + target;
  const asked = { ...passed, ...ofSocket, ...own, connection: 'Upgrade', upgrade: 'websocket' };
  try {
    const answer = await egress.requestTunnel({ url, headers: asked, signal, timeoutMilliseconds });
    if (!answer.upgraded) throw invalidAnswer(call, `answered with ${answer.status}`);
    return { ...answer.upgraded, headers: passedResponseHeaders(answer.headers) };
  } catch (error) {
    throw asShopError(error, call);
  }
}
