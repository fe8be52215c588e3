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
  if (session.status !== 'open') return await keptForm(session, ports);
  assertOpen(session, ports.surroundings.now());
  const mapped = await readMappedCart(visit, ports);
  const form = ports.protocols[system.protocol].returnForm(mapped, visit);
  const end = { status: 'returned', at: ports.surroundings.now(), form, cart: mapped } as const;
  const first = await ports.sessions.end(session.id, end);
  return first ? form : await keptForm({ ...session, closedAt: end.at }, ports);
}

async function readMappedCart(visit: Visit, ports: ReturnCartPorts): Promise<MappedCart> {
  const { session, system } = visit;
  const cart = await ports.shops.byName(system.shop).readCart(await contextTokenOf(session, ports));
  if (cart.items.length === 0) throw new PunchOutError('cart_empty', session.id);
  return mapCart({ cart, ...visit }, ports.protocols[system.protocol].cartRules(system));
}

/** The page of an ended session, for a browser that lost it. */
export async function keptForm(session: PunchOutSession, ports: ReturnCartPorts): Promise<ReturnForm> {
  const age = ports.surroundings.now() - (session.closedAt ?? 0);
  const form = age < ports.lives.returnPage ? await ports.sessions.formOf(session.id) : undefined;
  if (!form) throw new PunchOutError('session_over', `${session.id} is ${session.status}`);
  return form;
}
