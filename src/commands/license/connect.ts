import { Command } from 'commander';
import type { Adapters } from '../../adapters.ts';
import type { ConnectOrder } from '../../license/bind-license.ts';
import { type CommandContext, withAdapters } from '../command-context.ts';
import { readFingerprint } from '../option-readers.ts';
import { assertNotImported } from './find-licenses.ts';
import { printLicense } from './print-license.ts';
import { systemQuestion } from './system-question.ts';
import { warnOfBinding } from './warn-of-binding.ts';

interface ConnectOptions {
  website?: string;
  fingerprint?: string;
  systemId?: string;
  takeOver?: boolean;
  json?: boolean;
}

export function connectCommand(context: CommandContext): Command {
  const command = new Command('connect')
    .description('connect a system license to a website and bind it to the configuration of a System')
    .argument('<license>', 'key or id of the system license')
    .argument('[system]', 'name of the System')
    .option('--website <origin>', 'of the shop; by default that of the shop of the System')
    .option('--take-over', 'also where another System has the license, which then loses it')
    .option('--fingerprint <fingerprint>', 'for a gateway without network: of its System', readFingerprint)
    .option('--system-id <id>', 'for a gateway without network: of its System')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nFor a gateway without network: --website, --fingerprint and --system-id in place of [system];\nwith --website alone the license is connected and not yet bound.',
    );
  return command.action(async (license: string, system: string | undefined, options: ConnectOptions) => {
    const problem = usageProblem(system, options);
    if (problem) command.error(`error: ${problem}`);
    await connect(context, { license, system }, options);
  });
}

function usageProblem(system: string | undefined, { website, fingerprint, systemId }: ConnectOptions) {
  const byHand = fingerprint !== undefined || systemId !== undefined;
  if (system !== undefined) return byHand && 'name the System, or give its --fingerprint and --system-id';
  if (website === undefined) return 'name the System, or give the --website';
  return (
    (fingerprint === undefined) !== (systemId === undefined) && '--fingerprint and --system-id go together'
  );
}

async function connect(
  context: CommandContext,
  names: { license: string; system: string | undefined },
  options: ConnectOptions,
): Promise<void> {
  await withAdapters(context, async (adapters) => {
    await assertNotImported(names.license, adapters);
    const order = await connectOrder(names, options, adapters);
    const license = await adapters.office.connect({ ...order, takeOver: options.takeOver });
    await printLicense({ kind: 'system', license }, adapters, { context, json: options.json });
    await warnOfBinding(license, adapters, context);
  });
}

async function connectOrder(
  { license, system }: { license: string; system: string | undefined },
  { website = '', fingerprint, systemId }: ConnectOptions,
  adapters: Adapters,
): Promise<ConnectOrder> {
  if (system !== undefined) {
    const { question } = await systemQuestion(system, adapters);
    const bound = { id: question.systemId, fingerprint: question.fingerprint };
    return { license, website: website || question.website, system: bound };
  }
  if (fingerprint === undefined || systemId === undefined) return { license, website };
  return { license, website, system: { id: systemId, fingerprint } };
}
