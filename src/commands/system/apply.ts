import { Command } from 'commander';
import type { Adapters } from '../../adapters.ts';
import { draftSystem } from '../../draft-system.ts';
import { PublishRefusal, publishDraft } from '../../publish-system.ts';
import { LicenseError } from '../../punchout/license-error.ts';
import type { SystemFile } from '../../system-file.ts';
import { type CommandContext, CommandRefusal, withAdapters } from '../command-context.ts';
import { publishedRecord, publishedText } from './draft-text.ts';
import { assertFit, type ReadFile, readSystemFiles, usualFolder } from './read-system-files.ts';

interface ApplyOptions {
  json?: boolean;
}

export function applyCommand(context: CommandContext): Command {
  return new Command('apply')
    .description(`draft and publish Systems in one step, by default every file of ${usualFolder}`)
    .argument('[files...]')
    .option('--json', 'as JSON')
    .action((files: string[], options: ApplyOptions) => apply(context, files, options));
}

/** What became of one file. */
interface Applied {
  text: string;
  record: { name: string; state: string };
  /** Why it stays a draft. */
  refusal?: string;
}

/** All files are read, and all their faults told, before the first one is applied. */
async function apply(context: CommandContext, names: string[], { json }: ApplyOptions): Promise<void> {
  const files = await readSystemFiles(context, names);
  await withAdapters(context, async (adapters) => {
    await assertFit(files, adapters.systems);
    const results: Applied[] = [];
    for (const { file } of files) {
      const applied = await applyOne(file, adapters);
      results.push(applied);
      if (!json) context.print(applied.text);
    }
    if (json)
      context.print(
        JSON.stringify(
          results.map(({ record }) => record),
          undefined,
          2,
        ),
      );
    if (names.length === 0) await tellOfOrphans(context, files, adapters);
    const refusals = results.flatMap(({ refusal = [] }) => refusal);
    if (refusals.length > 0) throw new CommandRefusal(refusals.join('\n'));
  });
}

async function applyOne(file: SystemFile, adapters: Adapters): Promise<Applied> {
  const { name } = file;
  const draft = await draftSystem(file, adapters);
  if (!draft) return { text: `${name}: unchanged`, record: { name, state: 'unchanged' } };
  try {
    const published = await publishDraft(name, {}, adapters);
    return { text: publishedText(published, {}), record: publishedRecord(published, {}) };
  } catch (error) {
    if (!(error instanceof PublishRefusal || error instanceof LicenseError)) throw error;
    const { code, message, advice } = error;
    const record = { name, state: 'draft', fingerprint: draft.fingerprint, refused: code };
    return { text: `${name}: stays a draft`, record, refusal: `${message}\n${advice}` };
  }
}

/** A file that is gone does not end its System; the operator does. */
async function tellOfOrphans(
  context: CommandContext,
  files: readonly ReadFile[],
  { systems }: Adapters,
): Promise<void> {
  for (const { system } of await systems.list()) {
    if (!system.active || files.some(({ file }) => file.name === system.name)) continue;
    context.warn(
      `${system.name}: has no file and stays as it is; to end it: punchgate system disable ${system.name}`,
    );
  }
}
