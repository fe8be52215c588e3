import { Command, InvalidArgumentError } from 'commander';
import type { Config } from '../../config.ts';
import { createEgress } from '../../http/egress.ts';
import { shopChecks } from '../../shopware/check/shop-checks.ts';
import { type ShopSurvey, surveyShop } from '../../shopware/check/shop-survey.ts';
import { type CommandContext, CommandRefusal, configOf } from '../command-context.ts';
import { printChecks } from './print-checks.ts';

interface CheckOptions {
  customer?: string;
  json?: boolean;
}

export function checkCommand(context: CommandContext): Command {
  const command = new Command('check')
    .description('ask a shop whether buyers could punch out to it, and tell how to mend what keeps them out')
    .argument('<name>', 'of the shop, under shops in punchgate.yaml')
    .option('--customer <id>', 'open a session for this customer of the shop too', readCustomer)
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nNothing is changed in the shop. Exit status: 0 nothing failed, 1 something failed, 2 wrong usage.',
    );
  return command.action(async (name: string, options: CheckOptions) => {
    const config = await configOf(context);
    const problem = problemOf(name, config);
    if (problem) command.error(`error: ${problem}`);
    const survey = await surveyed(name, config, options);
    const checks = shopChecks(survey);
    printChecks(context, { survey, checks, json: options.json === true });
    const failures = checks.filter(({ outcome }) => outcome === 'failed').length;
    if (failures > 0) throw new CommandRefusal(`${failures} of ${checks.length} checks failed`);
  });
}

function problemOf(name: string, { shops }: Config): string | undefined {
  if (Object.hasOwn(shops, name)) return undefined;
  const names = Object.keys(shops).join(', ');
  return `punchgate.yaml has no shop "${name}"; ${names ? `it has ${names}` : 'there is none under shops'}`;
}

async function surveyed(
  name: string,
  { shops, server }: Config,
  { customer }: CheckOptions,
): Promise<ShopSurvey> {
  const settings = shops[name];
  if (!settings) throw new CommandRefusal(`There is no shop "${name}".`);
  const egress = createEgress({ allowPrivate: settings.allowPrivate });
  const target = { name, settings, gatewayUrl: server.publicUrl, customerId: customer };
  try {
    return await surveyShop(target, { egress, now: Date.now });
  } finally {
    egress.close();
  }
}

function readCustomer(text: string): string {
  if (/^[0-9a-f]{32}$/.test(text)) return text;
  throw new InvalidArgumentError(
    '32 hexadecimal digits: the id in the address of the customer in the Administration',
  );
}
