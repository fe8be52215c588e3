import { expect, it } from 'vitest';
import type { CookieChange } from '../../src/punchout/shop-cookies.ts';
import { createSessionStore } from '../../src/store/session-store.ts';
import { createShopCookieStore } from '../../src/store/shop-cookie-store.ts';
import { onEveryDatabase } from './every-database.ts';
import { noon, sampleSession, saveSystem } from './samples.ts';

onEveryDatabase('the store of cookies of a shop', (current) => {
  const store = () => createShopCookieStore(current().database);
  const newVisit = async () => {
    const session = sampleSession(await saveSystem(current().database));
    await createSessionStore(current().database).create(session, `start ${session.id}`);
    return session.id;
  };
  const sets = (cookies: Record<string, string>, changes: Partial<CookieChange> = {}): CookieChange => ({
    kept: Object.entries(cookies).map(([name, value]) => ({ name, value, expiresAt: undefined })),
    ended: [],
    at: noon,
    visitUntil: noon + 1_000,
    ...changes,
  });
  const valuesOf = async (visit: string, now = noon) => {
    const cookies = await store().of(visit, now);
    return Object.fromEntries(cookies.map(({ name, value }) => [name, value]));
  };

  it('keeps the newest value of each cookie, for one visit alone', async () => {
    const [visit, other] = [await newVisit(), await newVisit()];
    await store().change(visit, sets({ session: 'one', basket: 'x' }));
    await store().change(visit, sets({ session: 'two' }, { at: noon + 1 }));
    expect(await valuesOf(visit)).toEqual({ session: 'two', basket: 'x' });
    expect(await valuesOf(other)).toEqual({});
  });

  it('loses nothing of what the answers of one page set at once', async () => {
    const visit = await newVisit();
    const names = Array.from({ length: 40 }, (_, index) => `cookie-${String(index).padStart(2, '0')}`);
    const changes = names.map((name, index) =>
      sets(
        Object.fromEntries([[name, 'kept'], ...names.slice(index, index + 3).map((next) => [next, 'kept'])]),
      ),
    );
    await Promise.all(changes.map((change) => store().change(visit, change)));
    expect(Object.keys(await valuesOf(visit))).toEqual(names);
  });

  it('drops a cookie that the shop ends, and keeps the others', async () => {
    const visit = await newVisit();
    await store().change(visit, sets({ session: 'one', basket: 'x' }));
    await store().change(visit, sets({}, { ended: ['session', 'never-there'] }));
    expect(await valuesOf(visit)).toEqual({ basket: 'x' });
  });

  it('keeps a cookie as long as the visit, whatever later end the shop names', async () => {
    const visit = await newVisit();
    const kept = [{ name: 'for-ever', value: 'x', expiresAt: noon + 1e23 }];
    await store().change(visit, sets({}, { kept }));
    expect(await valuesOf(visit, noon + 999)).toEqual({ 'for-ever': 'x' });
  });

  it('knows a cookie no longer than it lives', async () => {
    const visit = await newVisit();
    const kept = [{ name: 'short', value: 'x', expiresAt: noon + 10 }];
    await store().change(visit, sets({}, { kept }));
    expect(await valuesOf(visit, noon + 9)).toEqual({ short: 'x' });
    expect(await valuesOf(visit, noon + 10)).toEqual({});
  });

  it('keeps the newest 50 of a visit', async () => {
    const visit = await newVisit();
    await store().change(visit, sets({ oldest: 'x' }, { at: noon - 1 }));
    for (const batch of [0, 1]) {
      const names = Array.from({ length: 25 }, (_, index) => [`cookie-${batch}-${index}`, 'x']);
      await store().change(visit, sets(Object.fromEntries(names), { at: noon + batch }));
    }
    const names = Object.keys(await valuesOf(visit));
    expect(names).toHaveLength(50);
    expect(names).not.toContain('oldest');
  });

  it('has nothing of a visit that has ended', async () => {
    const [visit, other] = [await newVisit(), await newVisit()];
    for (const id of [visit, other]) await store().change(id, sets({ session: 'one' }));
    const end = { status: 'cancelled', at: noon, form: undefined, cart: undefined } as const;
    await createSessionStore(current().database).end(visit, end);
    expect(await valuesOf(visit)).toEqual({});
    expect(await valuesOf(other)).toEqual({ session: 'one' });
  });

  it('drops what belongs to visits that are past their end, and to those alone', async () => {
    const [over, open] = [await newVisit(), await newVisit()];
    await store().change(over, sets({ session: 'one' }, { visitUntil: noon + 5 }));
    await store().change(open, sets({ session: 'two' }, { visitUntil: noon + 6 }));
    await store().dropOverdue(noon + 5);
    expect([await valuesOf(over), await valuesOf(open)]).toEqual([{}, { session: 'two' }]);
  });

  it('keeps nothing for a visit that does not exist', async () => {
    await expect(store().change('nobody', sets({ session: 'one' }))).rejects.toThrow(/foreign key/i);
  });
});
