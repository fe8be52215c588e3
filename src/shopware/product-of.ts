import type { Product } from '../punchout/cart.ts';
import { plainText } from '../punchout/plain-text.ts';
import { isShopId } from '../punchout/shop-id.ts';
import { articleDetails } from './article-details.ts';
import { definedOnly } from './defined-only.ts';
import type { ShopLine } from './shop-cart.ts';
import { daysOfDeliveryTime, type ShopDeliveryTime } from './shop-delivery-time.ts';
import type { ShopProduct } from './shop-product.ts';

/** What line and article say together. The article is undefined where the sales channel does not show it. */
export function productOf(line: ShopLine, article: ShopProduct | undefined, storefront: string): Product {
  const { customFields, ...facts } = article ? articleProduct(article, storefront) : { customFields: {} };
  const description = line.description && (plainText(line.description) || undefined);
  const lineFacts = {
    id: productId(line),
    description,
    ...quantityFacts(line),
    ...deliveryFacts(line.deliveryInformation?.deliveryTime),
  };
  const number = line.payload.productNumber ?? article?.productNumber;
  return {
    ...definedOnly(lineFacts),
    ...facts,
    ...definedOnly({ number }),
    customFields: { ...line.payload.customFields, ...customFields },
  };
}

/**
 * What an article says without a line of a cart, as for a hit of a search or a page of the catalogue.
 * @param storefront address of the shop's first page without the slash at its end, see `StoreApi`
 */
export function articleProduct(article: ShopProduct, storefront: string): Product {
  const { id, translated, manufacturer, weight, deliveryTime } = article;
  const description = translated.description ?? article.description;
  const facts = {
    id,
    number: article.productNumber,
    name: translated.name ?? article.name,
    description: description && (plainText(description) || undefined),
    url: `${storefront}/detail/${id}`,
    ean: article.ean,
    manufacturer: manufacturer?.translated.name ?? manufacturer?.name,
    manufacturerNumber: article.manufacturerNumber,
    weight: weight ?? undefined,
    packUnit: translated.packUnit ?? article.packUnit,
    ...deliveryFacts(deliveryTime),
  };
  const customFields = { ...article.customFields, ...translated.customFields };
  return { ...articleDetails(article), ...definedOnly(facts), customFields };
}

/** What the shop's settings say where the article says nothing. */
function quantityFacts({ quantityInformation }: ShopLine) {
  const { minPurchase, purchaseSteps, maxPurchase } = quantityInformation ?? {};
  return {
    minimumQuantity: minPurchase?.toString(),
    quantityStep: purchaseSteps?.toString(),
    maximumQuantity: maxPurchase?.toString(),
  };
}

function deliveryFacts(time: ShopDeliveryTime | null | undefined) {
  if (!time) return {};
  return { deliveryDays: daysOfDeliveryTime(time), deliveryText: time.translated.name ?? time.name };
}

/** The shop's own name of the unit in which an article is sold. */
export function articleUnit({ unit }: ShopProduct): string | undefined {
  return unit?.translated.shortCode ?? unit?.shortCode;
}

/** The id that a line of kind product refers to; other lines refer to what is no article. */
export function productId({ type, referencedId }: ShopLine): string | undefined {
  return type === 'product' && isShopId(referencedId ?? '') ? referencedId : undefined;
}
