import { Command, InvalidArgumentError } from 'commander';
import type { PunchOutSession } from '../punchout/session.ts';
import { type CommandContext, printList, withAdapters } from './command-context.ts';

export function sessionCommand(context: CommandContext): Command {
  const command = new Command('session').description('visits of buyers');
  command
    .command('list')
    .description('the newest sessions')
    .option('--limit <n>', 'how many', readCount, 50)
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

function readCount(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('not a number above 0');
  return Number(text);
}

function row(session: PunchOutSession, { names, now }: { names: Map<string, string>; now: number }) {
  const { id, protocol, systemId, customerId, createdAt, enteredAt, closedAt } = session;
  return {
    id,
    system: names.get(systemId),
    protocol,
    customer: customerId,
    status: session.status === 'open' && now >= session.expiresAt ? 'expired' : session.status,
    started: time(createdAt),
    entered: time(enteredAt),
    closed: time(closedAt),
  };
}

function time(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}
