import { z } from 'zod';
import type { Buyer } from '../punchout/made-customer.ts';
import { type MakeCustomerPorts, makeCustomer } from '../punchout/make-customer.ts';
import { returnUrlFor } from '../punchout/return-url.ts';
import { sameName } from '../punchout/same-name.ts';
import type { SystemCustomer } from '../punchout/system.ts';
import type { StoredCxmlSystem } from './authenticate.ts';
import { findCustomer, namedKeys } from './find-customer.ts';
import type { CxmlParty } from './header.ts';
import type { PunchOutSetupRequest } from './punchout-setup-request.ts';

const emailSchema = z.email().max(254);

/**
 * The customer of a setup request; where the System says so, a buyer whom it does not name gets one of his own.
 * @throws PunchOutError `customer_unknown`, `return_url_*`, and all that `makeCustomer` throws
 */
export async function customerFor(
  setup: PunchOutSetupRequest,
  { stored, from }: { stored: StoredCxmlSystem; from: CxmlParty },
  ports: MakeCustomerPorts,
): Promise<SystemCustomer> {
  const { system } = stored;
  const email = system.createCustomers && newEmail(setup, stored, from);
  if (!system.createCustomers || email === undefined) return findCustomer(setup, system, from);
  // Of a visit that cannot begin nothing must stay in the shop.
  returnUrlFor(setup.returnUrl, system);
  const order = { stored, wish: system.createCustomers, buyer: { email, ...nameOf(setup, email) } };
  return await makeCustomer(order, ports);
}

/** The one address that the request names, where no customer of the System has it. */
function newEmail(
  setup: PunchOutSetupRequest,
  { system }: StoredCxmlSystem,
  from: CxmlParty,
): string | undefined {
  if (system.login.customer !== 'email') return undefined;
  const [email, other] = namedKeys(setup, system, from);
  const isKnown = system.customers.some((customer) => customer.email?.toLowerCase() === email?.toLowerCase());
  if (email === undefined || other !== undefined || isKnown) return undefined;
  return emailSchema.safeParse(email).data;
}

const longestName = 100;

/** First and last name as Extrinsics or the Contact tell them, else what stands before the @. The shop needs both. */
function nameOf({ extrinsics, details }: PunchOutSetupRequest, email: string): Omit<Buyer, 'email'> {
  const extrinsicOf = (...names: string[]) =>
    plain(extrinsics.find(([candidate]) => names.some((name) => sameName(candidate, name)))?.[1] ?? '');
  const contact = plain(details.find(([path]) => path === 'Contact.Name')?.[1] ?? '');
  const whole = extrinsicOf('UserPrintableName', 'UserFullName', 'FullName') || contact;
  const words = (whole || plain(email.split('@', 1)[0] ?? '')).split(' ');
  return {
    firstName: extrinsicOf('FirstName', 'UserFirstName') || words.slice(0, -1).join(' ') || '-',
    lastName: extrinsicOf('LastName', 'UserLastName') || words.at(-1) || '-',
  };
}

function plain(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\s<>]+/gu, ' ')
    .trim()
    .slice(0, longestName)
    .trim();
}
