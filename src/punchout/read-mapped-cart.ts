import type { Cart } from './cart.ts';
import { referencesOf } from './line-reference.ts';
import { type MappedCart, mapCart } from './map-cart.ts';
import type { ReturnProtocols, Shops, Surroundings, Vault } from './ports.ts';
import type { System } from './system.ts';
import type { UnitInbox } from './unit-inbox.ts';
import { type StandardUnits, unmappedUnits } from './unit-of-measure.ts';
import type { Visit } from './visit.ts';

export interface ReadMappedCartPorts {
  vault: Vault;
  shops: Shops;
  protocols: ReturnProtocols;
  surroundings: Pick<Surroundings, 'now'>;
  standardUnits: StandardUnits;
  unitInbox: UnitInbox;
}

/**
 * The cart of a context token as the shop has it now, in the fields and units of the visit's System. Units that the
 * System has no code for are kept for the operator, whether or not the cart can go on.
 * @throws PunchOutError `shop_*`, `session_expired`, and all that `mapCart` throws
 */
export async function readMappedCart(
  visit: Visit,
  contextToken: string,
  ports: ReadMappedCartPorts,
): Promise<MappedCart> {
  const { session, system } = visit;
  const { vault, shops, protocols, standardUnits } = ports;
  const cart = await shops.byName(system.shop).readCart(contextToken);
  const referenceOf = referencesOf(session, vault);
  await recordUnmapped(cart, system, ports);
  return mapCart(
    { cart, referenceOf, standardUnits, ...visit },
    protocols[system.protocol].cartRules(system),
  );
}

/** A cart is worth more than the note about it: where the note cannot be kept, the cart goes on. */
async function recordUnmapped(
  { items }: Cart,
  { id: systemId, units }: System,
  { standardUnits, unitInbox, surroundings }: ReadMappedCartPorts,
): Promise<void> {
  const at = surroundings.now();
  const found = unmappedUnits(items, { units, standardUnits }).map((unit) => ({ ...unit, systemId, at }));
  if (found.length > 0) await unitInbox.record(found).catch(() => undefined);
}
