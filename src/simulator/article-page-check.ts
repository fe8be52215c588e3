import { type Answer, bodyText } from './ask.ts';
import { type Check, judged } from './check.ts';
import type { CheckId } from './check-sentences.ts';
import { sameWords } from './same-words.ts';

/** An article that no shop has. */
export const unknownNumber = 'SIMULATED-UNKNOWN';

/** Where an article was to be opened. */
export interface Opened {
  /** Undefined where the gateway led to no page. */
  page?: Answer;
  seen: string;
}

/** A notice that there is no such article names it too: an article that does not exist must lead elsewhere. */
export async function articlePageCheck(
  id: CheckId,
  product: string,
  open: (number: string) => Promise<Opened>,
): Promise<Check> {
  const { page, seen } = await open(product);
  if (page?.status !== 200) return judged(id, false, seen);
  if (!bodyText(page).includes(product)) return judged(id, false, `${seen}, the article is not named`);
  const unknown = await open(unknownNumber);
  const fault = likenessOf({ product, page }, unknown);
  return judged(id, fault === '', fault || seen);
}

/** What a page has in common with that of an article that does not exist; `''` where it has a page of its own. */
function likenessOf({ product, page }: { product: string; page: Answer }, unknown: Opened): string {
  const other = unknown.page;
  if (other?.status === 0) return `an article that does not exist: ${unknown.seen}`;
  if (other?.status !== 200) return '';
  if (sameWords(bodyText(page), bodyText(other), [product, unknownNumber]))
    return 'the same page as for an article that does not exist';
  return pathOf(page) === pathOf(other) ? 'the same address as for an article that does not exist' : '';
}

function pathOf({ url }: Answer): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
