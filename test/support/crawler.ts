import type { Answer, Browser } from './buyer.ts';
import { type PageForm, pageLinks, styleLinks } from './page-links.ts';

export interface Visited {
  method: string;
  /** Path and query. */
  target: string;
  answer: Answer;
}

/** What a buyer who presses everything gets to see. */
export interface Crawl {
  visited: Visited[];
  /** Addresses on other hosts. */
  foreign: Set<string>;
}

interface CrawlOptions {
  /** Where the gateway listens. */
  gatewayUrl: string;
  /** Where the browser believes it to be. */
  publicUrl: string;
  browser: Browser;
  /** Forms that are left alone. */
  skipped(action: string): boolean;
}

const mostPages = 2_000;

/** Opens every link, image, script and style from `path` on, then posts every form once. */
export async function crawl(path: string, options: CrawlOptions): Promise<Crawl> {
  const found: Crawl = { visited: [], foreign: new Set() };
  const forms = new Map<string, PageForm>();
  const queue = [path];
  const seen = new Set(queue);
  for (let target = queue.shift(); target !== undefined; target = queue.shift()) {
    if (found.visited.length > mostPages) throw new Error('the crawl does not come to its end');
    const answer = await ask(options, target);
    found.visited.push({ method: 'GET', target, answer });
    for (const address of addressesIn(answer, forms)) {
      const next = new URL(address, options.publicUrl + target);
      if (next.origin !== options.publicUrl) found.foreign.add(next.href);
      else if (!seen.has(next.pathname + next.search)) queue.push(next.pathname + next.search);
      seen.add(next.pathname + next.search);
    }
  }
  await postForms([...forms.values()], found, options);
  return found;
}

async function postForms(forms: readonly PageForm[], found: Crawl, options: CrawlOptions): Promise<void> {
  for (const { action, fields } of forms.filter((form) => !options.skipped(form.action))) {
    const { origin, pathname, search } = new URL(action, options.publicUrl);
    if (origin !== options.publicUrl) found.foreign.add(action);
    else {
      const target = pathname + search;
      found.visited.push({ method: 'POST', target, answer: await ask(options, target, fields) });
    }
  }
}

/** Addresses to open next; forms that post are kept for the end, because they change what is shown. */
function addressesIn({ headers, text }: Answer, forms: Map<string, PageForm>): string[] {
  const { location } = headers;
  const type = headers['content-type'] ?? '';
  if (type.startsWith('text/css')) return styleLinks(text);
  if (location !== undefined || !type.startsWith('text/html'))
    return location === undefined ? [] : [location];
  const links = pageLinks(text);
  for (const form of links.forms) if (form.method === 'post') forms.set(form.action, form);
  const searches = links.forms.filter(({ method }) => method !== 'post');
  return [
    ...links.addresses,
    ...searches.map(({ action, fields }) => `${action}?${new URLSearchParams(fields)}`),
  ];
}

async function ask(
  { gatewayUrl, publicUrl, browser }: CrawlOptions,
  target: string,
  form?: PageForm['fields'],
): Promise<Answer> {
  const headers = { host: new URL(publicUrl).host };
  if (!form) return await browser.open(gatewayUrl + target, { headers });
  const posted = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
  return await browser.open(gatewayUrl + target, {
    method: 'POST',
    headers: posted,
    body: `${new URLSearchParams(form)}`,
  });
}
