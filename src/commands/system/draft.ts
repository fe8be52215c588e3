import { Command } from 'commander';
import { draftReport, draftSystem } from '../../draft-system.ts';
import { type CommandContext, withAdapters } from '../command-context.ts';
import { draftRecord, draftText } from './draft-text.ts';
import { assertFit, readSystemFiles } from './read-system-files.ts';

export function draftCommand(context: CommandContext): Command {
  return new Command('draft')
    .description('keep edited Systems as drafts and tell what publishing them would change')
    .argument('<files...>')
    .option('--json', 'as JSON')
    .action((files: string[], options: { json?: boolean }) => draft(context, files, options));
}

async function draft(context: CommandContext, names: string[], { json }: { json?: boolean }): Promise<void> {
  const files = await readSystemFiles(context, names);
  await withAdapters(context, async (adapters) => {
    await assertFit(files, adapters.systems);
    const records: object[] = [];
    for (const { file } of files) {
      const { name } = file;
      const saved = await draftSystem(file, adapters);
      const report = saved && (await draftReport(saved, adapters));
      records.push(report ? draftRecord(report) : { name, state: 'unchanged' });
      if (!json) context.print(report ? draftText(report) : `${name}: unchanged, no draft`);
    }
    if (json) context.print(JSON.stringify(records, undefined, 2));
  });
}
