import type { Context } from '../../http/context.ts';
import { PunchOutError } from '../../punchout/punchout-error.ts';
import { returnUrlFor } from '../../punchout/return-url.ts';
import type { PunchOutSession } from '../../punchout/session.ts';
import { admit, type StartSessionPorts } from '../../punchout/start-session.ts';
import type { OciSystem, SystemCustomer } from '../../punchout/system.ts';
import type { UnitInbox } from '../../punchout/unit-inbox.ts';
import type { StandardUnits } from '../../punchout/unit-of-measure.ts';
import { parameter } from '../login-request.ts';
import { admissionRequest, type OciCall } from '../start-request.ts';

export interface FunctionPorts extends Omit<StartSessionPorts, 'sessions' | 'vault'> {
  standardUnits: StandardUnits;
  unitInbox: UnitInbox;
}

/** Answers a call at once, on the address that was called; tells how many articles it answered with. */
export type AnswerFunction = (context: Context, call: OciCall, ports: FunctionPorts) => Promise<number>;

/** A licensed visit that nothing has stored. */
export interface OciVisit {
  session: PunchOutSession;
  system: OciSystem;
  customer: SystemCustomer;
  standardUnits: StandardUnits;
}

/**
 * The visit in which a call is answered. SRM 7 may call without a return address; one that came must be allowed.
 * @throws PunchOutError `return_url_forbidden`, `license_*`, `customer_license_*`, `shop_not_configured`
 */
export async function visitForAnswer(call: OciCall, ports: FunctionPorts): Promise<OciVisit> {
  const { system } = call.stored;
  const address = parameter(call.request, system.login.hookUrl);
  const returnUrl = address === undefined ? '' : returnUrlFor(address, system);
  const session = await admit(admissionRequest(call), returnUrl, ports);
  return { session, system, customer: call.customer, standardUnits: ports.standardUnits };
}

/**
 * Value of a parameter that the function of a call cannot do without.
 * @throws PunchOutError `parameter_missing`
 */
export function demanded({ request, functionName }: OciCall, name: string): string {
  const value = parameter(request, name)?.trim();
  if (!value) throw new PunchOutError('parameter_missing', `${functionName} without ${name}`);
  return value;
}
