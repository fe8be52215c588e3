import Big from 'big.js';
import { z } from 'zod';
import type { Catalog, CatalogProduct } from '../catalog.ts';
import { ShopwareError } from '../shopware-error.ts';
import { randomId } from '../shopware-id.ts';
import { type CartError, productNotFoundError } from './cart-error.ts';
import { fixQuantity } from './fix-quantity.ts';
import type { PriceOverwrite, StoredLine } from './stored-cart.ts';

const priceDefinitionSchema = z.looseObject({
  price: z.number(),
  isCalculated: z.boolean().default(false),
  taxRules: z.array(z.looseObject({ taxRate: z.number(), percentage: z.number().default(100) })).default([]),
});

export const requestedItemSchema = z.looseObject({
  type: z.enum(['product', 'custom']).default('product'),
  id: z.string().optional(),
  referencedId: z.string().optional(),
  label: z.string().optional(),
  quantity: z.int().positive().default(1),
  priceDefinition: priceDefinitionSchema.nullish(),
});

type RequestedItem = z.infer<typeof requestedItemSchema>;

interface CartBeingChanged {
  catalog: Catalog;
  permissions: string[];
  lines: StoredLine[];
}

/** Adds one item to the lines; the same id merges quantities. Returns what the shop corrected or could not find. */
export function addItem(cart: CartBeingChanged, item: RequestedItem): CartError[] {
  refuseForeignPrices(cart.permissions, item);
  const referencedId = item.referencedId ?? item.id ?? '';
  const product = cart.catalog.byId.get(referencedId);
  if (item.type === 'product' && !product) return [productNotFoundError(referencedId)];
  const known = cart.lines.find((line) => line.id === item.id);
  const wanted = item.quantity + (known?.quantity ?? 0);
  const { quantity, errors } = product ? fixQuantity(product, wanted) : { quantity: wanted, errors: [] };
  if (known) known.quantity = quantity;
  else cart.lines.push({ ...newLine(item, product), referencedId, quantity });
  return errors;
}

function newLine(item: RequestedItem, product: CatalogProduct | undefined): StoredLine {
  return {
    id: item.id ?? randomId(),
    type: item.type,
    referencedId: item.referencedId ?? '',
    label: product ? null : (item.label ?? 'Custom item'),
    quantity: item.quantity,
    overwrite: overwriteOf(item),
    uniqueIdentifier: randomId(),
  };
}

/** Whoever may overwrite prices was named at switch-customer: no permissions there means all of this one. */
function refuseForeignPrices(permissions: string[], item: RequestedItem): void {
  const setsPrice = item.type === 'custom' || Boolean(item.priceDefinition);
  if (!setsPrice || permissions.includes('allowProductPriceOverwrites')) return;
  throw new ShopwareError(403, 'CHECKOUT__INSUFFICIENT_PERMISSION', { detail: 'Insufficient permission.' });
}

function overwriteOf({ type, priceDefinition }: RequestedItem): PriceOverwrite | null {
  if (!priceDefinition) return type === 'custom' ? { price: '0', taxRules: [], isCalculated: true } : null;
  const { price, isCalculated, taxRules } = priceDefinition;
  const rules = taxRules.map(({ taxRate, percentage }) => ({ taxRate, percentage: Big(percentage) }));
  return { price: String(price), taxRules: rules, isCalculated };
}
