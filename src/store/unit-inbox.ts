import type { UnitInbox, UnmappedUnit } from '../punchout/unit-inbox.ts';
import type { Database } from './database.ts';

export function createUnitInbox(database: Database): UnitInbox {
  return {
    async record(units) {
      if (units.length === 0) return;
      await database.run((sql) =>
        sql
          .insertInto('unmappedUnits')
          .values(rowsOf(units))
          .onConflict((conflict) =>
            conflict.columns(['systemId', 'unit']).doUpdateSet((is) => ({
              article: is.ref('excluded.article'),
              lastSeen: is.ref('excluded.lastSeen'),
              times: is('unmappedUnits.times', '+', 1),
            })),
          )
          .execute(),
      );
    },
    async list() {
      const rows = await database.run((sql) =>
        sql.selectFrom('unmappedUnits').selectAll().orderBy('lastSeen', 'desc').orderBy('unit').execute(),
      );
      return rows.map(({ lastSeen, ...row }) => ({ ...row, at: lastSeen }));
    },
    async forget({ systemId, unit }) {
      await database.run((sql) =>
        sql.deleteFrom('unmappedUnits').where('systemId', '=', systemId).where('unit', '=', unit).execute(),
      );
    },
  };
}

/** One row for each, in the same order in every process: two that write the same rows must not wait for each other. */
function rowsOf(units: readonly UnmappedUnit[]) {
  const rows = new Map(
    units.map(({ at, ...unit }) => [
      JSON.stringify([unit.systemId, unit.unit]),
      { ...unit, firstSeen: at, lastSeen: at, times: 1 },
    ]),
  );
  return [...rows].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, row]) => row);
}
