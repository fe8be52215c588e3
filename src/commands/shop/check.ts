import { Command } from 'commander';
import { createEgress } from '../../http/egress.ts';
import { shopChecks } from '../../shopware/check/shop-checks.ts';
import { type ShopSurvey, surveyShop } from '../../shopware/check/shop-survey.ts';
import { type CommandContext, CommandRefusal, configOf } from '../command-context.ts';
import { readHexId } from '../option-readers.ts';
import { type KnownShop, knownShop } from './known-shop.ts';
import { checksRecord, printChecks } from './print-checks.ts';

interface CheckOptions {
  customer?: string;
  json?: boolean;
}

export function checkCommand(context: CommandContext): Command {
  const command = new Command('check')
    .description('ask a shop whether buyers could punch out to it, and tell how to mend what keeps them out')
    .argument('<name>', 'of the shop, under shops in punchgate.yaml')
    .option('--customer <id>', 'open a session for this customer of the shop too', readHexId)
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nNothing is changed in the shop. Exit status: 0 nothing failed, 1 something failed, 2 wrong usage.',
    );
  return command.action(async (name: string, options: CheckOptions) => {
    const shop = knownShop(name, await configOf(context), command);
    const survey = await surveyed(shop, options);
    const checks = shopChecks(survey);
    if (options.json) context.print(JSON.stringify(checksRecord({ survey, checks }), undefined, 2));
    else printChecks(context, { survey, checks });
    const failures = checks.filter(({ outcome }) => outcome === 'failed').length;
    if (failures > 0) throw new CommandRefusal(`${failures} of ${checks.length} checks failed`);
  });
}

async function surveyed(shop: KnownShop, { customer }: CheckOptions): Promise<ShopSurvey> {
  const egress = createEgress({ allowPrivate: shop.settings.allowPrivate });
  try {
    return await surveyShop({ ...shop, customerId: customer }, { egress, now: Date.now });
  } finally {
    egress.close();
  }
}
