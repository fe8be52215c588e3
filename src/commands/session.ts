import { Command } from 'commander';
import type { PunchOutSession } from '../punchout/session.ts';
import { type CommandContext, printList, withAdapters } from './command-context.ts';
import { isoTime } from './iso-time.ts';
import { readCount } from './option-readers.ts';

export function sessionCommand(context: CommandContext): Command {
  const command = new Command('session').description('visits of buyers');
  command
    .command('list')
    .description('the newest sessions')
    .option('--limit <n>', 'how many', readCount(1, 999_999), 50)
    .option('--json', 'as JSON')
    .action((options: { limit: number; json?: boolean }) =>
      withAdapters(context, async ({ sessions, systems, surroundings }) => {
        const names = new Map((await systems.list()).map(({ system }) => [system.id, system.name]));
        const found = await sessions.list({ limit: options.limit });
        printList(
          context,
          found.map((session) => row(session, { names, now: surroundings.now() })),
          options,
        );
      }),
    );
  return command;
}

function row(session: PunchOutSession, { names, now }: { names: Map<string, string>; now: number }) {
  const { id, protocol, systemId, customerId, createdAt, enteredAt, closedAt } = session;
  return {
    id,
    system: names.get(systemId),
    protocol,
    customer: customerId,
    status: session.status === 'open' && now >= session.expiresAt ? 'expired' : session.status,
    started: isoTime(createdAt),
    entered: isoTime(enteredAt),
    closed: isoTime(closedAt),
  };
}
