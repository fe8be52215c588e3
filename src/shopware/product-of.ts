import type { Product } from '../punchout/cart.ts';
import { plainText } from '../punchout/plain-text.ts';
import { definedOnly } from './defined-only.ts';
import type { ShopLine } from './shop-cart.ts';
import { daysOfDeliveryTime } from './shop-delivery-time.ts';
import type { ShopProduct } from './shop-product.ts';

/** What line and article say together. The article is undefined where the sales channel does not show it. */
export function productOf(line: ShopLine, article: ShopProduct | undefined): Product {
  const description = article?.translated.description ?? article?.description ?? line.description;
  const deliveryTime = article?.deliveryTime ?? line.deliveryInformation?.deliveryTime;
  const facts = {
    ...articleFacts(article),
    id: article?.id ?? productId(line),
    number: line.payload.productNumber ?? article?.productNumber,
    description: description && (plainText(description) || undefined),
    deliveryDays: deliveryTime ? daysOfDeliveryTime(deliveryTime) : undefined,
  };
  return { ...definedOnly(facts), customFields: customFieldsOf(line, article) };
}

function articleFacts(article: ShopProduct | undefined) {
  if (!article) return {};
  const { translated, manufacturer, weight } = article;
  return {
    name: translated.name ?? article.name,
    ean: article.ean,
    manufacturer: manufacturer?.translated.name ?? manufacturer?.name,
    manufacturerNumber: article.manufacturerNumber,
    weight: weight ?? undefined,
    packUnit: translated.packUnit ?? article.packUnit,
    category: categoryOf(article),
  };
}

/** The id that a line of kind product refers to; other lines refer to what is no article. */
export function productId({ type, referencedId }: ShopLine): string | undefined {
  return type === 'product' && /^[0-9a-f]{32}$/.test(referencedId ?? '') ? referencedId : undefined;
}

/** The deepest of the categories says most about the article. */
function categoryOf({ categories }: ShopProduct): string | undefined {
  const [deepest] = categories.toSorted((left, right) => (right.level ?? 0) - (left.level ?? 0));
  return deepest?.translated.name ?? deepest?.name;
}

function customFieldsOf(line: ShopLine, article: ShopProduct | undefined): Record<string, string> {
  return { ...line.payload.customFields, ...article?.customFields, ...article?.translated.customFields };
}
