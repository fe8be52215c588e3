export type OneAtATime = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** Work of one key begins when all that came before it has ended, well or badly; that of other keys does not wait. */
export function createOneAtATime(): OneAtATime {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = last.get(key) ?? Promise.resolve();
    const turn = before.catch(() => {}).then(work);
    last.set(key, turn);
    try {
      return await turn;
    } finally {
      if (last.get(key) === turn) last.delete(key);
    }
  };
}
