import { z } from 'zod';
import type { Cart } from './cart.ts';
import { keptCartSchema } from './kept-cart.ts';
import type { Surroundings, Vault } from './ports.ts';
import { type CartNotice, noticeCodes, type PunchOutSession } from './session.ts';

/** The cart of a session as the gateway has read it last. */
export interface CartSnapshot {
  /** When it was read, in epoch milliseconds. */
  at: number;
  cart: Cart;
  /** What the shop has corrected and told to nobody but us: it says so once. */
  untold: readonly CartNotice[];
}

export interface KeptSnapshot {
  at: number;
  sealed: string;
}

/** The newest cart of each session that is open, so that a shop that forgets or dies does not cost the buyer the cart. */
export interface CartSnapshotStore {
  /** Takes the place of the one before. Of a session that has ended nothing is kept. */
  keep(sessionId: string, snapshot: KeptSnapshot): Promise<void>;
  of(sessionId: string): Promise<KeptSnapshot | undefined>;
}

export interface CartSnapshotPorts {
  vault: Vault;
  surroundings: Surroundings;
  snapshots: CartSnapshotStore;
}

const text = z.string().optional();
const noticeSchema = z.object({ code: z.enum(noticeCodes), article: z.string(), before: text, after: text });
const contentSchema = z.object({ cart: keptCartSchema, untold: z.array(noticeSchema) });

export async function keepSnapshot(
  { id }: PunchOutSession,
  content: Omit<CartSnapshot, 'at'>,
  ports: CartSnapshotPorts,
): Promise<void> {
  const sealed = ports.vault.seal(JSON.stringify(content), sealOf(id));
  await ports.snapshots.keep(id, { at: ports.surroundings.now(), sealed });
}

/** Undefined where none was taken, and where another release of Punchgate has kept it in another shape. */
export async function snapshotOf(
  { id }: PunchOutSession,
  { snapshots, vault }: Pick<CartSnapshotPorts, 'snapshots' | 'vault'>,
): Promise<CartSnapshot | undefined> {
  const kept = await snapshots.of(id);
  if (!kept) return undefined;
  const { data } = contentSchema.safeParse(JSON.parse(vault.open(kept.sealed, sealOf(id))));
  return data && { at: kept.at, ...data };
}

function sealOf(sessionId: string): string {
  return `session/${sessionId}/cart`;
}
