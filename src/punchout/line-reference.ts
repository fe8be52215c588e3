import { createHash } from 'node:crypto';
import type { CartItem } from './cart.ts';
import type { Vault } from './ports.ts';
import type { PunchOutSession } from './session.ts';

/**
 * Names a line of a cart in the buyer's system (`SupplierPartAuxiliaryID`): the cart, the line, and our signature. 46
 * characters without any that Ariba refuses. The same line of the same cart has the same reference on each round trip.
 */
export function lineReference(line: { systemId: string; cartId: string; key: string }, vault: Vault): string {
  const name = `${line.cartId}.${lineName(line.key)}`;
  return `PG1.${name}.${vault.sign(signed(line.systemId, name))}`;
}

/** What a reference names. `forged` has the form of ours and not our signature; `foreign` is none of ours. */
export type ReadReference = { kind: 'ours'; cartId: string } | { kind: 'forged' } | { kind: 'foreign' };

export function readReference(text: string, systemId: string, vault: Vault): ReadReference {
  const match = /^PG1\.([\w-]{16})\.([\w-]{8})\.([\w-]{16})$/.exec(text.trim());
  if (!match) return { kind: /^PG\d+\./.test(text.trim()) ? 'forged' : 'foreign' };
  const [, cartId = '', line = '', tag = ''] = match;
  return vault.verify(signed(systemId, `${cartId}.${line}`), tag)
    ? { kind: 'ours', cartId }
    : { kind: 'forged' };
}

/** References of the lines of a visit: one that a line came with is kept, whichever cart it is of. */
export function referencesOf(session: PunchOutSession, vault: Vault): (item: CartItem) => string {
  const { systemId, cartId, entry } = session;
  const known = new Map(
    entry.lines.flatMap(({ reference, productId }) =>
      reference && productId ? [[productId, reference] as const] : [],
    ),
  );
  return ({ key, product }) =>
    known.get(product.id ?? key) ?? lineReference({ systemId, cartId, key }, vault);
}

/** A new cart's name: 96 bits of a token. */
export function cartIdOf(token: string): string {
  return token.slice(0, 16);
}

function lineName(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 8);
}

function signed(systemId: string, name: string): string {
  return `cart-line/${systemId}/${name}`;
}
