import Big from 'big.js';
import type { CalculatedLine } from '../cart/calculate-cart.ts';
import { type CalculatedPromotion, FRAMEWORK_PROMOTION } from '../cart/calculate-promotion.ts';
import { maxPurchaseOf } from '../cart/fix-quantity.ts';
import { type CatalogProduct, manufacturerId } from '../catalog.ts';
import { ROOT_CATEGORY_ID, SEEDED_AT } from '../shop-constants.ts';
import { fixedId } from '../shopware-id.ts';
import { calculatedPriceJson, quantityDefinitionJson } from './price-json.ts';
import { wireDate } from './wire-date.ts';

export function lineItemJson(line: CalculatedLine, now: Date) {
  const { stored, product, label } = line;
  return {
    payload: product ? productPayload(product) : [],
    label,
    quantity: stored.quantity,
    priceDefinition: quantityDefinitionJson(line.definition),
    price: calculatedPriceJson(line.price),
    good: true,
    description: null,
    cover: null,
    deliveryInformation: product ? deliveryInformation(product) : null,
    quantityInformation: product ? quantityInformation(product) : null,
    stackable: true,
    ...sameOfAllLines(now),
    states: product ? ['is-physical'] : [],
    uniqueIdentifier: stored.uniqueIdentifier,
    id: stored.id,
    type: stored.type,
    referencedId: stored.referencedId,
    apiAlias: 'cart_line_item',
  };
}

export function promotionLineJson(promotion: CalculatedPromotion, now: Date) {
  const { id, discountId, name, percent } = FRAMEWORK_PROMOTION;
  return {
    payload: {
      discountId,
      discountType: 'percentage',
      discountScope: 'cart',
      code: '',
      promotionId: id,
      value: String(percent),
      maxValue: '',
      groupId: '',
      exclusions: [],
      composition: [],
      filter: { sorterKey: null, applierKey: null, usageKey: null, pickerKey: null },
    },
    label: name,
    quantity: 1,
    priceDefinition: {
      percentage: Big(percent).neg().toNumber(),
      filter: null,
      type: 'percentage',
      apiAlias: 'cart_price_percentage',
    },
    price: calculatedPriceJson(promotion.price),
    good: false,
    description: name,
    cover: null,
    deliveryInformation: null,
    quantityInformation: null,
    stackable: false,
    ...sameOfAllLines(now),
    states: [],
    uniqueIdentifier: promotion.lineId,
    id: promotion.lineId,
    type: 'promotion',
    referencedId: '',
    apiAlias: 'cart_line_item',
  };
}

function sameOfAllLines(now: Date) {
  return {
    children: [],
    requirement: null,
    removable: true,
    modified: false,
    shippingCostAware: true,
    dataTimestamp: wireDate(now),
    dataContextHash: fixedId('context-hash', 'storefront'),
    modifiedByApp: false,
  };
}

/** What a cart tells of an article: neither unit nor EAN nor the manufacturer's name. Empty objects are `[]`. */
function productPayload(product: CatalogProduct) {
  return {
    isCloseout: false,
    customFields: cartCustomFields(product),
    createdAt: SEEDED_AT.replace('T', ' ').slice(0, 23),
    releaseDate: null,
    isNew: false,
    markAsTopseller: false,
    productNumber: product.number,
    manufacturerId: manufacturerId(product),
    taxId: fixedId('tax', String(product.taxRate)),
    tagIds: null,
    categoryIds: [ROOT_CATEGORY_ID, product.category.id],
    propertyIds: null,
    optionIds: product.variant?.options.map(({ group, option }) => fixedId(group, option)) ?? null,
    options: product.variant?.options ?? [],
    streamIds: null,
    parentId: product.variant ? fixedId('product', product.variant.parentNumber) : null,
    stock: product.stock,
    features: [],
  };
}

function cartCustomFields(product: CatalogProduct): Record<string, string> | [] {
  const shown = Object.entries(product.customFields ?? {}).filter(([name]) =>
    product.cartCustomFields.includes(name),
  );
  return shown.length > 0 ? Object.fromEntries(shown) : [];
}

function deliveryInformation(product: CatalogProduct) {
  return {
    stock: product.stock,
    weight: product.weight,
    freeDelivery: false,
    restockTime: null,
    deliveryTime: product.deliveryTime && { ...product.deliveryTime, apiAlias: 'cart_delivery_time' },
    height: null,
    width: null,
    length: null,
    apiAlias: 'cart_delivery_information',
  };
}

function quantityInformation(product: CatalogProduct) {
  return {
    minPurchase: product.minPurchase,
    maxPurchase: maxPurchaseOf(product),
    purchaseSteps: product.purchaseSteps,
    apiAlias: 'cart_quantity_information',
  };
}
