import type { Context } from '../http/context.ts';
import type { Visit } from '../punchout/visit.ts';

const advice =
  'The shop had ended the session of a visit that goes on; the visit got another one with its cart. If that happens often, raise gc_maxlifetime of PHP sessions in the shop.';

export function logRenewed({ state: { log } }: Context, { session, system }: Visit): void {
  log.info({ event: 'shop_session_renewed', session: session.id, system: system.name, advice });
}
