import type { Kysely } from 'kysely';
import { z } from 'zod';
import {
  type Notice,
  type NoticeCode,
  type NoticeNews,
  type NoticeStore,
  noticeAdvice,
} from '../punchout/notice.ts';
import type { Surroundings } from '../punchout/ports.ts';
import type { Database } from './database.ts';
import { jsonText, parseRow } from './parse-row.ts';
import type { Tables } from './tables.ts';

/** Longer than any webhook may take to answer. */
const reservationMilliseconds = 60_000;
const keptMilliseconds = 30 * 24 * 60 * 60_000;

const noticeSchema = jsonText(
  z.object({
    code: z.custom<NoticeCode>((value) => typeof value === 'string' && Object.hasOwn(noticeAdvice, value)),
    severity: z.enum(['info', 'warning', 'critical']),
    subject: z.string(),
    stage: z.string(),
    detail: z.string(),
    advice: z.string(),
  }),
);
const eventSchema = z.enum(['began', 'ended']);

interface ToldNotice {
  id: string;
  at: number;
  name: string;
  notice: Notice;
}

export function createNoticeStore(database: Database, surroundings: Surroundings): NoticeStore {
  const { now } = surroundings;
  return {
    async settle(current, covers) {
      await forgetOld(database, now());
      const told = await listTold(database);
      const over = endedOf(told, current).filter(({ notice, at }) => covers(notice, at));
      const news: NoticeNews[] = [];
      for (const one of over) news.push(...(await end(one, { current, database, surroundings })));
      for (const notice of beginning(told, current))
        if (await begin(notice, database, surroundings)) news.push({ event: 'began', notice });
      return news;
    },
    list: async () => (await listTold(database)).map(({ notice }) => notice),
    undelivered: (limit) => undelivered(database, limit),
    reserve: async (id) => {
      const reserved = { reservedUntil: now() + reservationMilliseconds };
      const { numUpdatedRows } = await database.run((sql) =>
        updateUndelivered(sql, id).set(reserved).where('reservedUntil', '<=', now()).executeTakeFirst(),
      );
      return numUpdatedRows === 1n;
    },
    release: async (id) => {
      const tried = { reservedUntil: now() };
      await database.run((sql) => updateUndelivered(sql, id).set(tried).execute());
    },
    markDelivered: async (id) => {
      const delivered = { deliveredAt: now() };
      await database.run((sql) => updateUndelivered(sql, id).set(delivered).execute());
    },
  };
}

async function listTold(database: Database): Promise<ToldNotice[]> {
  const rows = await database.run((sql) =>
    sql
      .selectFrom('licenseNotices')
      .select(['id', 'at', 'name', 'notice'])
      .where('endedAt', 'is', null)
      .orderBy('at')
      .orderBy('id')
      .execute(),
  );
  return rows.map((row) => ({ ...row, notice: read(row.notice) }));
}

function beginning(told: readonly ToldNotice[], current: readonly Notice[]): Notice[] {
  const names = new Set(told.map(({ name }) => name));
  return current.filter((notice) => !names.has(nameOf(notice)));
}

function endedOf(told: readonly ToldNotice[], current: readonly Notice[]): ToldNotice[] {
  const names = new Set(current.map(nameOf));
  return told.filter(({ name }) => !names.has(name));
}

async function begin(
  notice: Notice,
  database: Database,
  { now, uuid }: Pick<Surroundings, 'now' | 'uuid'>,
): Promise<boolean> {
  const row = { ...rowOf('began', notice), id: uuid(), at: now(), endedAt: null };
  const { numInsertedOrUpdatedRows } = await database.run((sql) =>
    sql
      .insertInto('licenseNotices')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst(),
  );
  return numInsertedOrUpdatedRows === 1n;
}

/** What goes on in another stage is no news of an end. */
async function end(
  { id, notice }: ToldNotice,
  options: { current: readonly Notice[]; database: Database; surroundings: Surroundings },
): Promise<NoticeNews[]> {
  const { current, database, surroundings } = options;
  const at = surroundings.now();
  const goesOn = current.some(({ code, subject }) => code === notice.code && subject === notice.subject);
  return await database.transact(async (sql) => {
    const { numUpdatedRows } = await sql
      .updateTable('licenseNotices')
      .set({ endedAt: at })
      .where('id', '=', id)
      .where('endedAt', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n || goesOn) return [];
    const row = { ...rowOf('ended', notice), id: surroundings.uuid(), at, endedAt: at };
    await sql.insertInto('licenseNotices').values(row).execute();
    return [{ event: 'ended', notice }];
  });
}

function rowOf(event: NoticeNews['event'], notice: Notice) {
  return {
    event,
    name: nameOf(notice),
    notice: JSON.stringify(notice),
    reservedUntil: 0,
    deliveredAt: null,
  };
}

async function undelivered(database: Database, limit: number) {
  const rows = await database.run((sql) =>
    sql
      .selectFrom('licenseNotices')
      .select(['id', 'at', 'event', 'notice'])
      .where('deliveredAt', 'is', null)
      .orderBy('reservedUntil')
      .orderBy('at')
      .orderBy('id')
      .limit(limit)
      .execute(),
  );
  return rows.map(({ id, at, event, notice }) => ({
    id,
    at,
    event: parseRow(eventSchema, event, 'notice'),
    notice: read(notice),
  }));
}

function updateUndelivered(sql: Kysely<Tables>, id: string) {
  return sql.updateTable('licenseNotices').where('id', '=', id).where('deliveredAt', 'is', null);
}

async function forgetOld(database: Database, now: number): Promise<void> {
  await database.run((sql) =>
    sql
      .deleteFrom('licenseNotices')
      .where('endedAt', 'is not', null)
      .where((is) => is.or([is('deliveredAt', 'is not', null), is('endedAt', '<', now - keptMilliseconds)]))
      .execute(),
  );
}

function nameOf({ code, subject, stage }: Notice): string {
  return JSON.stringify([code, subject, stage]);
}

function read(text: string): Notice {
  return parseRow(noticeSchema, text, 'notice');
}
