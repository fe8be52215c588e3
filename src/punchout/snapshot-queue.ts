/** Readings of carts that nobody waits for. */
export interface SnapshotQueue {
  /** `work` must not throw. False where so many wait already that it is left out. */
  add(key: string, work: () => Promise<void>): boolean;
}

interface Limits {
  atOnce: number;
  waiting: number;
}

/** A queue for each name: a shop that is slow takes nobody else's place. */
export function createSnapshotQueues(limits: Limits): (name: string) => SnapshotQueue {
  const queues = new Map<string, SnapshotQueue>();
  return (name) => {
    const queue = queues.get(name) ?? createSnapshotQueue(limits);
    queues.set(name, queue);
    return queue;
  };
}

/**
 * One at a time for each key: what is added meanwhile is done once, afterwards. However slow a shop is, not more than
 * `atOnce` run and `waiting` wait.
 */
function createSnapshotQueue(limits: Limits): SnapshotQueue {
  const running = new Set<string>();
  const waiting = new Map<string, () => Promise<void>>();

  function next(): void {
    for (const [key, work] of waiting) {
      if (running.size >= limits.atOnce) return;
      if (!running.has(key)) start(key, work);
    }
  }

  function start(key: string, work: () => Promise<void>): void {
    waiting.delete(key);
    running.add(key);
    void work().finally(() => {
      running.delete(key);
      next();
    });
  }

  return {
    add(key, work) {
      if (waiting.size >= limits.waiting && !waiting.has(key)) return false;
      waiting.set(key, work);
      next();
      return true;
    },
  };
}
