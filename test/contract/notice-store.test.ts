import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { type Notice, noticeOf } from '../../src/punchout/notice.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createNoticeStore } from '../../src/store/notice-store.ts';
import { onEveryDatabase } from './every-database.ts';
import { noon } from './samples.ts';

const day = 24 * 60 * 60_000;
const all = () => true;

function expiring(stage: string, subject = 'subscription-1'): Notice {
  const facts = { severity: 'warning', subject, stage, detail: `${stage} days` } as const;
  return noticeOf('subscription_expiring', facts);
}

onEveryDatabase('the record of what was told', (current) => {
  const clock = { at: noon };
  const store = () =>
    createNoticeStore(current().database, { now: () => clock.at, uuid: randomUUID, token: randomUUID });

  /** Nothing is current and nothing on its way, at a time later than any before. */
  async function emptied() {
    clock.at += 100 * day;
    const notices = store();
    await notices.settle([], all);
    for (const { id } of await notices.undelivered(1_000)) await notices.markDelivered(id);
    await notices.settle([], all);
    return notices;
  }

  it('tells each stage once, and nothing while nothing changes', async () => {
    const notices = await emptied();
    const began = { event: 'began', notice: expiring('30') };
    expect(await notices.settle([expiring('30')], all)).toEqual([began]);
    expect(await notices.settle([expiring('30')], all)).toEqual([]);
    expect(await notices.settle([expiring('7')], all)).toEqual([{ event: 'began', notice: expiring('7') }]);
    expect(await notices.list()).toEqual([expiring('7')]);
  });

  it('tells that something is over, and tells it anew when it comes back', async () => {
    const notices = await emptied();
    await notices.settle([expiring('7')], all);
    expect(await notices.settle([], all)).toEqual([{ event: 'ended', notice: expiring('7') }]);
    expect(await notices.settle([], all)).toEqual([]);
    expect(await notices.settle([expiring('7')], all)).toHaveLength(1);
  });

  it('leaves what the caller cannot know', async () => {
    const notices = await emptied();
    await notices.settle([expiring('7')], all);
    const seen: [Notice, number][] = [];
    const notMine = (notice: Notice, toldAt: number) => seen.push([notice, toldAt]) < 0;
    expect(await notices.settle([], notMine)).toEqual([]);
    expect(seen).toEqual([[expiring('7'), clock.at]]);
    expect(await notices.list()).toEqual([expiring('7')]);
  });

  it('of many processes that see the same, one tells it', async () => {
    await emptied();
    const opened = await Promise.all(Array.from({ length: 4 }, () => openDatabase(current().options)));
    const stores = opened.map((database) =>
      createNoticeStore(database, { now: () => clock.at, uuid: randomUUID, token: randomUUID }),
    );
    const seen = Array.from({ length: 10 }, (_, index) => expiring('7', `subscription-${index}`));
    const began = await Promise.all(stores.map((one) => one.settle(seen, all)));
    expect(began.flat()).toHaveLength(10);
    const ended = await Promise.all(stores.map((one) => one.settle([], all)));
    expect(ended.flat()).toHaveLength(10);
    await Promise.all(opened.map((database) => database.close()));
  });

  it('keeps for the webhook what began and what is over, in this order, until it was delivered', async () => {
    const notices = await emptied();
    await notices.settle([expiring('7')], all);
    clock.at += 1;
    await notices.settle([], all);
    const waiting = await notices.undelivered(10);
    expect(waiting.map(({ event, at }) => [event, at])).toEqual([
      ['began', clock.at - 1],
      ['ended', clock.at],
    ]);
    for (const { id } of waiting) await notices.markDelivered(id);
    expect(await notices.undelivered(10)).toEqual([]);
  });

  it('lets one caller send a message, and another one once the first has given up or vanished', async () => {
    const notices = await emptied();
    await notices.settle([expiring('7')], all);
    const id = (await notices.undelivered(10))[0]?.id ?? '';
    const attempts = await Promise.all(Array.from({ length: 8 }, () => notices.reserve(id)));
    expect(attempts.filter((got) => got)).toHaveLength(1);
    await notices.release(id);
    expect(await notices.reserve(id)).toBe(true);
    clock.at += 59_999;
    expect(await notices.reserve(id)).toBe(false);
    clock.at += 1;
    expect(await notices.reserve(id)).toBe(true);
    await notices.markDelivered(id);
    clock.at += day;
    expect(await notices.reserve(id)).toBe(false);
  });

  it('brings first what was never tried, so that one message holds up no other', async () => {
    const notices = await emptied();
    await notices.settle([expiring('7', 'first')], all);
    clock.at += 1;
    await notices.settle([expiring('7', 'first'), expiring('7', 'second')], all);
    const [first] = await notices.undelivered(10);
    await notices.reserve(first?.id ?? '');
    await notices.release(first?.id ?? '');
    const subjects = (await notices.undelivered(10)).map(({ notice }) => notice.subject);
    expect(subjects).toEqual(['second', 'first']);
  });

  it('gives up after 30 days what was over and nobody wanted', async () => {
    const notices = await emptied();
    await notices.settle([expiring('7', 'over'), expiring('7', 'going on')], all);
    await notices.settle([expiring('7', 'going on')], all);
    clock.at += 30 * day;
    await notices.settle([expiring('7', 'going on')], all);
    expect(await notices.undelivered(10)).toHaveLength(3);
    clock.at += 1;
    await notices.settle([expiring('7', 'going on')], all);
    expect((await notices.undelivered(10)).map(({ notice }) => notice.subject)).toEqual(['going on']);
  });
});
