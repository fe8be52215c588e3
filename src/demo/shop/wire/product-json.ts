import { type CatalogProduct, manufacturerId } from '../catalog.ts';
import { calculatedPriceOf, calculatedTiersOf } from '../price/product-price.ts';
import { parentIdOf } from '../product-family.ts';
import { SALES_CHANNEL_ID, SEEDED_AT, SYSTEM_LANGUAGE_ID } from '../shop-constants.ts';
import type { TaxStatus } from '../shop-customer.ts';
import { currencyOf, languageOf } from '../shop-terms.ts';
import { fixedId } from '../shopware-id.ts';
import { categoryJson } from './category-json.ts';
import { calculatedPriceJson } from './price-json.ts';
import { optionJson, productDetailsJson } from './product-details-json.ts';
import { deliveryTimeJson } from './shipping-method-json.ts';

export interface ProductView {
  taxStatus: TaxStatus;
  languageId: string;
  currencyId: string;
  /** The shop as the asker addresses it. */
  baseUrl: string;
  associations: ReadonlySet<string>;
}

/** An article as the Store API shows it. Names of variants are null: they stand in `translated`. */
export function productJson(product: CatalogProduct, view: ProductView) {
  const { variant } = product;
  const own = variant ? null : product.name;
  const { factor } = currencyOf(view.currencyId);
  return {
    translated: translated(product, languageOf(view.languageId).mark),
    manufacturerNumber: product.manufacturer.number,
    ean: product.ean,
    productNumber: product.number,
    ...purchase(product),
    name: own,
    description: variant ? null : product.description,
    manufacturerId: manufacturerId(product),
    unitId: product.unit?.id ?? null,
    taxId: fixedId('tax', String(product.taxRate)),
    parentId: parentIdOf(product),
    optionIds: variant?.options.map(({ group, option }) => fixedId(group, option)) ?? null,
    options: variant?.options.map(({ group, option }) => optionJson(group, option)) ?? null,
    ...associated(product, view),
    ...productDetailsJson(product, view.associations),
    deliveryTime: product.deliveryTime && deliveryTimeJson(product.deliveryTime),
    customFields: product.customFields,
    active: true,
    available: product.stock > 0,
    childCount: product.childCount,
    createdAt: SEEDED_AT,
    updatedAt: product.updatedAt,
    id: product.id,
    calculatedPrices: calculatedTiersOf(product, view.taxStatus, factor).map(calculatedPriceJson),
    calculatedPrice: calculatedPriceJson(calculatedPriceOf(product, view.taxStatus, factor)),
    apiAlias: 'product',
  };
}

function translated(product: CatalogProduct, mark: string) {
  const name = product.name + mark;
  const { description, packUnit, customFields, details } = product;
  const packUnitPlural = details.packUnitPlural ?? null;
  const texts = { name, description, packUnit, packUnitPlural, metaTitle: null, keywords: null };
  return { ...texts, customFields: customFields ?? [] };
}

function purchase(product: CatalogProduct) {
  const { purchaseSteps, maxPurchase, minPurchase, purchaseUnit, referenceUnit, packUnit, weight, stock } =
    product;
  return {
    purchaseSteps,
    maxPurchase,
    minPurchase,
    purchaseUnit,
    referenceUnit,
    packUnit,
    weight,
    stock,
    availableStock: stock,
  };
}

/** Associations that were not asked for are null. */
function associated(product: CatalogProduct, { associations, baseUrl }: ProductView) {
  return {
    manufacturer: associations.has('manufacturer') ? manufacturerJson(product) : null,
    unit: associations.has('unit') && product.unit ? unitJson(product.unit) : null,
    categories: associations.has('categories') ? [categoryJson(product.category)] : null,
    seoUrls: associations.has('seoUrls') ? [seoUrlJson(product)] : null,
    cover: associations.has('cover') ? coverJson(product, baseUrl) : null,
  };
}

function manufacturerJson(product: CatalogProduct) {
  const { name } = product.manufacturer;
  return { name, translated: { name }, id: manufacturerId(product), apiAlias: 'product_manufacturer' };
}

function unitJson({ id, shortCode, name }: { id: string; shortCode: string; name: string }) {
  return { shortCode, name, translated: { shortCode, name }, id, apiAlias: 'unit' };
}

function coverJson(product: CatalogProduct, baseUrl: string) {
  const media = {
    url: `${baseUrl}/media/${product.picture}.svg`,
    mimeType: 'image/svg+xml',
    fileName: product.picture,
    id: fixedId('media', product.picture),
    apiAlias: 'media',
  };
  return {
    productId: product.id,
    media,
    id: fixedId('product-media', product.number),
    apiAlias: 'product_media',
  };
}

function seoUrlJson(product: CatalogProduct) {
  return {
    translated: [],
    createdAt: SEEDED_AT,
    updatedAt: null,
    salesChannelId: SALES_CHANNEL_ID,
    languageId: SYSTEM_LANGUAGE_ID,
    routeName: 'frontend.detail.page',
    foreignKey: product.id,
    pathInfo: `/detail/${product.id}`,
    seoPathInfo: product.seoPath,
    isCanonical: true,
    isModified: false,
    isDeleted: false,
    url: null,
    error: null,
    customFields: null,
    id: fixedId('seo-url', product.number),
    apiAlias: 'seo_url',
  };
}
