import type { Context } from '../http/context.ts';
import type { Html } from '../http/html.ts';
import { type RefusalView, sendRefusalPage } from '../http/refusal-page.ts';
import { logRefusal } from '../http/request-log.ts';
import { asPunchOutError, type PunchOutError } from '../punchout/punchout-error.ts';
import type { Reason } from '../punchout/reasons.ts';
import { type Visit, visitOfBrowser } from '../punchout/visit.ts';
import { frameAncestorsOf } from './frame-ancestors.ts';
import type { BrowserPorts } from './ports.ts';
import { assertOwnHost, browserKeyOf } from './visit-host.ts';
import { toCurrentVisit, toOwnHost, wayBack, wayOn } from './visit-pages.ts';

const anyone = ['*'];

/** Serves something of the visit that the browser is in; a refusal is a page with the way on. */
export async function withVisit(
  context: Context,
  ports: BrowserPorts,
  serve: (visit: Visit) => Promise<void>,
): Promise<void> {
  let visit: Visit | undefined;
  try {
    visit = await visitOfBrowser(browserKeyOf(context, ports), ports);
    assertOwnHost(context, visit, ports);
    await serve(visit);
  } catch (thrown) {
    const ancestors = visit ? frameAncestorsOf(visit.system) : anyone;
    const actionsFor = ({ reason }: PunchOutError) => visit && wayOnAfter(reason, visit, ports);
    refuse(context, thrown, { frameAncestors: ancestors, actionsFor });
  }
}

function wayOnAfter(reason: Reason, visit: Visit, ports: BrowserPorts): Html | undefined {
  if (reason === 'session_other_host') return toOwnHost(visit, ports);
  const goesOn = reason === 'session_replaced' && visit.session.status === 'open';
  if (goesOn) return toCurrentVisit(visit, ports);
  return reason === 'session_expired' ? wayBack(visit, ports) : wayOn(visit, ports, reason !== 'cart_empty');
}

interface Refusal extends Pick<RefusalView, 'frameAncestors' | 'note'> {
  /** What the buyer can do then. */
  actionsFor: (error: PunchOutError) => Html | undefined;
}

/** A refusal as a page. */
export function refuse(context: Context, thrown: unknown, { actionsFor, ...view }: Refusal): void {
  const error = asPunchOutError(thrown);
  const { log, reference } = context.state;
  logRefusal(log, error);
  sendRefusalPage(context, error, { ...view, reference, actions: actionsFor(error) });
}
