import type { RenewedVisit } from '../punchout/renew-visit.ts';

/** What this process knows of shop sessions that have ended; another process finds it out by itself. */
export interface Renewals {
  /** The shop has forgotten whose session the context token is. */
  found(sessionId: string, contextToken: string): void;
  isDue(sessionId: string, contextToken: string): boolean;
  /** False a short while after the last one: a shop that forgets every session at once is left alone. */
  mayBegin(sessionId: string, now: number): boolean;
  /** Of requests that come at once, one renews, and all get its outcome. */
  once(sessionId: string, renew: () => Promise<RenewedVisit>): Promise<RenewedVisit>;
  done(sessionId: string, now: number): void;
}

const restMilliseconds = 10_000;
/** More than the visits of a process; of more, the oldest are asked in vain once. */
const mostKept = 10_000;

export function createRenewals(): Renewals {
  const due = new Map<string, string>();
  const doneAt = new Map<string, number>();
  const running = new Map<string, Promise<RenewedVisit>>();
  return {
    found: (id, contextToken) => keep(due, id, contextToken),
    isDue: (id, contextToken) => due.get(id) === contextToken,
    mayBegin: (id, now) => now - (doneAt.get(id) ?? Number.NEGATIVE_INFINITY) >= restMilliseconds,
    async once(id, renew) {
      const renewal = running.get(id) ?? renew().finally(() => running.delete(id));
      running.set(id, renewal);
      return await renewal;
    },
    done(id, now) {
      due.delete(id);
      keep(doneAt, id, now);
    },
  };
}

function keep<T>(map: Map<string, T>, id: string, value: T): void {
  map.delete(id);
  map.set(id, value);
  const [oldest] = map.keys();
  if (map.size > mostKept && oldest !== undefined) map.delete(oldest);
}
