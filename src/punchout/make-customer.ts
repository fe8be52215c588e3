import { type Buyer, type CreateCustomers, customerIdOf, type MadeCustomerStore } from './made-customer.ts';
import type { StoredSystem } from './ports.ts';
import { PunchOutError } from './punchout-error.ts';
import type { Reason } from './reasons.ts';
import { assertLicensed, type StartSessionPorts } from './start-session.ts';
import type { SystemCustomer } from './system.ts';

export interface MakeCustomerPorts extends Pick<StartSessionPorts, 'licenses' | 'shops' | 'surroundings'> {
  madeCustomers: MadeCustomerStore;
}

export interface CustomerOrder {
  stored: StoredSystem;
  wish: CreateCustomers;
  buyer: Buyer;
}

/**
 * The shop customer of a buyer whom the System does not name: the one that was made for him, or a new one. Nothing is
 * made or kept before the license of that customer is valid. A place that was kept for a buyer stays his when the shop
 * fails.
 * @throws PunchOutError `license_*`, `customer_license_*`, `customer_limit_reached`, `shop_*`
 */
export async function makeCustomer(order: CustomerOrder, ports: MakeCustomerPorts): Promise<SystemCustomer> {
  const { stored, wish, buyer } = order;
  const { id: systemId, name, shop } = stored.system;
  const known = await ports.madeCustomers.byEmail(systemId, buyer.email);
  if (known?.made) return known.customer;
  const customer = known?.customer ?? customerOf(systemId, buyer);
  await assertBuyerLicensed(customer, stored, ports);
  const place = { customer, maximum: wish.maximum, at: ports.surroundings.now() };
  if (!known && !(await ports.madeCustomers.reserve(systemId, place)))
    throw new PunchOutError(
      'customer_limit_reached',
      `${name}: ${wish.maximum} were made, none for ${buyer.email}`,
    );
  const { group, template } = wish;
  const password = ports.surroundings.token();
  await ports.shops.byName(shop).createCustomer({ ...buyer, id: customer.id, group, template, password });
  await ports.madeCustomers.confirm(systemId, customer.id);
  return customer;
}

function customerOf(systemId: string, { email, firstName, lastName }: Buyer): SystemCustomer {
  return { id: customerIdOf(systemId, email), email, name: `${firstName} ${lastName}`.trim() };
}

const unassigned: readonly Reason[] = ['customer_license_missing', 'customer_license_other_customer'];

/** The operator reads which command lets this buyer in. */
async function assertBuyerLicensed(
  customer: SystemCustomer,
  stored: StoredSystem,
  ports: MakeCustomerPorts,
): Promise<void> {
  try {
    await assertLicensed({ stored, customer }, ports);
  } catch (error) {
    if (!(error instanceof PunchOutError) || !unassigned.includes(error.reason)) throw error;
    const { name } = stored.system;
    const command = `punchgate license assign ${name} ${customer.id}`;
    throw new PunchOutError(error.reason, `${customer.email} needs one: ${command}; ${error.detail}`);
  }
}
