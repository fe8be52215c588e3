import { Command } from 'commander';
import { fingerprintSource } from '../../punchout/system-fingerprint.ts';
import { type CommandContext, storedSystem, withAdapters } from '../command-context.ts';
import { isoTime } from '../iso-time.ts';

export function showCommand(context: CommandContext): Command {
  return new Command('show')
    .description('one System with what its fingerprint is made of, as JSON; secrets are hashed or sealed')
    .argument('<name>')
    .option('--json', 'as JSON, as always')
    .action((name: string) => show(context, name));
}

async function show(context: CommandContext, name: string): Promise<void> {
  await withAdapters(context, async (adapters) => {
    const stored = await storedSystem(adapters, name);
    const fingerprinted = JSON.parse(fingerprintSource(stored.system));
    const pending = await adapters.systems.draft(name);
    const draft = pending && {
      basedOn: pending.basedOn,
      saved: isoTime(pending.savedAt),
      fingerprint: pending.fingerprint,
      changes: `punchgate system diff ${name}`,
    };
    context.print(JSON.stringify({ ...stored, fingerprinted, draft }, undefined, 2));
  });
}
