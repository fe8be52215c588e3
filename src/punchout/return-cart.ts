import { isDeepStrictEqual } from 'node:util';
import { type CartForReturnPorts, cartForReturn } from './cart-for-return.ts';
import type { MappedCart } from './map-cart.ts';
import type { SessionLives, Surroundings } from './ports.ts';
import { PunchOutError } from './punchout-error.ts';
import type { OnInboxFailed } from './record-units.ts';
import type { PunchOutSession, ReturnForm } from './session.ts';
import { assertOpen, type Visit } from './visit.ts';
import { type VisitCartPorts, visitCart } from './visit-cart.ts';

export interface ReturnCartPorts extends CartForReturnPorts, VisitCartPorts {
  surroundings: Surroundings;
  lives: SessionLives;
}

export interface ReturnCartOptions {
  emptied?: boolean;
  /** When the cart was read that goes where the shop cannot show the current one. */
  lastCart?: number | undefined;
  onReturned?: (cart: MappedCart, times: { asOf: number | undefined; now: number }) => void;
  onInboxFailed?: OnInboxFailed;
}

/**
 * Brings the cart of a visit back. A cart returns once: whoever asks again within a short while gets the same page.
 * A cart that was edited and did not change, and one that was inspected, is no news for the buyer's system. An empty
 * cart takes all lines away from the buyer: only an edit returns it, and only where `emptied` says that it is meant.
 * Nothing changes while the shop is out of reach or a line cannot be mapped. `onReturned` is told of the cart, by the one
 * call that returns it, `onInboxFailed` of units that could not be kept for the operator.
 * @throws PunchOutError `cart_*`, `unit_unmapped`, `field_*`, `shop_*`, `session_*`; CustomerForgotten
 */
export async function returnCart(
  visit: Visit,
  ports: ReturnCartPorts,
  options: ReturnCartOptions = {},
): Promise<ReturnForm> {
  const { session, system } = visit;
  if (session.status !== 'open') return await returnedForm(session, ports);
  assertOpen(session, ports.surroundings.now());
  const { cart, asOf } = await changedCart(visit, ports, options);
  const protocol = ports.protocols[system.protocol];
  const form = cart ? protocol.returnForm(cart, { ...visit, asOf }) : protocol.cancelForm(session, system);
  if (!form) throw new Error(`${system.protocol} has no form for a cart that did not change`);
  const at = ports.surroundings.now();
  const first = await ports.sessions.end(session.id, {
    status: cart ? 'returned' : 'cancelled',
    at,
    form,
    cart,
    cartAsOf: asOf,
  });
  if (!first) return await returnedForm(session, ports);
  if (cart) options.onReturned?.(cart, { asOf, now: at });
  return form;
}

/** No cart where the buyer's system has the very cart already, or must not get another (cXML guide 5.6.4). */
async function changedCart(
  visit: Visit,
  ports: ReturnCartPorts,
  { emptied = false, lastCart, onInboxFailed = () => undefined }: ReturnCartOptions,
): Promise<{ cart?: MappedCart; asOf?: number | undefined }> {
  const { session } = visit;
  if (session.operation === 'inspect') return {};
  const { cart: read, asOf } = await cartForReturn(visit, ports, lastCart);
  const cart = await visitCart({ visit, cart: read }, ports, onInboxFailed);
  const mayBeEmpty = emptied && session.operation === 'edit';
  if (cart.lines.every(({ kind }) => kind === 'shipping') && !mayBeEmpty)
    throw new PunchOutError('cart_empty', session.id);
  if (session.operation === 'create') return { cart, asOf };
  const earlier = await ports.sessions.lastCart(session);
  return earlier && isDeepStrictEqual(essence(earlier), essence(cart)) ? {} : { cart, asOf };
}

/** What makes a cart another one for the buyer: keys of lines and of discounts differ from visit to visit. */
function essence({ lines, total, currency, shipping, tax }: MappedCart): unknown {
  const compared = lines.map((line) => ({
    reference: line.kind === 'item' ? line.reference : '',
    quantity: line.quantity,
    price: line.price,
    priceUnit: line.priceUnit,
    unit: line.unit,
    name: line.source.name,
  }));
  return { compared, total, currency, tax, shipping: shipping?.total };
}

async function returnedForm(session: PunchOutSession, ports: ReturnCartPorts): Promise<ReturnForm> {
  const form = await outcome(session, ports);
  if (!form) throw new PunchOutError('session_over', `${session.id} was left without a form`);
  return form;
}

/**
 * The page of a session that has ended, for a browser that lost it, whichever button asks: a session has one outcome.
 * Undefined where the visit was left without a form.
 * @throws PunchOutError `session_over` when it ended too long ago
 */
export async function outcome(
  { id }: PunchOutSession,
  { sessions, surroundings, lives }: ReturnCartPorts,
): Promise<ReturnForm | undefined> {
  const end = await sessions.endOf(id);
  const kept = end && surroundings.now() - end.at < lives.returnPage;
  if (!kept) throw new PunchOutError('session_over', `${id} is ${end?.status ?? 'over'}`);
  return end.form;
}
