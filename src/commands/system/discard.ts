import { Command } from 'commander';
import { type CommandContext, CommandRefusal, withAdapters } from '../command-context.ts';

export function discardCommand(context: CommandContext): Command {
  return new Command('discard')
    .description('forget the draft of a System')
    .argument('<name>')
    .option('--json', 'as JSON')
    .action((name: string, options: { json?: boolean }) => discard(context, name, options));
}

async function discard(context: CommandContext, name: string, { json }: { json?: boolean }): Promise<void> {
  await withAdapters(context, async ({ systems }) => {
    const draft = await systems.draft(name);
    if (!draft) throw new CommandRefusal(`${name} has no draft. punchgate system drafts shows all drafts.`);
    await systems.dropDraft(draft.system.id);
    context.print(json ? JSON.stringify({ name, state: 'discarded' }) : `${name}: draft discarded`);
  });
}
