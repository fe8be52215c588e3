import { articleNumberOf, openEarlierCart } from '../punchout/earlier-cart.ts';
import type { EntryPage } from '../punchout/session.ts';
import type { StartRequest, StartSessionPorts } from '../punchout/start-session.ts';
import type { SystemCustomer } from '../punchout/system.ts';
import type { StoredCxmlSystem } from './authenticate.ts';
import type { PunchOutSetupRequest, SelectedItem } from './punchout-setup-request.ts';

/** Whose visit begins. */
interface Opener {
  stored: StoredCxmlSystem;
  customer: SystemCustomer;
  ports: Pick<StartSessionPorts, 'vault' | 'sessions'>;
}

type Opening = Pick<StartRequest, 'operation' | 'cartId' | 'entry'>;

/**
 * How a visit begins: with an earlier cart (edit, inspect), with a new one that has the lines of a request for
 * quotation in it (source), or with an empty one, on the page of the SelectedItem where there is one (level 2).
 * @throws PunchOutError all that `openEarlierCart` throws
 */
export async function openingOf(setup: PunchOutSetupRequest, opener: Opener): Promise<Opening> {
  const { operation, lines, selected } = setup;
  if (operation === 'edit' || operation === 'inspect') {
    const earlier = await openEarlierCart({ ...opener, operation, lines }, opener.ports);
    return { operation, cartId: earlier.cartId, entry: { page: { kind: 'cart' }, lines: earlier.lines } };
  }
  if (operation === 'source' && lines.length > 0) {
    const wishes = lines.map(({ number, quantity }) => ({ number, quantity }));
    return { operation, entry: { page: { kind: 'cart' }, lines: wishes } };
  }
  if (!selected) return { operation };
  return { operation, entry: { page: await pageOf(selected, opener), lines: [] } };
}

/** A category by an id that was agreed upon, else the article of a line that we returned once, else an article. */
async function pageOf({ number, reference }: SelectedItem, opener: Opener): Promise<EntryPage> {
  const { categories } = opener.stored.system;
  const agreed = [number, reference].find((id) => Object.hasOwn(categories, id));
  const id = agreed && categories[agreed];
  if (id !== undefined) return { kind: 'category', id };
  const returned = await articleNumberOf(reference, opener, opener.ports);
  return { kind: 'product', number: returned || number || reference };
}
