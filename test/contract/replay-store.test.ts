import { expect, it } from 'vitest';
import { createReplayStore } from '../../src/store/replay-store.ts';
import { createSessionStore } from '../../src/store/session-store.ts';
import { onEveryDatabase } from './every-database.ts';
import { sampleSession, saveSystem } from './samples.ts';

onEveryDatabase('the store of answers', (current) => {
  const store = () => createReplayStore(current().database);
  const replay = async (answer: string) => {
    const session = sampleSession(await saveSystem(current().database));
    await createSessionStore(current().database).create(session, `start ${session.id}`);
    return { bodyHash: 'hash', answer, sessionId: session.id };
  };

  it('keeps one answer of many that come at once, and all find that one', async () => {
    const replays = [await replay('a'), await replay('b'), await replay('c')];
    const kept = await Promise.all(replays.map((one) => store().keep('key 1', one, undefined)));
    expect(kept.filter(Boolean)).toHaveLength(1);
    expect(await store().find('key 1')).toEqual(replays[kept.indexOf(true)]);
    expect(await store().find('key 2')).toBeUndefined();
  });

  it('replaces the answer of a visit that has ended, once', async () => {
    const [first, second, third] = [await replay('a'), await replay('b'), await replay('c')];
    await store().keep('key 3', first, undefined);
    expect(await store().keep('key 3', second, first.sessionId)).toBe(true);
    expect(await store().keep('key 3', third, first.sessionId)).toBe(false);
    expect(await store().find('key 3')).toEqual(second);
  });
});
