import type { Context } from '../../http/context.ts';
import { logRefusal } from '../../http/request-log.ts';
import type { CatalogueItem } from '../../punchout/catalogue-item.ts';
import type { CataloguePage, Shop, UnreadArticle } from '../../punchout/shop.ts';
import type { SystemCustomer } from '../../punchout/system.ts';
import type { OciCall } from '../start-request.ts';
import { articleForm, articleLines } from './article-lines.ts';
import { searchTerm } from './entry-page.ts';
import { type FunctionPorts, visitForAnswer } from './function-call.ts';
import { sendSearchPage } from './function-pages.ts';
import { unitNotes } from './unit-notes.ts';

/** The shop gives no more articles at a time. */
const largestPage = 100;

/**
 * BACKGROUND_SEARCH: what the shop finds, at most as many articles as the System says, all in one form on the first
 * page. It has a button and no script: SAP's text is said to forbid that it submits itself, and a buyer's server that
 * reads the page needs neither. An article that cannot be read or mapped is left out and the operator reads why; a form
 * without items says that nothing was found.
 * @throws PunchOutError `parameter_missing`, `return_url_forbidden`, `license_*`, `customer_license_*`, `shop_*`
 */
export async function answerBackgroundSearch(
  context: Context,
  call: OciCall,
  ports: FunctionPorts,
): Promise<number> {
  const term = searchTerm(call);
  const visit = await visitForAnswer(call, ports);
  const { system, customer } = visit;
  const shop = ports.shops.byName(system.shop).speaking(system);
  const found = await articlesFor(term, system.hits, customer, shop);
  const { log } = context.state;
  for (const { article, fault } of found.unread) logRefusal(log, fault, { system: system.name, article });
  const lines = articleLines(found.items, { currency: found, visit, log });
  const notes = unitNotes({ visit, ports, log });
  notes.read(found.items);
  await notes.keep();
  sendSearchPage(context, articleForm(lines, found, visit));
  return lines.length;
}

/**
 * In portions of one size. Releases of Shopware differ in what they make of it: some give another size, or the same
 * articles again. So each article counts once, and the end is where there is nothing new.
 */
async function articlesFor(
  term: string,
  hits: number,
  customer: SystemCustomer,
  shop: Shop,
): Promise<CataloguePage> {
  const { contextToken } = await shop.openSession(customer);
  const size = Math.min(hits, largestPage);
  const ask = (page: number) => shop.catalogue({ term, page, size, updatedSince: undefined }, contextToken);
  const first = await ask(1);
  const found: FoundArticles = { items: new Map(), unread: new Map() };
  let isNew = addPage(first, found);
  let { count } = first;
  for (let page = 2; isNew && found.items.size < hits && count < first.total; page += 1) {
    const next = await ask(page);
    isNew = addPage(next, found);
    count += next.count;
  }
  return { ...first, items: [...found.items.values()].slice(0, hits), unread: [...found.unread.values()] };
}

interface FoundArticles {
  items: Map<string, CatalogueItem>;
  unread: Map<string, UnreadArticle>;
}

/** Tells whether anything on the page was not there before. */
function addPage({ items, unread }: CataloguePage, found: FoundArticles): boolean {
  const before = found.items.size + found.unread.size;
  for (const item of items) if (!found.items.has(item.key)) found.items.set(item.key, item);
  for (const fault of unread) found.unread.set(fault.article, fault);
  return found.items.size + found.unread.size > before;
}
