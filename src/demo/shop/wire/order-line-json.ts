import type { CalculatedCart, CalculatedLine } from '../cart/calculate-cart.ts';
import { FRAMEWORK_PROMOTION } from '../cart/calculate-promotion.ts';
import { LIVE_VERSION_ID } from '../shop-constants.ts';
import { randomId } from '../shopware-id.ts';
import { lineItemJson, promotionLineJson } from './line-item-json.ts';
import { wireDate } from './wire-date.ts';

const NO_RELATIONS = {
  parentId: null,
  parent: null,
  orderDeliveryPositions: null,
  cover: null,
  children: null,
};

/** The lines of an order, the discount last. */
export function orderLinesJson(cart: CalculatedCart, orderId: string, at: Date) {
  const goods = cart.lines.map((line, index) =>
    orderLine(lineItemJson(line, at), { orderId, at, line, index }),
  );
  if (!cart.promotion) return goods;
  const item = promotionLineJson(cart.promotion, at);
  return [...goods, orderLine(item, { orderId, at, line: undefined, index: goods.length })];
}

type LineJson = ReturnType<typeof lineItemJson> | ReturnType<typeof promotionLineJson>;

interface LinePlace {
  orderId: string;
  at: Date;
  line: CalculatedLine | undefined;
  index: number;
}

function orderLine(item: LineJson, { orderId, at, line, index }: LinePlace) {
  const productId = line?.product?.id ?? null;
  const { label, description, good, removable, stackable, priceDefinition, type, states, referencedId } =
    item;
  return {
    ...entity(at),
    orderId,
    identifier: item.id,
    referencedId,
    productId,
    promotionId: line ? null : FRAMEWORK_PROMOTION.id,
    quantity: item.quantity,
    unitPrice: item.price.unitPrice,
    totalPrice: item.price.totalPrice,
    label,
    description,
    good,
    removable,
    coverId: null,
    stackable,
    position: index + 1,
    priceDefinition,
    payload: line?.product ? orderPayload(item, line) : item.payload,
    ...{ type, states, downloads: [] },
    ...NO_RELATIONS,
    orderVersionId: LIVE_VERSION_ID,
    productVersionId: productId && LIVE_VERSION_ID,
    parentVersionId: LIVE_VERSION_ID,
    customFields: null,
    id: randomId(),
    apiAlias: 'order_line_item',
  };
}

/** In an order the payload has all custom fields of the article, not only those shown in a cart. */
function orderPayload(item: LineJson, line: CalculatedLine) {
  return { ...item.payload, purchasePrices: null, customFields: line.product?.customFields ?? [] };
}

function entity(at: Date) {
  return { versionId: LIVE_VERSION_ID, translated: [], createdAt: wireDate(at), updatedAt: null };
}
