import type { Context } from '../http/context.ts';
import { passedAddressHeaders, passThrough, rawQuery } from '../http/pass-through.ts';
import type { Connector } from '../punchout/connector.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import { returnUrlFor } from '../punchout/return-url.ts';
import { assertLicensed, type StartSessionPorts } from '../punchout/start-session.ts';
import { beginsVisit } from './functions/functions.ts';
import { parameter } from './login-request.ts';
import type { OciCall } from './start-request.ts';

type PassOnPorts = Pick<StartSessionPorts, 'licenses' | 'shops'>;

/**
 * Hands a call to the System's shop where that speaks OCI itself; false where we answer it. A function that is answered
 * at once is relayed whatever the connector does with visits: a server may have called, which follows no redirect.
 * @throws PunchOutError `form_malformed`, `return_url_forbidden`, `license_*`, `customer_license_*`, `shop_*`
 */
export async function passOn(context: Context, call: OciCall, ports: PassOnPorts): Promise<boolean> {
  const { system } = call.stored;
  const connector = ports.shops.connectorOf(system.shop);
  if (!connector) return false;
  await assertMayCall(call, ports);
  const { functionName, body } = call;
  const facts = { system: system.name, function: functionName };
  if (connector.forms === 'redirect' && beginsVisit(functionName)) sendToShop(context, connector, facts);
  else await passThrough(context, connector, { protocol: 'oci', body, facts });
  return true;
}

/** Some calls have no return address; one that came must be allowed. */
async function assertMayCall(call: OciCall, ports: PassOnPorts): Promise<void> {
  const { request, stored } = call;
  const [contested] = request.contested;
  // The shop could read the one that we did not check.
  if (contested !== undefined)
    throw new PunchOutError('form_malformed', `query and form differ in ${contested.slice(0, 60)}`);
  const address = parameter(request, stored.system.login.hookUrl);
  if (address !== undefined) returnUrlFor(address, stored.system);
  await assertLicensed(call, ports);
}

/** RFC 9110, 15.4.8: the browser sends the very same form again, and the cookies that it gets are the shop's own. */
function sendToShop(context: Context, connector: Connector, facts: Record<string, string | undefined>): void {
  context.body = '';
  context.status = 307;
  context.set({ ...passedAddressHeaders, Location: connector.addressOf('oci', rawQuery(context)) });
  context.state.log.info({ event: 'passed_through', protocol: 'oci', ...facts, status: 307 });
}
