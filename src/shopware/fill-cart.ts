import type { CartWish } from '../punchout/session.ts';
import type { FilledLine } from '../punchout/shop.ts';
import type { NewLine, StoreApi } from './store-api.ts';

/** One call takes so many lines; the shop calculates the whole cart for each call. */
const linesPerCall = 100;

/**
 * Puts articles into a cart, by id or by number. The line has the id of its article, as in the storefront, so that the
 * same article twice becomes one line. The shop corrects quantities and leaves out what it does not sell, with status
 * 200: what became of each is read from the cart.
 */
export async function fillCart(
  wishes: readonly CartWish[],
  contextToken: string,
  storeApi: StoreApi,
): Promise<FilledLine[]> {
  const numbers = wishes.filter(({ productId }) => productId === undefined).map(({ number }) => number);
  const ids = await storeApi.idsOf(numbers, contextToken);
  const filled = wishes.map((wish) => ({ wish, key: wish.productId ?? ids.get(wish.number.toLowerCase()) }));
  const lines = newLines(filled);
  // One after the other: the cart of a token takes no two changes at once.
  for (let start = 0; start < lines.length; start += linesPerCall)
    await storeApi.addToCart(lines.slice(start, start + linesPerCall), contextToken);
  return filled;
}

/** The shop sells whole units. */
function newLines(filled: readonly FilledLine[]): NewLine[] {
  return filled.flatMap(({ wish, key }) =>
    key === undefined ? [] : [{ productId: key, quantity: Math.max(1, Math.ceil(Number(wish.quantity))) }],
  );
}
