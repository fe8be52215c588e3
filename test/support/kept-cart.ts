import { vi } from 'vitest';
import { type CartSnapshot, snapshotOf } from '../../src/punchout/cart-snapshot.ts';
import type { TestGateway } from './gateway.ts';

/** The cart that the gateway has kept of the newest session. */
export async function keptCart({ adapters }: TestGateway): Promise<CartSnapshot | undefined> {
  const [session] = await adapters.sessions.list({ limit: 1 });
  return session && (await snapshotOf(session, adapters));
}

/** Waits until it has so many pieces in all. */
export async function untilKept(gateway: TestGateway, pieces: number): Promise<void> {
  await vi.waitUntil(async () => {
    const items = (await keptCart(gateway))?.cart.items ?? [];
    return items.reduce((sum, { quantity }) => sum + Number(quantity), 0) === pieces;
  });
}
