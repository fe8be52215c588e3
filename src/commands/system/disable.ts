import { Command } from 'commander';
import { saveSystem } from '../../system-file.ts';
import { type CommandContext, storedSystem, withAdapters } from '../command-context.ts';

export function disableCommand(context: CommandContext): Command {
  return new Command('disable')
    .description('let nobody in by this System; applying its file with active: true ends that')
    .argument('<name>')
    .option('--json', 'as JSON')
    .action((name: string, options: { json?: boolean }) =>
      withAdapters(context, async (adapters) => {
        const { system } = await storedSystem(adapters, name);
        const { revision } = await saveSystem({ ...system, active: false }, adapters);
        const record = { name, state: 'disabled', revision };
        context.print(options.json ? JSON.stringify(record) : `${name}: disabled`);
      }),
    );
}
