import type { CataloguePage, Shop } from '../../punchout/shop.ts';
import type { DownloadRequest } from './download-request.ts';

/** The shop gives no more articles at a time. */
const largestPortion = 100;

/** Articles that follow one another; `start` is the place of the first one in the whole catalogue, from 0. */
export type CataloguePortion = CataloguePage & { start: number };

/**
 * The articles of one page of a download, as the shop gives them. Nothing is asked for before it is wanted. The first
 * portion comes in any case: it says how many articles there are.
 */
export async function* cataloguePortions(
  { size, page, updatedSince }: DownloadRequest,
  contextToken: string,
  shop: Shop,
): AsyncGenerator<CataloguePortion, undefined> {
  const [from, to] = [(page - 1) * size, page * size];
  const portion = Math.min(size, largestPortion);
  for (let place = from - (from % portion); place < to; place += portion) {
    const question = { term: undefined, page: place / portion + 1, size: portion, updatedSince };
    const answer = await shop.catalogue(question, contextToken);
    const start = Math.max(place, from);
    const items = answer.items.slice(start - place, to - place);
    // A portion that lies on two pages tells only the first of them what it could not read.
    const unread = start === place ? answer.unread : [];
    yield { ...answer, start, items, unread };
    if (place + portion >= answer.total) return;
  }
}
