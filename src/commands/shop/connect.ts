import { Command } from 'commander';
import { createEgress } from '../../http/egress.ts';
import { PunchOutError } from '../../punchout/punchout-error.ts';
import { shopChecks } from '../../shopware/check/shop-checks.ts';
import { type ConnectedShop, connectShop, type ShopWish } from '../../shopware/setup/connect-shop.ts';
import { SetupRefusal } from '../../shopware/setup/setup-refusal.ts';
import { type CommandContext, CommandRefusal } from '../command-context.ts';
import { readAccessKey, readHexId, readShopName, readShopUrl, readWebsite } from '../option-readers.ts';
import { type ConnectOptions, readWish } from './connect-wish.ts';
import { connectionRecord, printConnection, printStorefronts } from './print-connection.ts';

const help = `
The secret of the integration comes from --client-secret-file, or from the variable PUNCHGATE_SHOP_SECRET. Nothing is
changed in the shop without --register-domain. Exit status: 0 nothing failed, 1 something failed, 2 wrong usage.`;

export function connectCommand(context: CommandContext): Command {
  const command = new Command('connect')
    .description(
      'try the keys of a shop, find its sales channel, check it, and tell what punchgate.yaml needs',
    )
    .argument('[name]', 'of a shop under shops in punchgate.yaml; the options below are for another one')
    .option('--url <url>', 'address of the storefront', readShopUrl)
    .option('--client-id <key>', 'access key of the integration, SWIA...', readAccessKey)
    .option('--client-secret-file <file>', 'that has its secret; - for standard input')
    .option('--sales-channel <id>', 'where there are several', readHexId)
    .option(
      '--access-key <key>',
      'of the sales channel, SWSC..., where the integration may not list them',
      readAccessKey,
    )
    .option('--name <name>', 'that the shop shall have in punchgate.yaml', readShopName)
    .option('--allow-private', 'the shop may have a private address')
    .option('--public-url <url>', 'origin that buyers reach the shop at through the gateway', readWebsite)
    .option('--register-domain', 'make that origin, with the path of the shop, a domain of the sales channel')
    .option('--json', 'as JSON')
    .addHelpText('after', help);
  return command.action(async (name: string | undefined, options: ConnectOptions) => {
    const wish = await readWish({ name, options }, { context, command });
    await connect(wish, { context, json: options.json === true, isKnown: name !== undefined });
  });
}

interface Telling {
  context: CommandContext;
  json: boolean;
  /** Whether punchgate.yaml has the shop already. */
  isKnown: boolean;
}

async function connect(wish: ShopWish, { context, json, isKnown }: Telling): Promise<void> {
  const connected = await tried(wish, { context, json });
  const checks = shopChecks(connected.survey);
  const report = { wish, connected, checks, isKnown };
  if (json) context.print(JSON.stringify(connectionRecord(report), undefined, 2));
  else printConnection(context, report);
  const failures = checks.filter(({ outcome }) => outcome === 'failed').length;
  const problems = [
    ...(connected.domain?.is === 'refused' ? ['the domain was not registered'] : []),
    ...(failures > 0 ? [`${failures} of ${checks.length} checks failed`] : []),
  ];
  if (problems.length > 0) throw new CommandRefusal(problems.join('\n'));
}

async function tried(wish: ShopWish, { context, json }: Omit<Telling, 'isKnown'>): Promise<ConnectedShop> {
  const egress = createEgress({ allowPrivate: wish.settings.allowPrivate });
  try {
    return await connectShop(wish, { egress, now: Date.now });
  } catch (thrown) {
    if (thrown instanceof PunchOutError) throw new CommandRefusal(`${thrown.detail}\n${thrown.advice}`);
    if (!(thrown instanceof SetupRefusal)) throw thrown;
    if (thrown.storefronts.length > 0) printStorefronts(context, thrown.storefronts, json);
    throw new CommandRefusal(thrown.message);
  } finally {
    egress.close();
  }
}
