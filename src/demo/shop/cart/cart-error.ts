/** What the shop has to say about a cart; it rides on a 200. Level 0 informs, 10 warns, 20 is an error. */
export interface CartError {
  key: string;
  messageKey: string;
  message: string;
  level: 0 | 10 | 20;
  block: boolean;
  parameters: Record<string, string | number>;
}

export function purchaseStepsError(productId: string, name: string, quantity: number): CartError {
  return {
    key: `purchase-steps-quantity${productId}`,
    messageKey: 'purchase-steps-quantity',
    message: `Your input quantity does not match with the setup of the ${name}. The quantity was changed to ${quantity}`,
    level: 10,
    block: true,
    parameters: { name, quantity },
  };
}

export function minimumQuantityError(productId: string, name: string, quantity: number): CartError {
  return {
    key: `min-order-quantity${productId}`,
    messageKey: 'min-order-quantity',
    message: `The quantity of product ${name} did not meet the minimum order quantity threshold. The quantity has automatically been increased to ${quantity}.`,
    level: 10,
    block: true,
    parameters: { name, quantity },
  };
}

export function stockReachedError(productId: string, name: string, quantity: number): CartError {
  return {
    key: `product-stock-reached${productId}`,
    messageKey: 'product-stock-reached',
    message: `The product ${name} is only available ${quantity} times`,
    level: 10,
    block: true,
    parameters: { name, quantity },
  };
}

export function productNotFoundError(productId: string): CartError {
  return {
    key: `product-not-found${productId}`,
    messageKey: 'product-not-found',
    message: `The product ${productId} could not be found`,
    level: 20,
    block: true,
    parameters: { id: productId },
  };
}

export function promotionAddedError(lineId: string, name: string): CartError {
  return {
    key: `promotion-discount-added-${lineId}`,
    messageKey: 'promotion-discount-added',
    message: `Discount ${name} has been added`,
    level: 0,
    block: false,
    parameters: { name, discountLineItemId: lineId },
  };
}
