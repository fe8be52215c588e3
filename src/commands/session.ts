import { Command } from 'commander';
import { mendedFields } from '../punchout/map-cart.ts';
import type { PunchOutSession } from '../punchout/session.ts';
import {
  type CommandContext,
  CommandRefusal,
  printList,
  printRecord,
  withAdapters,
} from './command-context.ts';
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
  command
    .command('show')
    .description('one session, and what was cut in the cart that it returned')
    .argument('<id>')
    .option('--json', 'as JSON')
    .action((id: string, options: { json?: boolean }) => show(context, id, options));
  return command;
}

/** @throws CommandRefusal when there is no such session */
async function show(context: CommandContext, id: string, options: { json?: boolean }): Promise<void> {
  await withAdapters(context, async ({ sessions, systems, surroundings }) => {
    const session = await sessions.byId(id);
    if (!session) throw new CommandRefusal(`There is no session ${id}. punchgate session list shows them.`);
    const names = new Map((await systems.list()).map(({ system }) => [system.id, system.name]));
    const cart = await sessions.cartOf(id);
    const mended = cart ? mendedFields(cart) : [];
    const { cartAsOf } = session;
    const told = cartAsOf === undefined ? {} : { cartAsOf: isoTime(cartAsOf) };
    const record = { ...row(session, { names, now: surroundings.now() }), ...told };
    if (options.json) return context.print(JSON.stringify({ ...record, mended }, undefined, 2));
    printRecord(context, record, options);
    if (mended.length > 0)
      printList(
        context,
        mended.map(({ lengths: _, ...told }) => told),
        options,
      );
  });
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
