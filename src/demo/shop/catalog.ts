import { fixedId } from './shopware-id.ts';

export interface CatalogCategory {
  id: string;
  key: string;
  name: string;
  teaser: string;
  picture: string;
}

export interface CatalogUnit {
  id: string;
  shortCode: string;
  name: string;
}

/** From `from` pieces on; prices per unit as decimal strings, in full precision. */
interface CatalogTier {
  from: number;
  to: number | null;
  net: string;
  gross: string;
}

export interface CatalogDeliveryTime {
  name: string;
  min: number;
  max: number;
  unit: 'day' | 'week';
}

interface CatalogOption {
  group: string;
  option: string;
}

/** What only few articles have. */
interface CatalogDetails {
  /** In millimetres. */
  size?: { width: number; height: number; length: number };
  packUnitPlural?: string;
  /** As PHP writes it. */
  releaseDate?: string;
  properties?: CatalogOption[];
  tags?: string[];
}

export interface CatalogProduct {
  id: string;
  number: string;
  name: string;
  /** HTML, as an editor of the shop wrote it. */
  description: string;
  category: CatalogCategory;
  manufacturer: { name: string; number: string | null };
  unit: CatalogUnit | null;
  ean: string | null;
  net: string;
  gross: string;
  taxRate: number;
  tiers: CatalogTier[];
  minPurchase: number;
  purchaseSteps: number;
  maxPurchase: number | null;
  purchaseUnit: number | null;
  referenceUnit: number | null;
  packUnit: string | null;
  weight: number | null;
  stock: number;
  deliveryTime: CatalogDeliveryTime | null;
  customFields: Record<string, string> | null;
  /** Names of those custom fields that the shop also shows in a cart's payload. */
  cartCustomFields: string[];
  /** A child of a variant family: its own name is null on the wire. */
  variant: { parentNumber: string; options: CatalogOption[] } | null;
  /** Of how many variants it is the parent. */
  childCount: number;
  details: CatalogDetails;
  picture: string;
  seoPath: string;
  /** As PHP writes it; null while nobody has changed the article. */
  updatedAt: string | null;
}

export interface Catalog {
  categories: CatalogCategory[];
  products: CatalogProduct[];
  byId: Map<string, CatalogProduct>;
  byNumber: Map<string, CatalogProduct>;
  bySeoPath: Map<string, CatalogProduct>;
}

export function createCatalog(categories: CatalogCategory[], products: CatalogProduct[]): Catalog {
  return {
    categories,
    products,
    byId: new Map(products.map((product) => [product.id, product])),
    byNumber: new Map(products.map((product) => [product.number, product])),
    bySeoPath: new Map(products.map((product) => [product.seoPath, product])),
  };
}

/** Every word must be found somewhere in the article, best in its name or number; without a word, everything is. */
export function searchCatalog(catalog: Catalog, term: string): CatalogProduct[] {
  const words = term.toLowerCase().split(/\s+/).filter(Boolean);
  const found = catalog.products.filter((product) => contains(searchText(product), words));
  const best = found.filter(({ name, number }) => contains(`${name} ${number}`, words));
  return [...best, ...found.filter((product) => !best.includes(product))];
}

function contains(text: string, words: string[]): boolean {
  const lower = text.toLowerCase();
  return words.every((word) => lower.includes(word));
}

export function manufacturerId(product: CatalogProduct): string {
  return fixedId('manufacturer', product.manufacturer.name);
}

function searchText(product: CatalogProduct): string {
  const { name, number, ean, manufacturer, category, description } = product;
  return [name, number, ean, manufacturer.name, manufacturer.number, category.name, description].join(' ');
}
