import type { MappedCart } from '../../../src/punchout/map-cart.ts';
import type { SessionEnd, SessionEntry, SessionRenewal, SessionStore } from '../../../src/punchout/ports.ts';
import type { PunchOutSession } from '../../../src/punchout/session.ts';

interface Row {
  session: PunchOutSession;
  startTokenHash: string;
  contextTokenHash?: string | undefined;
  entry?: SessionEntry;
  cart?: MappedCart | undefined;
  end?: Awaited<ReturnType<SessionStore['endOf']>>;
}

/** Sessions of one process. As in SQL, the question and the change of `enter` and `end` are one step. */
export class MemorySessions implements SessionStore {
  readonly #rows = new Map<string, Row>();

  async create(session: PunchOutSession, startTokenHash: string): Promise<void> {
    this.#rows.set(session.id, { session, startTokenHash });
  }

  async byId(id: string): Promise<PunchOutSession | undefined> {
    return this.#find(({ session }) => session.id === id);
  }

  async byStartToken(startTokenHash: string): Promise<PunchOutSession | undefined> {
    return this.#find((row) => row.startTokenHash === startTokenHash);
  }

  async byBrowserKey(browserKeyHash: string): Promise<PunchOutSession | undefined> {
    return this.#find(({ entry }) => entry?.browserKeyHash === browserKeyHash);
  }

  async byContextToken(contextTokenHash: string): Promise<PunchOutSession | undefined> {
    return this.#find((row) => row.contextTokenHash === contextTokenHash);
  }

  async enter(
    id: string,
    { at, notices, contextTokenHash, ...entry }: Parameters<SessionStore['enter']>[1],
  ): Promise<boolean> {
    const row = this.#rows.get(id);
    if (row?.session.status !== 'open' || row.entry) return false;
    this.#rows.set(id, {
      ...row,
      entry,
      contextTokenHash,
      session: { ...row.session, enteredAt: at, notices },
    });
    return true;
  }

  async entryOf(id: string): ReturnType<SessionStore['entryOf']> {
    return this.#rows.get(id)?.entry;
  }

  async renew(id: string, { lost, notices, ...renewed }: SessionRenewal): Promise<boolean> {
    const row = this.#rows.get(id);
    if (row?.session.status !== 'open' || row.entry?.contextToken !== lost) return false;
    this.#rows.set(id, {
      ...row,
      entry: { ...row.entry, ...renewed },
      session: { ...row.session, notices },
    });
    return true;
  }

  async end(id: string, { status, at, form, cart, cartAsOf }: SessionEnd): Promise<boolean> {
    const row = this.#rows.get(id);
    if (row?.session.status !== 'open') return false;
    this.#rows.set(id, {
      ...row,
      end: structuredClone({ status, at, form }),
      cart: structuredClone(cart),
      session: { ...row.session, status, closedAt: at, cartAsOf },
    });
    return true;
  }

  async endOf(id: string): ReturnType<SessionStore['endOf']> {
    return structuredClone(this.#rows.get(id)?.end);
  }

  async cartOf(id: string): Promise<MappedCart | undefined> {
    return structuredClone(this.#rows.get(id)?.cart);
  }

  async lastCart(wanted: Parameters<SessionStore['lastCart']>[0]): Promise<MappedCart | undefined> {
    const rows = [...this.#rows.values()].filter(
      ({ session, cart }) =>
        cart &&
        (['systemId', 'customerId', 'cartId'] as const).every((name) => session[name] === wanted[name]),
    );
    return structuredClone(rows.at(-1)?.cart);
  }

  async list({ limit }: { limit: number }): Promise<PunchOutSession[]> {
    return [...this.#rows.values()].map(({ session }) => session).slice(0, limit);
  }

  #find(fits: (row: Row) => boolean): PunchOutSession | undefined {
    const row = [...this.#rows.values()].find(fits);
    return row && structuredClone(row.session);
  }
}
