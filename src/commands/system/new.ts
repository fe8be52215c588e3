import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { Profile } from '../../profiles/profile.ts';
import { originOf } from '../../punchout/return-url.ts';
import { shopNamesOf } from '../../shop-names.ts';
import { systemFileText, variablesOf } from '../../system-file-text.ts';
import { ConfigurationError } from '../../yaml-file.ts';
import { type CommandContext, CommandRefusal, configOf } from '../command-context.ts';
import { chooseCustomer } from '../customer/choose-customer.ts';
import { readProfile } from '../profile-option.ts';
import { usualFolder } from './read-system-files.ts';

interface NewOptions {
  profile: Profile;
  shop: string;
  returnHost: string[];
  customer?: string;
}

export function newCommand(context: CommandContext): Command {
  return new Command('new')
    .description(`write ${usualFolder}/<name>.yaml from the profile of a platform; nothing is overwritten`)
    .argument('<name>', 'of the new System', readSystemName)
    .requiredOption('--profile <profile>', 'as punchgate profile list shows it', readProfile)
    .option('--shop <shop>', 'a shop of punchgate.yaml', readShop, 'main')
    .option('--customer <customer>', 'of the shop: an id, a number or an e-mail; looked up there')
    .option('--return-host <host>', 'a host that carts may go back to; may be repeated', readHost, [])
    .action((name: string, options: NewOptions) => writeNew(context, name, options));
}

function readSystemName(text: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(text))
    throw new InvalidArgumentError('lower-case letters, digits and hyphens, at most 63');
  return text;
}

function readShop(text: string): string {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(text))
    throw new InvalidArgumentError('a name of a shop in punchgate.yaml');
  return text;
}

function readHost(text: string, earlier: string[]): string[] {
  if (originOf(text) === undefined) throw new InvalidArgumentError('not a host or an origin');
  return [...earlier, text];
}

/** @throws CommandRefusal when there is such a file already */
async function writeNew(context: CommandContext, name: string, options: NewOptions): Promise<void> {
  const { profile, shop, returnHost: returnHosts } = options;
  const path = join(usualFolder, `${name}.yaml`);
  const customer = await chosenCustomer(context, options);
  const text = systemFileText({ name, profile, shop, returnHosts, customer });
  await mkdir(usualFolder, { recursive: true });
  await writeFile(path, text, { flag: 'wx' }).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'EEXIST'
      ? new CommandRefusal(`${path} is there already; nothing was written`)
      : cause;
  });
  const fill = [
    ...(customer ? [] : ['the id of the customer (punchgate customer search)']),
    ...(returnHosts.length > 0 ? [] : ['at least one return host']),
  ];
  const steps = [
    ...(fill.length > 0 ? [`fill in ${fill.join(' and ')}`] : []),
    `set ${variablesOf(text).join(', ')} in the environment`,
    `punchgate system apply ${name}`,
    `punchgate license issue ${name}, or have its license bound`,
  ];
  await warnOfShop(context, shop);
  context.print(
    [`${path} written. Next:`, ...steps.map((step, index) => `${index + 1}. ${step}`)].join('\n'),
  );
}

async function chosenCustomer(context: CommandContext, { shop, customer }: NewOptions) {
  if (customer === undefined) return undefined;
  const settings = (await configOf(context)).shops[shop];
  if (settings) return await chooseCustomer(customer, settings);
  throw new CommandRefusal(`punchgate.yaml has no shop "${shop}" to look the customer up in`);
}

/** It may be added later; a configuration that cannot be read is told by the commands that need it. */
async function warnOfShop(context: CommandContext, shop: string): Promise<void> {
  const config = await configOf(context).catch((cause) => {
    if (cause instanceof ConfigurationError) return undefined;
    throw cause;
  });
  if (config && !shopNamesOf(config).includes(shop))
    context.warn(`punchgate.yaml has no shop "${shop}" yet: add it before the System is applied.`);
}
