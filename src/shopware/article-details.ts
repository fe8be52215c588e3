import type { Product } from '../punchout/cart.ts';
import { definedOnly } from './defined-only.ts';
import type { ShopCategory, ShopOption, ShopProduct } from './shop-product.ts';

/** What an article says beyond its name, its numbers and its unit. */
export function articleDetails(article: ShopProduct): Partial<Product> {
  const { translated, unit, available, cover, tags } = article;
  return definedOnly({
    ...quantitiesOf(article),
    ...categoryFacts(article),
    available: available === undefined || available === null ? undefined : String(available),
    packUnitPlural: translated.packUnitPlural ?? article.packUnitPlural,
    unitName: unit?.translated.name ?? unit?.name,
    releaseDate: article.releaseDate,
    imageUrl: cover?.media?.url,
    tags: joined(tags.map(nameOf)),
    options: valuesByGroup(article.options),
    properties: valuesByGroup(article.properties),
    manufacturerFields: fieldsOf(article.manufacturer),
  });
}

/** Before Shopware 6.6 `stock` still has in it what is in open orders. */
function quantitiesOf(article: ShopProduct) {
  return {
    stock: text(article.availableStock ?? article.stock),
    minimumQuantity: text(article.minPurchase),
    quantityStep: text(article.purchaseSteps),
    maximumQuantity: text(article.calculatedMaxPurchase ?? article.maxPurchase),
    content: text(article.purchaseUnit),
    referenceQuantity: text(article.referenceUnit),
    width: text(article.width),
    height: text(article.height),
    length: text(article.length),
  };
}

/** The deepest of the categories says most about the article. */
function categoryFacts({ categories }: ShopProduct) {
  const [deepest] = categories.toSorted((left, right) => (right.level ?? 0) - (left.level ?? 0));
  if (!deepest) return {};
  return {
    category: nameOf(deepest),
    categoryId: deepest.id,
    categoryPath: pathOf(deepest),
    categoryFields: fieldsOf(deepest),
  };
}

/** The first name is that of the root, which no buyer sees. */
function pathOf({ breadcrumb }: ShopCategory): string | undefined {
  return joined(breadcrumb.slice(1), ' > ');
}

/** Values of one group are joined, as an article may be of several colours. */
function valuesByGroup(options: readonly ShopOption[]): Record<string, string> | undefined {
  const groups = Map.groupBy(options, ({ group }) => (group ? nameOf(group) : undefined) ?? '');
  const values = [...groups].flatMap(([group, members]) => {
    const value = joined(members.map(nameOf));
    return group !== '' && value !== undefined ? [[group, value] as const] : [];
  });
  return values.length === 0 ? undefined : Object.fromEntries(values);
}

function fieldsOf(
  owner: Pick<ShopCategory, 'customFields' | 'translated'> | null | undefined,
): Record<string, string> | undefined {
  const fields = { ...owner?.customFields, ...owner?.translated.customFields };
  return Object.keys(fields).length === 0 ? undefined : fields;
}

function nameOf({ name, translated }: Pick<ShopOption, 'name' | 'translated'>): string | undefined {
  return translated.name ?? name;
}

function joined(names: readonly (string | undefined)[], separator = ', '): string | undefined {
  return names.filter((name) => name !== undefined).join(separator) || undefined;
}

function text(value: number | string | null | undefined): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}
