import { describe, expect, it } from 'vitest';
import { createSnapshotQueues } from '../../../src/punchout/snapshot-queue.ts';

/** Work that ends when it is told to. */
function held() {
  const { promise, resolve } = Promise.withResolvers<void>();
  let begun = 0;
  return {
    end: async () => {
      resolve();
      await promise;
      await new Promise(setImmediate);
    },
    begun: () => begun,
    work: async () => {
      begun += 1;
      await promise;
    },
  };
}

describe('carts that are read beside the visits', () => {
  const queueOf = () => createSnapshotQueues({ atOnce: 2, waiting: 2 });

  it('are read one at a time for each session, and once more for all that came meanwhile', async () => {
    const queue = queueOf()('shop');
    const [first, second, third] = [held(), held(), held()];
    for (const { work } of [first, second, third]) expect(queue.add('a', work)).toBe(true);
    expect([first.begun(), second.begun(), third.begun()]).toEqual([1, 0, 0]);
    await first.end();
    expect([second.begun(), third.begun()]).toEqual([0, 1]);
  });

  it('do not pile up before a slow shop, and take no other shop its places', async () => {
    const queues = queueOf();
    const sessions = ['a', 'b', 'c', 'd', 'e'];
    const works = sessions.map(() => held());
    const taken = works.map(({ work }, index) => queues('slow').add(sessions[index] ?? '', work));
    expect(taken).toEqual([true, true, true, true, false]);
    expect(works.map(({ begun }) => begun())).toEqual([1, 1, 0, 0, 0]);
    const other = held();
    queues('quick').add('f', other.work);
    expect(other.begun()).toBe(1);
    await works[0]?.end();
    expect(works.map(({ begun }) => begun())).toEqual([1, 1, 1, 0, 0]);
  });
});
