import type { Cart } from './cart.ts';
import { referencesOf } from './line-reference.ts';
import { type MappedCart, mapCart } from './map-cart.ts';
import type { ReturnProtocols, Vault } from './ports.ts';
import { type OnInboxFailed, type RecordUnitsPorts, recordUnits } from './record-units.ts';
import { type StandardUnits, unmappedUnits } from './unit-of-measure.ts';
import type { Visit } from './visit.ts';

export interface VisitCartPorts extends RecordUnitsPorts {
  vault: Vault;
  protocols: ReturnProtocols;
  standardUnits: StandardUnits;
}

/**
 * The cart of a visit in the fields and units of its System. Units that the System has no code for are kept for the
 * operator, whether or not the cart can go on and they can be kept.
 * @throws PunchOutError all that `mapCart` throws
 */
export async function visitCart(
  { visit, cart }: { visit: Visit; cart: Cart },
  ports: VisitCartPorts,
  onInboxFailed: OnInboxFailed,
): Promise<MappedCart> {
  const { session, system } = visit;
  const { vault, protocols, standardUnits } = ports;
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
