import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { createCartSnapshotStore } from '../../src/store/cart-snapshot-store.ts';
import { createSessionStore } from '../../src/store/session-store.ts';
import { onEveryDatabase } from './every-database.ts';
import { noon, sampleSession, saveSystem } from './samples.ts';

onEveryDatabase('the store of last carts', (current) => {
  const snapshots = () => createCartSnapshotStore(current().database);
  const sessions = () => createSessionStore(current().database);
  const entered = async (changes = {}) => {
    const session = sampleSession(await saveSystem(current().database), changes);
    await sessions().create(session, `start ${session.id}`);
    const entry = { browserKeyHash: randomUUID(), contextToken: 'lost', at: noon, notices: [] };
    await sessions().enter(session.id, entry);
    return session;
  };

  it('keeps the newest cart of a session, whichever of many writes it', async () => {
    const { id } = await entered();
    expect(await snapshots().of(id)).toBeUndefined();
    const times = Array.from({ length: 20 }, (_, index) => noon + index);
    await Promise.all(times.map((at) => snapshots().keep(id, { at, sealed: `cart ${at}` })));
    await snapshots().keep(id, { at: noon + 100, sealed: 'newest' });
    expect(await snapshots().of(id)).toEqual({ at: noon + 100, sealed: 'newest' });
  });

  it('forgets it when the session ends, and keeps none of a session that has ended', async () => {
    const { id } = await entered();
    const other = await entered();
    for (const session of [id, other.id]) await snapshots().keep(session, { at: noon, sealed: 'cart' });
    await sessions().end(id, { status: 'cancelled', at: noon, form: undefined, cart: undefined });
    expect(await snapshots().of(id)).toBeUndefined();
    await snapshots().keep(id, { at: noon + 1, sealed: 'late' });
    expect(await snapshots().of(id)).toBeUndefined();
    expect(await snapshots().of(other.id)).toMatchObject({ sealed: 'cart' });
  });

  it('forgets those of visits that nobody ended', async () => {
    const left = await entered({ expiresAt: noon + 10 });
    await snapshots().keep(left.id, { at: noon, sealed: 'cart' });
    const { id } = await entered();
    await snapshots().keep(id, { at: noon + 11, sealed: 'cart' });
    expect(await snapshots().of(left.id)).toBeUndefined();
  });

  it('lets one of many renew a session, and nobody one that has ended', async () => {
    const { id } = await entered();
    const renewals = Array.from({ length: 20 }, (_, index) => ({
      ...{ lost: 'lost', contextToken: `token ${index}`, renewedCookies: `cookies ${index}` },
      notices: [{ code: 'session_renewed', article: `cart ${index}` } as const],
    }));
    const results = await Promise.all(renewals.map((renewal) => sessions().renew(id, renewal)));
    expect(results.filter(Boolean)).toHaveLength(1);
    const { contextToken, renewedCookies, notices } = renewals[results.indexOf(true)] ?? {};
    expect(await sessions().entryOf(id)).toMatchObject({ contextToken, renewedCookies });
    expect(await sessions().byId(id)).toMatchObject({ notices });
    await sessions().end(id, { status: 'cancelled', at: noon, form: undefined, cart: undefined });
    const late = { lost: contextToken ?? '', contextToken: 'x', renewedCookies: 'x', notices: [] };
    expect(await sessions().renew(id, late)).toBe(false);
  });

  it('keeps when the returned cart was read, where that was not at its return', async () => {
    const { id } = await entered();
    await sessions().end(id, {
      status: 'returned',
      at: noon,
      form: undefined,
      cart: undefined,
      cartAsOf: noon - 5,
    });
    expect(await sessions().byId(id)).toMatchObject({ cartAsOf: noon - 5 });
  });
});
