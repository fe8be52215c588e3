import type { Context } from '../http/context.ts';
import { CustomerForgotten } from '../punchout/customer-forgotten.ts';
import { takeSnapshot } from '../punchout/take-snapshot.ts';
import { contextTokenOf, type Visit } from '../punchout/visit.ts';
import type { BrowserPorts } from './ports.ts';
import { cartUseOf } from './shop-path.ts';

/**
 * Reads the cart once more when a page that shows or changes it has been answered. Nobody waits for it, and where it
 * fails the cart is the one that was read before.
 */
export function takeSnapshotAfter(context: Context, visit: Visit, ports: BrowserPorts): void {
  const use = cartUseOf(context.method, context.path);
  if (use === undefined) return;
  const { log } = context.state;
  const { id } = visit.session;
  const tell = (detail: string) => log.debug({ event: 'snapshot_failed', session: id, detail });
  const viewedSince = use === 'view' ? ports.surroundings.now() : undefined;
  context.res.once('close', () => {
    const isTaken = ports.snapshotQueueOf(visit.system.shop).add(id, async () => {
      await take(visit, viewedSince, ports).catch((thrown) => tell(String(thrown)));
    });
    if (!isTaken) tell('too many wait already');
  });
}

async function take(visit: Visit, viewedSince: number | undefined, ports: BrowserPorts): Promise<void> {
  const contextToken = await contextTokenOf(visit.session, ports);
  try {
    await takeSnapshot(visit, { contextToken, viewedSince }, ports);
  } catch (thrown) {
    if (thrown instanceof CustomerForgotten) ports.renewals.found(visit.session.id, contextToken);
    throw thrown;
  }
}
