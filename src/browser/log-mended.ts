import type { Context } from '../http/context.ts';
import { type MappedCart, mendedFields } from '../punchout/map-cart.ts';
import type { Visit } from '../punchout/visit.ts';

const told = 5;

/** One line for all that was cut on the way: lengths, no contents. */
export function logMended(log: Context['state']['log'], { session, system }: Visit, cart: MappedCart): void {
  const mended = mendedFields(cart);
  if (mended.length === 0) return;
  const fields = mended
    .slice(0, told)
    .map(
      ({ line, field, lengths: [before, after] }) =>
        `line ${line} ${field}: ${before} to ${after} characters`,
    );
  const advice = `punchgate session show ${session.id} tells them all`;
  log.warn({
    event: 'cart_mended',
    session: session.id,
    system: system.name,
    count: mended.length,
    fields,
    advice,
  });
}
