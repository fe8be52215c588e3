import { outcome, type ReturnCartPorts } from './return-cart.ts';
import type { ReturnForm } from './session.ts';
import type { Visit } from './visit.ts';

/**
 * Ends a visit without a change to the buyer's requisition, be it past its time or not. The form is undefined where the buyer's system expects
 * nothing and the window is simply left.
 * @throws PunchOutError `session_over`
 */
export async function cancelSession(visit: Visit, ports: ReturnCartPorts): Promise<ReturnForm | undefined> {
  const { session, system } = visit;
  if (session.status !== 'open') return await outcome(session, ports);
  const now = ports.surroundings.now();
  const form = ports.protocols[system.protocol].cancelForm(session, system);
  const first = await ports.sessions.end(session.id, { status: 'cancelled', at: now, form, cart: undefined });
  return first ? form : await outcome(session, ports);
}
