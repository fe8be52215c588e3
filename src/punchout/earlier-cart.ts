import { toShopQuantity } from './convert-unit.ts';
import { readReference } from './line-reference.ts';
import type { MappedLine } from './map-cart.ts';
import type { Decimal } from './money.ts';
import type { SessionStore, StoredSystem, Vault } from './ports.ts';
import { priceLine, priceOfOne } from './price-line.ts';
import { PunchOutError } from './punchout-error.ts';
import type { CartWish } from './session.ts';
import type { CxmlSystem, SystemCustomer } from './system.ts';

/** A line as the buyer's system has it (ItemOut). */
export interface RequestedLine {
  /** Its SupplierPartAuxiliaryID. */
  reference: string;
  number: string;
  quantity: Decimal;
}

export interface EarlierCartRequest {
  stored: StoredSystem & { system: CxmlSystem };
  customer: SystemCustomer;
  operation: 'edit' | 'inspect';
  lines: readonly RequestedLine[];
}

const ranks = { create: 0, inspect: 1, edit: 2 } as const satisfies Record<
  CxmlSystem['operationAllowed'],
  number
>;

/**
 * The earlier cart that a buyer opens again: found by the references of its lines, with the quantities that the buyer's
 * system has now. Shipping and discounts come back by themselves.
 * @throws PunchOutError `operation_not_allowed`, `cart_reference_forged`, `cart_unknown`
 */
export async function openEarlierCart(
  request: EarlierCartRequest,
  ports: { vault: Vault; sessions: SessionStore },
): Promise<{ cartId: string; lines: CartWish[] }> {
  const { operation, stored } = request;
  if (ranks[operation] > ranks[stored.system.operationAllowed])
    throw new PunchOutError('operation_not_allowed', `${operation} on ${stored.system.name}`);
  const cartIds = cartsNamed(request, ports.vault);
  const carts = await Promise.all(cartIds.map((cartId) => lastLines(cartId, request, ports.sessions)));
  const known = new Map(carts.flat().map((line) => [line.reference, line]));
  const [cartId] = cartIds;
  if (cartId === undefined || known.size === 0) {
    const named = cartIds.join(', ') || 'no line has a reference of ours';
    throw new PunchOutError('cart_unknown', `${stored.system.name}: ${named}`);
  }
  const charges = chargesIn(carts.flat());
  const isArticle = ({ reference, number }: RequestedLine) =>
    known.has(reference.trim()) || !charges.has(number);
  const lines = request.lines.filter(isArticle);
  return { cartId, lines: lines.flatMap((line) => wishFor(line, known.get(line.reference.trim()))) };
}

/** Number of the article of a line that was returned once; undefined where the reference names none. */
export async function articleNumberOf(
  reference: string,
  owner: Pick<EarlierCartRequest, 'stored' | 'customer'>,
  { vault, sessions }: { vault: Vault; sessions: SessionStore },
): Promise<string | undefined> {
  const read = readReference(reference, owner.stored.system.id, vault);
  if (read.kind !== 'ours') return undefined;
  const lines = await lastLines(read.cartId, owner, sessions);
  return lines.find((line) => line.reference === reference)?.source.number;
}

function cartsNamed({ lines, stored }: EarlierCartRequest, vault: Vault): string[] {
  const read = lines.map(({ reference }) => readReference(reference, stored.system.id, vault));
  const forged = read.findIndex(({ kind }) => kind === 'forged');
  if (forged !== -1)
    throw new PunchOutError('cart_reference_forged', `${stored.system.name}: line ${forged + 1}`);
  return [...new Set(read.flatMap((reference) => (reference.kind === 'ours' ? [reference.cartId] : [])))];
}

/** Numbers of what was no article: shipping, discounts, tax. They have no reference where the mapping gives them none. */
function chargesIn(lines: readonly MappedLine[]): ReadonlySet<string> {
  const charges = lines.filter(({ kind }) => kind !== 'item');
  return new Set(charges.flatMap(({ fields }) => fields.SupplierPartID ?? []));
}

async function lastLines(
  cartId: string,
  { stored, customer }: Pick<EarlierCartRequest, 'stored' | 'customer'>,
  sessions: SessionStore,
): Promise<MappedLine[]> {
  const cart = { systemId: stored.system.id, customerId: customer.id, cartId };
  return (await sessions.lastCart(cart))?.lines ?? [];
}

function wishFor({ reference, number, quantity }: RequestedLine, line: MappedLine | undefined): CartWish[] {
  if (!line) return [{ number, quantity }];
  if (line.kind !== 'item') return [];
  const { productId, number: ownNumber = number, name, factor } = line.source;
  const article = { reference: reference.trim(), productId, number: ownNumber, name };
  if (factor === undefined) return [{ ...article, quantity, price: priceOfOne(line) }];
  return [{ ...article, quantity: toShopQuantity(quantity, factor), price: shopPrice(line), factor }];
}

/** Price of one unit of the shop. The buyer's price has been rounded for the buyer's quantity only. */
function shopPrice({ source, total }: MappedLine): Decimal {
  const decimals = total.split('.')[1]?.length ?? 0;
  const rule = { minimumDecimals: decimals, maximumDecimals: 12, maximumUnit: 1 };
  return priceLine({ ...source, netTotal: total }, rule, decimals).price;
}
