import type { CatalogProduct } from './catalog.ts';
import { fixedId } from './shopware-id.ts';

export function parentIdOf({ variant }: CatalogProduct): string | null {
  return variant && fixedId('product', variant.parentNumber);
}

/** Families once, each as its parent: a listing may show them so. Nobody can buy a parent. */
export function withParents(products: CatalogProduct[]): CatalogProduct[] {
  const families = Map.groupBy(products, (product) => parentIdOf(product) ?? product.id);
  return [...families.values()].flatMap(([first, ...others]) =>
    first ? [first.variant ? parentOf(first, 1 + others.length) : first] : [],
  );
}

/** What its variants have in common is the parent's. */
function parentOf(child: CatalogProduct, childCount: number): CatalogProduct {
  const number = child.variant?.parentNumber ?? child.number;
  return { ...child, id: fixedId('product', number), number, variant: null, childCount };
}
