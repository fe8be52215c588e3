import { readReference } from './line-reference.ts';
import type { MappedLine } from './map-cart.ts';
import type { Decimal } from './money.ts';
import type { SessionStore, StoredSystem, Vault } from './ports.ts';
import { PunchOutError } from './punchout-error.ts';
import type { CartWish, PunchOutOperation } from './session.ts';
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
  operation: PunchOutOperation;
  lines: readonly RequestedLine[];
}

const ranks = { create: 0, inspect: 1, edit: 2 } as const satisfies Record<PunchOutOperation, number>;

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
  return { cartId, lines: request.lines.flatMap((line) => wishFor(line, known.get(line.reference.trim()))) };
}

function cartsNamed({ lines, stored }: EarlierCartRequest, vault: Vault): string[] {
  const read = lines.map(({ reference }) => readReference(reference, stored.system.id, vault));
  const forged = read.findIndex(({ kind }) => kind === 'forged');
  if (forged !== -1)
    throw new PunchOutError('cart_reference_forged', `${stored.system.name}: line ${forged + 1}`);
  return [...new Set(read.flatMap((reference) => (reference.kind === 'ours' ? [reference.cartId] : [])))];
}

async function lastLines(
  cartId: string,
  { stored, customer }: EarlierCartRequest,
  sessions: SessionStore,
): Promise<MappedLine[]> {
  const cart = { systemId: stored.system.id, customerId: customer.id, cartId };
  return (await sessions.lastCart(cart))?.lines ?? [];
}

function wishFor({ reference, number, quantity }: RequestedLine, line: MappedLine | undefined): CartWish[] {
  if (!line) return [{ number, quantity }];
  if (line.kind !== 'item') return [];
  const { productId, number: ownNumber = number, name } = line.source;
  return [{ reference: reference.trim(), productId, number: ownNumber, quantity, price: line.price, name }];
}
