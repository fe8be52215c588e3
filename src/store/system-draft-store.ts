import { z } from 'zod';
import type { SystemDraft, SystemDraftStore } from '../punchout/ports.ts';
import { systemSchema } from '../punchout/system.ts';
import type { Database } from './database.ts';
import { jsonText, parseRow } from './parse-row.ts';

const rowSchema = z
  .object({
    document: jsonText(systemSchema),
    fingerprint: z.string(),
    basedOn: z.int(),
    savedAt: z.int(),
  })
  .transform(({ document, ...draft }) => ({ system: document, ...draft }));

type DraftStore = Pick<SystemDraftStore, 'draft' | 'drafts' | 'saveDraft' | 'dropDraft'>;

export function draftStore(database: Database): DraftStore {
  return {
    draft: async (name) => {
      const row = await database.run((sql) =>
        sql.selectFrom('systemDrafts').selectAll().where('name', '=', name).executeTakeFirst(),
      );
      return row && readDraft(row);
    },
    drafts: async () => {
      const rows = await database.run((sql) =>
        sql.selectFrom('systemDrafts').selectAll().orderBy('name').execute(),
      );
      return rows.map(readDraft);
    },
    saveDraft: async ({ system, fingerprint, basedOn, savedAt }) => {
      const { id: systemId, name } = system;
      const values = { name, document: JSON.stringify(system), fingerprint, basedOn, savedAt };
      await database.transact(async (sql) => {
        // Left over where the System was published by somebody else, under an id of its own.
        await sql
          .deleteFrom('systemDrafts')
          .where('name', '=', name)
          .where('systemId', '!=', systemId)
          .execute();
        await sql
          .insertInto('systemDrafts')
          .values({ systemId, ...values })
          .onConflict((conflict) => conflict.column('systemId').doUpdateSet(values))
          .execute();
      });
    },
    dropDraft: async (systemId) => {
      await database.run((sql) => sql.deleteFrom('systemDrafts').where('systemId', '=', systemId).execute());
    },
  };
}

function readDraft(row: unknown): SystemDraft {
  return parseRow(rowSchema, row, 'draft of a System');
}
