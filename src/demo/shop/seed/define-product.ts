import Big from 'big.js';
import type { CatalogProduct } from '../catalog.ts';
import { fixedId } from '../shopware-id.ts';

type Defaulted =
  | 'gross'
  | 'taxRate'
  | 'ean'
  | 'tiers'
  | 'minPurchase'
  | 'purchaseSteps'
  | 'maxPurchase'
  | 'purchaseUnit'
  | 'referenceUnit'
  | 'packUnit'
  | 'weight'
  | 'stock'
  | 'deliveryTime'
  | 'customFields'
  | 'cartCustomFields'
  | 'variant'
  | 'childCount'
  | 'details'
  | 'updatedAt';

export type ProductSeed = Omit<CatalogProduct, Defaulted | 'id' | 'seoPath' | 'tiers'> &
  Partial<Pick<CatalogProduct, Exclude<Defaulted, 'tiers'>>> & { tiers?: { from: number; net: string }[] };

/** A product from what is special about it; gross prices follow from net ones unless they are given. */
export function defineProduct(seed: ProductSeed): CatalogProduct {
  const taxRate = seed.taxRate ?? 19;
  return {
    ean: null,
    minPurchase: 1,
    purchaseSteps: 1,
    maxPurchase: null,
    purchaseUnit: null,
    referenceUnit: null,
    packUnit: null,
    weight: null,
    stock: 400,
    deliveryTime: null,
    customFields: null,
    cartCustomFields: [],
    variant: null,
    childCount: 0,
    details: {},
    updatedAt: null,
    ...seed,
    id: fixedId('product', seed.number),
    seoPath: `${slug(seed.name)}/${slug(seed.number)}`,
    taxRate,
    gross: seed.gross ?? grossOf(seed.net, taxRate),
    tiers: withEnds(seed.tiers ?? [], taxRate),
  };
}

function withEnds(tiers: { from: number; net: string }[], taxRate: number): CatalogProduct['tiers'] {
  return tiers.map(({ from, net }, index) => {
    const next = tiers[index + 1];
    return { from, to: next ? next.from - 1 : null, net, gross: grossOf(net, taxRate) };
  });
}

function grossOf(net: string, taxRate: number): string {
  return Big(net)
    .times(100 + taxRate)
    .div(100)
    .toFixed();
}

/** Shopware's slugs: umlauts spelled out, everything else a dash. */
function slug(text: string): string {
  const spelled = text
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss');
  return spelled
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 90);
}
