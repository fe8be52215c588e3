import type { Bundle, CartItem } from '../punchout/cart.ts';
import { add, type Decimal, equals, subtract } from '../punchout/money.ts';
import { definedOnly } from './defined-only.ts';
import { articleUnit, productOf } from './product-of.ts';
import type { ShopLine, ShopPrice, TaxStatus } from './shop-cart.ts';
import type { ShopProduct } from './shop-product.ts';

const discountTypes = ['promotion', 'discount', 'credit'];

/** What is known around a line. */
interface LineContext {
  taxStatus: TaxStatus;
  /** Undefined where the sales channel does not show it. */
  article: ShopProduct | undefined;
  /** See `StoreApi`. */
  storefront: string;
}

/** A line and the brackets around it, the outermost first. */
export interface PlacedLine {
  line: ShopLine;
  /** See `CartItem`. */
  configured?: true;
  bundles: readonly Bundle[];
}

/** One line of the cart in the domain's words. */
export function cartItem(
  { line, bundles, configured }: PlacedLine,
  { taxStatus, article, storefront }: LineContext,
): CartItem {
  const product = productOf(line, article, storefront);
  const value = totalsOf(line.price ? [line.price] : [], taxStatus);
  const reduces = discountTypes.includes(line.type) || value.shownTotal.startsWith('-');
  const unit = article && articleUnit(article);
  return {
    kind: reduces ? 'discount' : 'item',
    key: line.id,
    name: line.label ?? product.name ?? product.number ?? line.id,
    quantity: line.quantity,
    ...value,
    ...definedOnly({ unit }),
    product,
    ...definedOnly({ configured }),
    ...(bundles.length > 0 ? { bundles } : {}),
  };
}

/**
 * Value of prices together: Shopware's `totalPrice` has the tax in it in a gross cart and is net in the others.
 * The tax rate is absent where there are several or none.
 */
export function totalsOf(
  prices: readonly ShopPrice[],
  taxStatus: TaxStatus,
): Pick<CartItem, 'netTotal' | 'shownTotal' | 'tax' | 'taxRate'> {
  const taxes = prices.flatMap(({ calculatedTaxes }) => calculatedTaxes);
  const shownTotal = add(...prices.map(({ totalPrice }) => totalPrice));
  const netTotal = taxStatus === 'gross' ? subtract(shownTotal, taxOf(prices)) : shownTotal;
  const [taxRate, ...others] = new Set(taxes.map(({ taxRate: rate }) => rate));
  const tax = taxOf(prices);
  return {
    netTotal,
    shownTotal,
    tax,
    ...definedOnly({ taxRate: others.length === 0 ? taxRate : undefined }),
  };
}

/**
 * A line that is only a bracket around others (no article of its own, its price the sum of theirs) is replaced by
 * them, so that their article numbers reach the buyer. Any other line stays one line.
 */
export function unpackedLines(lines: readonly ShopLine[], outer: readonly Bundle[] = []): PlacedLine[] {
  return lines.flatMap((line): PlacedLine[] => {
    const article = customizedArticle(line);
    if (article) return [{ line: article, configured: true, bundles: outer }];
    return isBracket(line)
      ? unpackedLines(line.children, [...outer, bundleOf(line)])
      : [{ line, bundles: outer }];
  });
}

/**
 * Shopware's Custom Products puts an article and its options into one container: for the buyer it is that article, under
 * its number, at the price of the whole.
 */
function customizedArticle(line: ShopLine): ShopLine | undefined {
  if (line.type !== 'customized-products' || !line.price) return undefined;
  const article = line.children.find(({ type }) => type === 'product');
  if (!article) return undefined;
  const options = line.children.flatMap(({ type, label }) => (type === 'product' || !label ? [] : [label]));
  const name = article.label ?? line.label;
  const label = name && options.length > 0 ? `${name} (${options.join(', ')})` : name;
  return { ...article, id: line.id, quantity: line.quantity, price: line.price, label, children: [] };
}

function bundleOf({ id, label, quantity, payload }: ShopLine): Bundle {
  return { key: id, name: label ?? payload.productNumber ?? id, number: payload.productNumber, quantity };
}

function isBracket({ type, price, children }: ShopLine): boolean {
  if (type === 'product' || children.length === 0 || !price) return false;
  const prices = children.flatMap((child) => (child.price ? [child.price.totalPrice] : []));
  return prices.length === children.length && equals(add(...prices), price.totalPrice);
}

function taxOf(prices: readonly ShopPrice[]): Decimal {
  return add(...prices.flatMap(({ calculatedTaxes }) => calculatedTaxes.map(({ tax }) => tax)));
}
