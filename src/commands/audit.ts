import { Command } from 'commander';
import type { HistoryHead } from '../punchout/license-history.ts';
import { type CommandContext, CommandRefusal, printList, withAdapters } from './command-context.ts';
import { historyForPeople, historyRow } from './history-rows.ts';
import { readCount, readHead } from './option-readers.ts';

interface Output {
  json?: boolean;
}

export function auditCommand(context: CommandContext): Command {
  const command = new Command('audit').description('the history of licenses: who changed what, and when');
  command
    .command('list')
    .description('the newest changes first')
    .option('--subject <id>', 'of this license or subscription')
    .option('--before <n>', 'only those before this number', readCount(1, 999_999_999))
    .option('--limit <n>', 'how many at most', readCount(1, 10_000), 50)
    .option('--json', 'as JSON, with the records before and after')
    .action((options: ListOptions) => list(context, options));
  command
    .command('head')
    .description('the number and hash of the newest change: noted elsewhere, it shows a history cut short')
    .option('--json', 'as JSON')
    .action(({ json }: Output) =>
      withAdapters(context, async ({ history }) => {
        const head = await history.head();
        context.print(json ? JSON.stringify(head, undefined, 2) : textOf(head));
      }),
    );
  command
    .command('verify')
    .description('compute the whole chain anew and name what does not hold')
    .option('--head <sequence:hash>', 'as it was noted once', readHead)
    .option('--json', 'as JSON')
    .action((options: Output & { head?: HistoryHead }) => verify(context, options));
  return command;
}

interface ListOptions extends Output {
  subject?: string;
  before?: number;
  limit: number;
}

async function list(context: CommandContext, { subject, before, limit, json }: ListOptions): Promise<void> {
  await withAdapters(context, async ({ history }) => {
    const entries = await history.list({ subjectId: subject, before, limit });
    if (json) context.print(JSON.stringify(entries.map(historyRow), undefined, 2));
    else printList(context, entries.map(historyForPeople), {});
    const last = entries.at(-1)?.sequence ?? 1;
    if (entries.length < limit || last === 1) return;
    context.warn(`There may be more. The next page: the same with --before ${last}`);
  });
}

async function verify(
  context: CommandContext,
  { head: noted, json }: Output & { head?: HistoryHead },
): Promise<void> {
  await withAdapters(context, async ({ history }) => {
    const { head, faults } = await history.verify(noted);
    if (json) context.print(JSON.stringify({ head, faults }, undefined, 2));
    else for (const { sequence, problem } of faults) context.print(`${sequence}: ${problem}`);
    if (faults.length > 0)
      throw new CommandRefusal(
        'The history does not hold: rows were changed or removed past Punchgate. Compare it with a backup.',
      );
    if (!json) context.print(`The history holds, from the first change to ${textOf(head)}`);
  });
}

function textOf({ sequence, hash }: HistoryHead): string {
  return `${sequence}:${hash}`;
}
