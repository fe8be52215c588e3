import type { Context } from '../http/context.ts';
import type { CataloguePage, Shop } from '../punchout/ports.ts';
import type { SystemCustomer } from '../punchout/system.ts';
import { articleForm, articleLines } from './article-lines.ts';
import { searchTerm } from './entry-page.ts';
import { type FunctionPorts, visitForAnswer } from './function-call.ts';
import { sendSearchPage } from './function-pages.ts';
import type { OciCall } from './start-request.ts';

/** The shop gives no more articles at a time. */
const largestPage = 100;

/**
 * BACKGROUND_SEARCH: what the shop finds, at most as many articles as the System says, all in one form on the first
 * page. It has a button and no script: SAP's text is said to forbid that it submits itself, and a buyer's server that
 * reads the page needs neither. An article that cannot be mapped is left out and the operator reads why; a form
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
  const found = await articlesFor(term, system.hits, customer, ports.shops.byName(system.shop));
  const lines = articleLines(found.items, { currency: found, visit, log: context.state.log });
  sendSearchPage(context, articleForm(lines, found, visit));
  return lines.length;
}

/** In portions of one size, so that none is left out between two of them. A portion may have fewer articles. */
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
  const items = [...first.items];
  for (let page = 2; items.length < hits && (page - 1) * size < first.total; page += 1)
    items.push(...(await ask(page)).items);
  return { ...first, items: items.slice(0, hits) };
}
