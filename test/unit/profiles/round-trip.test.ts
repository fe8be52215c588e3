import { describe, expect, test } from 'vitest';
import { cartOfFields } from '../../../src/commands/read-cart.ts';
import type { Profile } from '../../../src/profiles/profile.ts';
import { profiles } from '../../../src/profiles/profiles.ts';
import { survivalOf } from '../../../src/profiles/survival.ts';
import type { CartItem } from '../../../src/punchout/cart.ts';
import { mapCart } from '../../../src/punchout/map-cart.ts';
import { createVault } from '../../../src/store/vault.ts';
import { systemFileSchema, systemOf } from '../../../src/system-file.ts';
import { returnProtocols } from '../punchout/return-protocols.ts';
import { netCart, sampleItem, sampleShipping } from '../punchout/sample-cart.ts';
import { sampleSession } from '../punchout/sample-session.ts';
import { sampleCustomer } from '../punchout/sample-system.ts';
import { standardUnits } from '../punchout/sample-units.ts';
import { profileFile } from './profile-file.ts';

const vault = createVault(Buffer.alloc(32, 7));
const longName = 'Große, wärmebeständige Aufkleber für außen und öligen Grund '.repeat(6).trim();

const cart = netCart(
  [
    sampleItem({ quantity: '3', netTotal: '30.00' }),
    sampleItem({
      name: longName,
      unit: 'kg',
      netTotal: '12.34',
      product: {
        number: 'lab-4711-x',
        name: longName,
        manufacturer: 'Klebewerk Süd, Abteilung für Etiketten und Bänder',
        manufacturerNumber: 'KW-4711',
        customFields: { unspsc: '55121600' },
      },
    }),
    sampleItem({ kind: 'discount', name: 'Welcome', netTotal: '-1.00' }),
  ],
  sampleShipping(),
);

/** What the platform makes of that cart, sent by a System of its own profile. */
function survival(profile: Profile) {
  const system = systemOf(systemFileSchema.parse(profileFile(profile)), crypto.randomUUID(), vault);
  const session = sampleSession(system);
  const referenceOf = ({ key }: CartItem) => `PG1.${key.slice(0, 20)}`;
  const protocol = returnProtocols[system.protocol];
  const input = { cart, system, session, customer: sampleCustomer, standardUnits, referenceOf };
  const form = protocol.returnForm(mapCart(input, protocol.cartRules(input)), { session, system });
  return survivalOf(cartOfFields(form.fields), profile.receives);
}

describe('a cart of a System that was made from a profile', () => {
  test.each(profiles.map((profile) => [profile.name, profile] as const))(
    'survives at %s whole, with every line',
    (_, profile) => {
      const { lines, cart: whole } = survival(profile);
      const lost = lines.flatMap(({ fields }) => fields.filter(({ fate }) => fate !== 'kept'));
      expect(lost).toEqual([]);
      expect(whole).toEqual([]);
      expect(lines.length).toBeGreaterThanOrEqual(3);
    },
  );
});
