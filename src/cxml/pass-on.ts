import type { Context } from '../http/context.ts';
import { passThrough } from '../http/pass-through.ts';
import { returnUrlFor } from '../punchout/return-url.ts';
import { assertLicensed, type StartSessionPorts } from '../punchout/start-session.ts';
import type { StoredCxmlSystem } from './authenticate.ts';
import type { CxmlRequest } from './envelope.ts';
import { findCustomer } from './find-customer.ts';
import { readPunchOutSetupRequest } from './punchout-setup-request.ts';

type PassOnPorts = Pick<StartSessionPorts, 'licenses' | 'shops'>;

/** A recognised document as it came. */
interface Arrival {
  request: CxmlRequest;
  stored: StoredCxmlSystem;
  bytes: Buffer;
}

/**
 * Hands a document to the System's shop where that speaks cXML itself; false where we answer it. What we offer is told
 * by us: with the shop's own profile, later requests would go around us. Only a visit needs licenses, an order never
 * does. A request that comes again is handed on again: what it means then is for the shop to say.
 * @throws PunchOutError `customer_unknown`, `return_url_*`, `license_*`, `customer_license_*`, `shop_*`
 */
export async function passOn(context: Context, arrival: Arrival, ports: PassOnPorts): Promise<boolean> {
  const { request, stored, bytes } = arrival;
  const connector = ports.shops.connectorOf(stored.system.shop);
  const { name } = request.request;
  if (!connector || name === 'ProfileRequest') return false;
  if (name === 'PunchOutSetupRequest') await assertMayVisit(arrival, ports);
  const facts = { system: stored.system.name, request: name.slice(0, 60) };
  await passThrough(context, connector, { protocol: 'cxml', body: bytes, facts });
  return true;
}

async function assertMayVisit({ request, stored }: Arrival, ports: PassOnPorts): Promise<void> {
  const setup = readPunchOutSetupRequest(request.request);
  const customer = findCustomer(setup, stored.system, request.header.from);
  returnUrlFor(setup.returnUrl, stored.system);
  await assertLicensed({ stored, customer }, ports);
}
