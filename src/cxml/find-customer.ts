import { PunchOutError } from '../punchout/punchout-error.ts';
import { sameName } from '../punchout/same-name.ts';
import type { CxmlSystem, SystemCustomer } from '../punchout/system.ts';
import type { PunchOutSetupRequest } from './punchout-setup-request.ts';

/**
 * The customer that a setup request is for: the System's one customer, or the one whose e-mail the request names.
 * @throws PunchOutError `customer_unknown`
 */
export function findCustomer(request: PunchOutSetupRequest, system: CxmlSystem): SystemCustomer {
  const customer = system.login.customer === 'fixed' ? system.customers[0] : byEmail(request, system);
  if (customer) return customer;
  const asked =
    emails(request, system)[0] ?? `an address in ${system.login.emailFrom.join(', ')}, where none is`;
  const detail = system.login.customer === 'fixed' ? 'no customer' : `no customer for ${asked}`;
  throw new PunchOutError('customer_unknown', `${system.name}: ${detail}`);
}

function byEmail(request: PunchOutSetupRequest, system: CxmlSystem): SystemCustomer | undefined {
  const [email] = emails(request, system);
  return email === undefined
    ? undefined
    : system.customers.find((customer) => sameEmail(customer.email, email));
}

function emails(request: PunchOutSetupRequest, { login }: CxmlSystem): string[] {
  return login.emailFrom
    .flatMap((source) => emailAt(source, request) ?? [])
    .filter((email) => email.includes('@'));
}

function emailAt(source: string, { contactEmail, extrinsics }: PunchOutSetupRequest): string | undefined {
  if (source === 'Contact') return contactEmail;
  return extrinsics.find(([name]) => sameName(name, source))?.[1];
}

function sameEmail(left: string | undefined, right: string): boolean {
  return left?.toLowerCase() === right.toLowerCase();
}
