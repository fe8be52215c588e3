import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { SessionEnd } from '../../src/punchout/ports.ts';
import type { PunchOutSession } from '../../src/punchout/session.ts';
import { createSessionStore } from '../../src/store/session-store.ts';
import { onEveryDatabase } from './every-database.ts';
import { endSessionsInProcess } from './run-store-process.ts';
import { noon, sampleForm, sampleSession, saveSystem } from './samples.ts';

onEveryDatabase('the session store', (current) => {
  const store = () => createSessionStore(current().database);
  const create = async (changes: Partial<PunchOutSession> = {}) => {
    const session = sampleSession(await saveSystem(current().database), changes);
    await store().create(session, `start ${session.id}`);
    return session;
  };
  const entry = (browserKeyHash: string = randomUUID()) => ({
    browserKeyHash,
    contextToken: 'sealed',
    at: noon + 1,
    notices: [],
  });
  const returned = (form = sampleForm()): SessionEnd => ({
    status: 'returned',
    at: noon + 2,
    form,
    cart: sampleCart,
  });

  it('finds a session by its start token, with all it began with', async () => {
    const session = await create();
    expect(await store().byStartToken(`start ${session.id}`)).toEqual(session);
    expect(await store().byStartToken('another')).toBeUndefined();
  });

  it('keeps a start token for one session only', async () => {
    const session = await create();
    const second = store().create({ ...session, id: randomUUID() }, `start ${session.id}`);
    await expect(second).rejects.toMatchObject({ name: 'AlreadyTaken', what: 'sessions.start_token_hash' });
  });

  it('refuses a session of a System that does not exist', async () => {
    const session = sampleSession(await saveSystem(current().database), { systemRevision: 9 });
    await expect(store().create(session, 'orphan')).rejects.toThrow(/foreign key/i);
  });

  it('lets one of many browsers enter that open a start link at once, and keeps its key', async () => {
    const { id } = await create();
    const entries = Array.from({ length: 100 }, () => entry());
    const results = await Promise.all(entries.map((attempt) => store().enter(id, attempt)));
    expect(results.filter(Boolean)).toHaveLength(1);
    const { browserKeyHash, contextToken, at } = entries[results.indexOf(true)] ?? entry();
    expect(await store().entryOf(id)).toEqual({ browserKeyHash, contextToken });
    expect(await store().byBrowserKey(browserKeyHash)).toMatchObject({ id, enteredAt: at, status: 'open' });
  });

  it('has no entry of a session that nobody entered', async () => {
    const { id } = await create();
    expect(await store().entryOf(id)).toBeUndefined();
    expect(await store().entryOf(randomUUID())).toBeUndefined();
    expect(await store().byBrowserKey('nobody')).toBeUndefined();
  });

  it('gives a browser key to one session only', async () => {
    const [first, second, shared] = [await create(), await create(), entry()];
    expect(await store().enter(first.id, shared)).toBe(true);
    const again = store().enter(second.id, shared);
    await expect(again).rejects.toMatchObject({ name: 'AlreadyTaken', what: 'sessions.browser_key_hash' });
  });

  it('lets nobody enter a session that has ended', async () => {
    const { id } = await create();
    await store().end(id, { status: 'cancelled', at: noon, form: undefined, cart: undefined });
    expect(await store().enter(id, entry())).toBe(false);
    expect(await store().enter(randomUUID(), entry())).toBe(false);
  });

  it('returns a cart once of 100 returns at the same time, and keeps the form of that one', async () => {
    const { id } = await create();
    const forms = Array.from({ length: 100 }, (_, index) => sampleForm(`attempt ${index}`));
    const results = await Promise.all(forms.map((form) => store().end(id, returned(form))));
    expect(results.filter(Boolean)).toHaveLength(1);
    expect((await store().endOf(id))?.form).toEqual(forms[results.indexOf(true)]);
    expect(await store().end(id, { ...returned(), status: 'cancelled' })).toBe(false);
  });

  it('keeps when and how a session ended, and the cart that went back', async () => {
    const session = await create();
    await store().end(session.id, returned());
    const after = await store().byStartToken(`start ${session.id}`);
    expect(after).toEqual({ ...session, status: 'returned', closedAt: noon + 2 });
    const row = await current().database.run((sql) =>
      sql.selectFrom('sessions').select('cart').where('id', '=', session.id).executeTakeFirstOrThrow(),
    );
    expect(JSON.parse(row.cart ?? '')).toEqual(sampleCart);
  });

  it('gives the cart as it was returned last, to the System and customer that it is of', async () => {
    const first = await create({ cartId: 'A1b2C3d4E5f6G7h8' });
    const { systemId, customerId, cartId } = first;
    expect(await store().lastCart({ systemId, customerId, cartId })).toBeUndefined();
    await store().end(first.id, returned());
    expect(await store().lastCart({ systemId, customerId, cartId })).toEqual(sampleCart);
    expect(await store().cartOf(first.id)).toEqual(sampleCart);
    expect(await store().cartOf((await create({ cartId })).id)).toBeUndefined();
    expect(await store().lastCart({ systemId, customerId: 'other', cartId })).toBeUndefined();
    expect(await store().lastCart({ systemId: 'other', customerId, cartId })).toBeUndefined();
    expect(await store().lastCart({ systemId, customerId, cartId: 'other' })).toBeUndefined();
  });

  it('tells how a session ended, also without a form, and nothing of one that has not', async () => {
    const { id } = await create();
    expect(await store().endOf(id)).toBeUndefined();
    await store().end(id, { status: 'cancelled', at: noon, form: undefined, cart: undefined });
    expect(await store().endOf(id)).toEqual({ status: 'cancelled', at: noon, form: undefined });
    expect(await store().endOf(randomUUID())).toBeUndefined();
  });

  it.each<PunchOutSession['entry']['page']>([
    { kind: 'product', number: 'HAM-001' },
    { kind: 'category', id: 'a'.repeat(32) },
    { kind: 'search', term: 'hammer' },
  ])('keeps that a request for quotation begins on $kind', async (page) => {
    const { id, ...session } = await create({ operation: 'source', entry: { page, lines: [] } });
    expect(await store().byId(id)).toEqual({ id, ...session });
  });

  it('lists the newest sessions first, as many as asked for', async () => {
    const older = await create({ createdAt: noon + 1_000_000 });
    const newer = await create({ createdAt: noon + 2_000_000 });
    expect(await store().list({ limit: 2 })).toEqual([newer, older]);
  });

  it('lets one of several processes end each session', async () => {
    const sessions = [];
    for (let index = 0; index < 40; index += 1) sessions.push(await create());
    const ids = sessions.map(({ id }) => id);
    const { options } = current();
    const orders = [ids, [...ids].reverse(), ids];
    const ended = await Promise.all(orders.map((order) => endSessionsInProcess(options, order)));
    expect(ended.flat().sort()).toEqual([...ids].sort());
  });
});

const sampleCart = {
  currency: 'EUR',
  currencyDecimals: 2,
  lines: [
    {
      kind: 'item' as const,
      unit: 'PCE',
      fields: { DESCRIPTION: 'Schraube' },
      quantity: '3',
      price: '33.33',
      priceUnit: '1',
      reference: 'PG1.a',
      source: { key: 'a', name: 'Screw', quantity: '1' },
      tax: '0.00',
      total: '99.99',
    },
  ],
  total: '99.99',
  shipping: undefined,
  tax: '0.00',
};
