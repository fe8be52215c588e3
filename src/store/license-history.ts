import type { Selectable } from 'kysely';
import type {
  HistoryEntry,
  HistoryFault,
  HistoryHead,
  HistorySubject,
  LicenseHistory,
} from '../punchout/license-history.ts';
import type { Vault } from '../punchout/ports.ts';
import type { Database } from './database.ts';
import { hashOf, headOf } from './license-chain.ts';
import type { Tables } from './tables.ts';

const pageLength = 2_000;
const mostFaults = 20;

export function createLicenseHistory(database: Database, vault: Vault): LicenseHistory {
  return {
    head: () => database.run(headOf),
    list: async ({ subjectId, before, limit }) => {
      const rows = await database.run((sql) => {
        let query = sql.selectFrom('licenseHistory').selectAll();
        if (subjectId !== undefined) query = query.where('subjectId', '=', subjectId);
        if (before !== undefined) query = query.where('sequence', '<', before);
        return query.orderBy('sequence', 'desc').limit(limit).execute();
      });
      return rows.map(entryOf);
    },
    verify: (noted) => verify(database, vault, noted),
  };
}

/** Entries that are added meanwhile are left for the next time. */
async function verify(
  database: Database,
  vault: Vault,
  noted: HistoryHead | undefined,
): Promise<{ head: HistoryHead; faults: HistoryFault[] }> {
  const head = await database.run(headOf);
  const faults: HistoryFault[] = [];
  let last: HistoryHead = { sequence: 0, hash: '' };
  for await (const entry of entriesUpTo(database, head.sequence)) {
    if (entry.sequence !== last.sequence + 1)
      faults.push({ sequence: last.sequence + 1, problem: `missing up to ${entry.sequence - 1}` });
    else if (hashOf(entry, last.hash, vault) !== entry.hash)
      faults.push({ sequence: entry.sequence, problem: 'was changed, or one before it' });
    if (noted?.sequence === entry.sequence && noted.hash !== entry.hash)
      faults.push({ sequence: entry.sequence, problem: 'is not what was noted' });
    if (faults.length >= mostFaults) return { head, faults };
    last = entry;
  }
  if (last.sequence !== head.sequence || last.hash !== head.hash)
    faults.push({
      sequence: last.sequence + 1,
      problem: `missing up to ${head.sequence}, the end is cut off`,
    });
  if (noted && noted.sequence > head.sequence)
    faults.push({ sequence: head.sequence + 1, problem: `missing up to ${noted.sequence}, which was noted` });
  return { head, faults };
}

async function* entriesUpTo(database: Database, end: number): AsyncGenerator<HistoryEntry> {
  let after = 0;
  while (after < end) {
    const rows = await database.run((sql) =>
      sql
        .selectFrom('licenseHistory')
        .selectAll()
        .where('sequence', '>', after)
        .where('sequence', '<=', end)
        .orderBy('sequence')
        .limit(pageLength)
        .execute(),
    );
    yield* rows.map(entryOf);
    const last = rows.at(-1);
    if (!last) return;
    after = last.sequence;
  }
}

function entryOf(row: Selectable<Tables['licenseHistory']>): HistoryEntry {
  const { sequence, at, actor, action, subjectKind, subjectId, before, after, hash } = row;
  const subject = { kind: subjectKind as HistorySubject['kind'], id: subjectId };
  return {
    sequence,
    at,
    actor,
    action,
    subject,
    before: before ?? undefined,
    after: after ?? undefined,
    hash,
  };
}
