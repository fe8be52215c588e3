import { Command } from 'commander';
import { draftReport } from '../../draft-system.ts';
import { type CommandContext, storedSystem, withAdapters } from '../command-context.ts';
import { draftRecord, draftText } from './draft-text.ts';

export function diffCommand(context: CommandContext): Command {
  return new Command('diff')
    .description('what publishing the draft of a System would change')
    .argument('<name>')
    .option('--json', 'as JSON')
    .action((name: string, options: { json?: boolean }) => diff(context, name, options));
}

async function diff(context: CommandContext, name: string, { json }: { json?: boolean }): Promise<void> {
  await withAdapters(context, async (adapters) => {
    const draft = await adapters.systems.draft(name);
    if (!draft) {
      await storedSystem(adapters, name);
      return context.print(json ? JSON.stringify({ name, state: 'no draft' }) : `${name}: no draft`);
    }
    const report = await draftReport(draft, adapters);
    context.print(json ? JSON.stringify(draftRecord(report), undefined, 2) : draftText(report));
  });
}
