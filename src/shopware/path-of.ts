import type { EntryPage } from '../punchout/session.ts';
import type { StoreApi } from './store-api.ts';

interface StorefrontPaths {
  contextToken: string;
  storeApi: StoreApi;
  home: string;
  cartPath: string;
}

/** Path and query of a page of the storefront; undefined where the sales channel does not show it. */
export async function pathOf(
  page: EntryPage,
  { contextToken, storeApi, home, cartPath }: StorefrontPaths,
): Promise<string | undefined> {
  switch (page.kind) {
    case 'home':
      return home;
    case 'cart':
      return cartPath;
    case 'category':
      return (await storeApi.hasCategory(page.id, contextToken)) ? `${home}navigation/${page.id}` : undefined;
    case 'search':
      return `${home}search?${new URLSearchParams({ search: page.term })}`;
    case 'product': {
      const id = (await storeApi.idsOf([page.number], contextToken)).get(page.number.toLowerCase());
      return id && `${home}detail/${id}`;
    }
  }
}
