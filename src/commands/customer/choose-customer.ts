import type { SystemCustomer } from '../../punchout/system.ts';
import { customersCalled, type FoundCustomer } from '../../shopware/setup/find-customers.ts';
import type { ShopSettings } from '../../shopware/shop-settings.ts';
import { CommandRefusal } from '../command-context.ts';
import { withShopAccess } from '../with-shop-access.ts';

/**
 * The customer with that id, number or e-mail, as a System file has it.
 * @throws CommandRefusal unless it is exactly one who can punch out
 */
export async function chooseCustomer(
  key: string,
  settings: ShopSettings,
): Promise<Pick<SystemCustomer, 'id' | 'number' | 'name' | 'email'>> {
  const { salesChannelId } = settings;
  const found = await withShopAccess(settings, (access) => customersCalled(key, { access, salesChannelId }));
  const { id, number, name, company, email } = oneUsable(key, found);
  return { id, number, name: company ?? name, email };
}

/** A guest may have the e-mail of a customer. */
function oneUsable(key: string, found: readonly FoundCustomer[]): FoundCustomer {
  const usable = found.filter(({ fault }) => fault === undefined);
  const [first, second] = usable;
  if (first && !second) return first;
  const told = (first ? usable : found).map(described).join('\n');
  if (first) throw new CommandRefusal(`Several customers are called "${key}": name one by its id.\n${told}`);
  if (found.length > 0) throw new CommandRefusal(`Nobody can punch out as "${key}".\n${told}`);
  throw new CommandRefusal(
    `The shop has no customer whose id, number or e-mail is "${key}": punchgate customer search`,
  );
}

function described({ id, number, company, name, fault }: FoundCustomer): string {
  return [id, number, company ?? name, fault].filter(Boolean).join('  ');
}
