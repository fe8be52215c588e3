import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { createEntryTicketStore } from '../../src/store/entry-ticket-store.ts';
import { createSessionStore } from '../../src/store/session-store.ts';
import { createShopAppStore } from '../../src/store/shop-app-store.ts';
import { onEveryDatabase } from './every-database.ts';
import { noon, sampleSession, saveSystem } from './samples.ts';

onEveryDatabase('shops under their own host', (current) => {
  const tickets = () => createEntryTicketStore(current().database);
  const apps = () => createShopAppStore(current().database);
  const sessions = () => createSessionStore(current().database);
  const session = async () => {
    const created = sampleSession(await saveSystem(current().database));
    await sessions().create(created, `start ${created.id}`);
    return created;
  };
  const ticket = async (changes = {}) => ({
    sessionId: (await session()).id,
    browserKeyHash: randomUUID(),
    attempt: 1,
    expiresAt: noon + 60_000,
    ...changes,
  });
  const arrival = (contextTokenHash?: string) => ({
    browserKeyHash: randomUUID(),
    contextToken: 'sealed',
    contextTokenHash,
    at: noon,
    notices: [],
  });

  it('give a ticket to one of all who show it', async () => {
    const kept = await ticket();
    const hash = randomUUID();
    await tickets().keep(hash, kept);
    const answers = await Promise.all(Array.from({ length: 20 }, () => tickets().use(hash, noon)));
    expect(answers.filter((answer) => answer !== undefined)).toEqual([kept]);
    expect(await tickets().use('unknown', noon)).toBeUndefined();
  });

  it('know the newest ticket of a browser, used or not', async () => {
    const first = await ticket();
    const { browserKeyHash } = first;
    const second = await ticket({ browserKeyHash, expiresAt: first.expiresAt + 1, attempt: 2 });
    const [one, two] = [randomUUID(), randomUUID()];
    await tickets().keep(one, first);
    await tickets().keep(two, second);
    await tickets().use(two, noon);
    expect(await tickets().newestOf(browserKeyHash)).toEqual(second);
    expect(await tickets().newestOf('unknown')).toBeUndefined();
  });

  it('drop tickets that are a day old', async () => {
    const old = await ticket();
    await tickets().keep(randomUUID(), old);
    await tickets().keep(randomUUID(), await ticket({ expiresAt: old.expiresAt + 86_400_001 }));
    expect(await tickets().newestOf(old.browserKeyHash)).toBeUndefined();
  });

  it('find a visit by the token of its session in the shop, which no second visit gets', async () => {
    const [first, second] = [await session(), await session()];
    const hash = randomUUID();
    expect(await sessions().enter(first.id, arrival(hash))).toBe(true);
    expect(await sessions().enter(second.id, arrival(hash))).toBe(false);
    expect((await sessions().byContextToken(hash))?.id).toBe(first.id);
    expect(await sessions().byContextToken('unknown')).toBeUndefined();
    expect(await sessions().enter(second.id, arrival())).toBe(true);
    expect(await sessions().enter((await session()).id, arrival())).toBe(true);
  });

  it('keep one secret of an App for each shop, the last one', async () => {
    await apps().keepSecret('first', 'sealed 1', noon);
    await apps().keepSecret('second', 'sealed 2', noon);
    await apps().keepSecret('first', 'sealed 3', noon + 1);
    const kept = await Promise.all(['first', 'second', 'none'].map((shop) => apps().secretOf(shop)));
    expect(kept).toEqual(['sealed 3', 'sealed 2', undefined]);
  });

  it('keep the registration of each installation, until it is dropped', async () => {
    const keep = (shop: string, shopId: string, sealed: string) =>
      apps().keepRegistration(shop, { shopId, sealed, at: noon });
    await keep('main', 'one', 'sealed');
    await keep('main', 'one', 'sealed anew');
    await keep('main', 'two', 'sealed too');
    await keep('other', 'one', 'of another');
    expect(await apps().registration('main', 'one')).toBe('sealed anew');
    await apps().dropRegistration('main', 'one');
    expect(await apps().registration('main', 'one')).toBeUndefined();
    await apps().dropRegistrations('main');
    expect(await apps().registration('main', 'two')).toBeUndefined();
    expect(await apps().registration('other', 'one')).toBe('of another');
  });

  it('take an event of a shop once, and forget it after a week', async () => {
    const event = randomUUID();
    const taken = await Promise.all([1, 2, 3].map(() => apps().keepEvent('main', event, noon)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await apps().keepEvent('other', event, noon)).toBe(true);
    expect(await apps().keepEvent('main', randomUUID(), noon + 8 * 86_400_000)).toBe(true);
    expect(await apps().keepEvent('main', event, noon + 8 * 86_400_000)).toBe(true);
  });
});
