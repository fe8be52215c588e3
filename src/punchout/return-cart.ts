import { type MappedCart, mapCart } from './map-cart.ts';
import type { ReturnProtocols, SessionLives, Shops, Surroundings } from './ports.ts';
import { PunchOutError } from './punchout-error.ts';
import type { PunchOutSession, ReturnForm } from './session.ts';
import { assertOpen, contextTokenOf, type Visit, type VisitPorts } from './visit.ts';

export interface ReturnCartPorts extends VisitPorts {
  surroundings: Surroundings;
  shops: Shops;
  protocols: ReturnProtocols;
  lives: SessionLives;
}

/**
 * Brings the cart of a visit back. A cart returns once: whoever asks again within a short while gets the same page.
 * Nothing changes while the shop is out of reach or a line cannot be mapped.
 * @throws PunchOutError `cart_*`, `unit_unmapped`, `field_*`, `shop_*`, `session_*`
 */
export async function returnCart(visit: Visit, ports: ReturnCartPorts): Promise<ReturnForm> {
  const { session, system } = visit;
  if (session.status !== 'open') return await returnedForm(session, ports);
  assertOpen(session, ports.surroundings.now());
  const mapped = await readMappedCart(visit, ports);
  const form = ports.protocols[system.protocol].returnForm(mapped, visit);
  const end = { status: 'returned', at: ports.surroundings.now(), form, cart: mapped } as const;
  const first = await ports.sessions.end(session.id, end);
  return first ? form : await returnedForm(session, ports);
}

async function readMappedCart(visit: Visit, ports: ReturnCartPorts): Promise<MappedCart> {
  const { session, system } = visit;
  const cart = await ports.shops.byName(system.shop).readCart(await contextTokenOf(session, ports));
  if (cart.items.length === 0) throw new PunchOutError('cart_empty', session.id);
  return mapCart({ cart, ...visit }, ports.protocols[system.protocol].cartRules(system));
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
