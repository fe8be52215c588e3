import { describe, expect, it } from 'vitest';
import {
  cartIdOf,
  lineReference,
  readReference,
  referencesOf,
} from '../../../src/punchout/line-reference.ts';
import { createVault } from '../../../src/store/vault.ts';
import { sampleItem } from './sample-cart.ts';
import { sampleSession } from './sample-session.ts';
import { sampleCxmlSystem } from './sample-system.ts';

const vault = createVault(Buffer.alloc(32, 1));
const line = { systemId: 'system-1', cartId: 'A1b2C3d4E5f6G7h8', key: '0123abcd' };
const reference = lineReference(line, vault);

describe('the reference of a line', () => {
  it('has at most 50 characters, none of which Ariba refuses', () => {
    expect(reference.length).toBeLessThanOrEqual(50);
    expect(reference).toMatch(/^[\w.-]+$/);
  });

  it('is the same on each round trip, and another one for another line, cart or System', () => {
    expect(lineReference(line, vault)).toBe(reference);
    for (const changes of [{ key: 'other' }, { cartId: 'B1b2C3d4E5f6G7h8' }, { systemId: 'system-2' }])
      expect(lineReference({ ...line, ...changes }, vault)).not.toBe(reference);
  });

  it('names its cart when it comes back, white space around it or not', () => {
    expect(readReference(`\n ${reference} `, line.systemId, vault)).toEqual({
      kind: 'ours',
      cartId: line.cartId,
    });
  });

  it('is forged where any character was altered, for another System or by another installation', () => {
    for (let index = 4; index < reference.length; index += 1) {
      const other = reference[index] === 'x' ? 'y' : 'x';
      const altered = reference.slice(0, index) + other + reference.slice(index + 1);
      expect(readReference(altered, line.systemId, vault)).toEqual({ kind: 'forged' });
    }
    expect(readReference(reference, 'system-2', vault)).toEqual({ kind: 'forged' });
    const elsewhere = createVault(Buffer.alloc(32, 2));
    expect(readReference(reference, line.systemId, elsewhere)).toEqual({ kind: 'forged' });
  });

  it('is foreign where it never was ours', () => {
    for (const text of ['', 'CART-7', '4711']) {
      expect(readReference(text, line.systemId, vault)).toEqual({ kind: 'foreign' });
    }
  });

  it('stays as it came in, also where it is of another cart than the rest', () => {
    const session = sampleSession(sampleCxmlSystem(), {
      entry: {
        page: { kind: 'cart' },
        lines: [{ reference, productId: 'a'.repeat(32), number: 'PG-1', quantity: '1' }],
      },
    });
    const referenceOf = referencesOf(session, vault);
    expect(referenceOf(sampleItem({ product: { id: 'a'.repeat(32) } }))).toBe(reference);
    const { systemId, cartId } = session;
    const own = lineReference({ systemId, cartId, key: 'new line' }, vault);
    expect(referenceOf(sampleItem({ key: 'new line' }))).toBe(own);
  });
});

describe('the name of a cart', () => {
  it('has 96 bits', () => {
    expect(cartIdOf(Buffer.alloc(32, 7).toString('base64url'))).toHaveLength(16);
  });
});
