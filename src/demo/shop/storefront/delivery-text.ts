import type { CatalogProduct } from '../catalog.ts';
import { shippingTime } from '../wire/shipping-method-json.ts';

export function deliveryText(product: CatalogProduct): string {
  const { min, max, unit } = product.deliveryTime ?? shippingTime;
  return `Delivered in ${min}–${max} ${unit}s`;
}
