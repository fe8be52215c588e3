import type { Adapters } from '../../adapters.ts';
import type { LicenseQuestion } from '../../punchout/license-verdict.ts';
import type { System } from '../../punchout/system.ts';
import { CommandRefusal, storedSystem } from '../command-context.ts';

/** What licenses are asked about a System as it is published now. */
export interface SystemQuestion {
  system: System;
  question: Omit<LicenseQuestion, 'customerId'>;
}

/** @throws CommandRefusal, PunchOutError `shop_not_configured` */
export async function systemQuestion(name: string, adapters: Adapters): Promise<SystemQuestion> {
  const { system, fingerprint } = await storedSystem(adapters, name);
  const website = adapters.shops.websiteOf(system.shop);
  return { system, question: { systemId: system.id, fingerprint, website } };
}

/**
 * Where customers are made for buyers, one is licensed before the shop has it.
 * @throws CommandRefusal with the customers that there are
 */
export function assertCustomers(system: System, ids: readonly string[]): void {
  if (system.protocol === 'cxml' && system.createCustomers) return;
  const { name, customers } = system;
  const unknown = ids.filter((id) => !customers.some((customer) => customer.id === id));
  if (unknown.length === 0) return;
  const known = customers.map(({ id, name: title = '' }) => `${id} ${title}`.trim()).join(', ');
  throw new CommandRefusal(
    `System ${name} has no customer ${unknown.join(', ')}. It has: ${known || 'none'}.`,
  );
}
