import { PunchOutError } from '../punchout/punchout-error.ts';
import { looseName, sameName } from '../punchout/same-name.ts';
import type { CxmlSystem, SystemCustomer } from '../punchout/system.ts';
import type { CxmlParty } from './header.ts';
import type { PunchOutSetupRequest } from './punchout-setup-request.ts';

/**
 * The customer that a setup request is for: the System's one customer, or the one whose e-mail or number the request
 * names. The first place that names any decides.
 * @param from who the request is from.
 * @throws PunchOutError `customer_unknown`
 */
export function findCustomer(
  request: PunchOutSetupRequest,
  system: CxmlSystem,
  from: CxmlParty,
): SystemCustomer {
  const { customer: by } = system.login;
  if (by === 'fixed') return system.customers[0] ?? refuse(system, 'no customer');
  const asked = namedKeys(request, system, from);
  const keys = asked.map((value) => value.toLowerCase());
  const [customer, other] = system.customers.filter((each) => keys.includes((each[by] ?? '').toLowerCase()));
  if (customer && !other) return customer;
  const missing = by === 'email' ? 'an address in' : 'a number in';
  const places = placesOf(system).join(', ');
  const wanted = asked.length > 0 ? asked.join(', ') : `${missing} ${places}, where none is`;
  return refuse(system, other ? `several customers for ${wanted}` : `no customer for ${wanted}`);
}

/** The e-mails or numbers that a request names, whichever its System goes by, as the first place has them. */
export function namedKeys(request: PunchOutSetupRequest, system: CxmlSystem, from: CxmlParty): string[] {
  const valuesOf = system.login.customer === 'email' ? emailsAt : numbersAt;
  const named = placesOf(system).map((place) => valuesOf(place, request, from));
  return named.find((values) => values.length > 0) ?? [];
}

function placesOf({ login }: CxmlSystem): string[] {
  return login.customer === 'email' ? login.emailFrom : login.numberFrom;
}

function refuse({ name }: CxmlSystem, detail: string): never {
  throw new PunchOutError('customer_unknown', `${name}: ${detail}`);
}

function emailsAt(place: string, request: PunchOutSetupRequest, from: CxmlParty): string[] {
  const values =
    place === 'Contact' ? [request.contactEmail ?? ''] : valuesAt(place, 'ShipTo.Email', { request, from });
  return values.filter((value) => value.includes('@'));
}

function numbersAt(place: string, request: PunchOutSetupRequest, from: CxmlParty): string[] {
  return valuesAt(place, 'ShipTo.addressID', { request, from }).filter((value) => value !== '');
}

/** `From` and `ShipTo` are elements, any other place is the name of an Extrinsic; all in whatever spelling. */
function valuesAt(
  place: string,
  ofShipTo: string,
  { request, from }: { request: PunchOutSetupRequest; from: CxmlParty },
): string[] {
  if (looseName(place) === 'from') return from.map(({ identity }) => identity);
  const [pairs, name] =
    looseName(place) === 'shipto' ? [request.details, ofShipTo] : [request.extrinsics, place];
  return [pairs.find(([candidate]) => sameName(candidate, name))?.[1] ?? ''];
}
