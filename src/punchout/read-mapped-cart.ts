import { referencesOf } from './line-reference.ts';
import { type MappedCart, mapCart } from './map-cart.ts';
import type { ReturnProtocols, Vault } from './ports.ts';
import { type OnInboxFailed, type RecordUnitsPorts, recordUnits } from './record-units.ts';
import type { Shops } from './shop.ts';
import { type StandardUnits, unmappedUnits } from './unit-of-measure.ts';
import type { Visit } from './visit.ts';

export interface ReadMappedCartPorts extends RecordUnitsPorts {
  vault: Vault;
  shops: Shops;
  protocols: ReturnProtocols;
  standardUnits: StandardUnits;
}

/** The visit whose cart is read, and where its shop keeps it. */
interface CartPlace {
  visit: Visit;
  contextToken: string;
}

/**
 * The cart of a context token as the shop has it now, in the fields and units of the visit's System. Units that the
 * System has no code for are kept for the operator, whether or not the cart can go on and they can be kept.
 * @throws PunchOutError `shop_*`, `session_expired`, and all that `mapCart` throws
 */
export async function readMappedCart(
  { visit, contextToken }: CartPlace,
  ports: ReadMappedCartPorts,
  onInboxFailed: OnInboxFailed,
): Promise<MappedCart> {
  const { session, system } = visit;
  const { vault, shops, protocols, standardUnits } = ports;
  const cart = await shops.byName(system.shop).readCart(contextToken);
  const referenceOf = referencesOf(session, vault);
  const found = unmappedUnits(cart.items, { units: system.units, standardUnits });
  await recordUnits(
    found.map((unit) => ({ ...unit, systemId: system.id })),
    ports,
    onInboxFailed,
  );
  return mapCart(
    { cart, referenceOf, standardUnits, ...visit },
    protocols[system.protocol].cartRules({ session, system }),
  );
}
