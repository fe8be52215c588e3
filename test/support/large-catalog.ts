import { type Catalog, type CatalogProduct, createCatalog } from '../../src/demo/shop/catalog.ts';
import { seedCatalog } from '../../src/demo/shop/seed/seed-catalog.ts';
import { fixedId } from '../../src/demo/shop/shopware-id.ts';

/** So many articles for the demo shop, in the order of their ids; one of them may be others than the rest. */
export function largeCatalog(
  count: number,
  change: (product: CatalogProduct, index: number) => CatalogProduct = (product) => product,
): Catalog {
  const { categories, byNumber } = seedCatalog();
  const hammer = byNumber.get('HAM-001');
  if (!hammer) throw new Error('the demo shop has no hammer');
  const numbers = Array.from({ length: count }, (_, index) => `ART-${index}`);
  const articles = numbers.map((number) => ({
    ...hammer,
    ...{ id: fixedId('product', number), number, name: `Article ${number}`, seoPath: `article/${number}` },
  }));
  const inOrder = articles.toSorted((left, right) => (left.id < right.id ? -1 : 1));
  return createCatalog(categories, inOrder.map(change));
}
