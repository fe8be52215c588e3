import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { zipSync } from 'fflate';
import packageDocument from '../../../package.json' with { type: 'json' };
import type { Adapters } from '../../adapters.ts';
import { publicUrlOf } from '../../config.ts';
import { fileProblem } from '../../file-problem.ts';
import { appName, appSecretOf, keepAppSecret } from '../../shop-app/app-secret.ts';
import { appFiles } from '../../shop-app/package/app-files.ts';
import { appAddress } from '../../shop-app/shop-address.ts';
import { type CommandContext, CommandRefusal, configOf, withAdapters } from '../command-context.ts';
import { readInput } from '../input-file.ts';
import { type KnownShop, knownShop } from './known-shop.ts';

interface AppOptions {
  out: string;
  rotate?: boolean;
  accountSecretFile?: Buffer;
}

const help = `
manifest.xml holds the App's secret: treat the files as you treat a password. The first call makes the secret, later ones
repeat it; --rotate makes another one, and the shop must install the App anew. For an App that is registered in a Shopware
Account, --account-secret-file has the secret that the Account shows; the manifest is without one then.`;

export function appCommand(context: CommandContext): Command {
  const command = new Command('app')
    .description('make the App for a shop whose buyers see it under its own host (entry: redirect)')
    .argument('<name>', 'of the shop, under shops in punchgate.yaml')
    .requiredOption('--out <path>', `a .zip file, or a directory such as custom/apps that gets ${appName}/`)
    .option('--rotate', 'make a new secret; who has registered with the one before counts no more')
    .option('--account-secret-file <file>', 'secret that the Shopware Account has given the App', readInput)
    .addHelpText('after', help);
  return command.action(async (name: string, options: AppOptions) => {
    if (options.rotate && options.accountSecretFile)
      command.error('error: --rotate makes a secret, --account-secret-file brings one: give one of them');
    const config = await configOf(context);
    const shop = knownShop(name, config, command);
    const publicUrl = shop.settings.publicUrl ?? publicUrlOf(config);
    const files = await withAdapters(context, (adapters) => made(name, { adapters, publicUrl, options }));
    await written(files, options.out);
    context.print(
      `${options.out} is the App for ${shop.settings.url}. docs/shop-app.md tells how a shop installs it.`,
    );
    warnOfSettings(context, shop, publicUrl);
  });
}

interface Making {
  adapters: Adapters;
  publicUrl: string;
  options: AppOptions;
}

async function made(
  name: string,
  { adapters, publicUrl, options }: Making,
): Promise<ReadonlyMap<string, Buffer>> {
  const { rotate, accountSecretFile } = options;
  const address = appAddress({ publicUrl }, name);
  const given = accountSecretFile?.toString('utf8').trim();
  if (given === '') throw new CommandRefusal('The file of --account-secret-file is empty.');
  const { token } = adapters.surroundings;
  const known = await appSecretOf(name, adapters);
  const secret = given ?? (rotate ? token() : (known ?? token()));
  if (secret !== known) await keepAppSecret(name, secret, adapters);
  const { version } = packageDocument;
  return appFiles({ address, version, secret: given === undefined ? secret : undefined });
}

async function written(files: ReadonlyMap<string, Buffer>, out: string): Promise<void> {
  try {
    if (out.endsWith('.zip')) await writeZip(files, out);
    else await writeFolder(files, join(out, appName));
  } catch (thrown) {
    throw new CommandRefusal(fileProblem(thrown, out) ?? String(thrown));
  }
}

async function writeZip(files: ReadonlyMap<string, Buffer>, path: string): Promise<void> {
  const entries = [...files].map(([name, bytes]) => [`${appName}/${name}`, new Uint8Array(bytes)] as const);
  await writeFile(path, zipSync(Object.fromEntries(entries)), { mode: 0o600 });
}

async function writeFolder(files: ReadonlyMap<string, Buffer>, folder: string): Promise<void> {
  for (const [name, bytes] of files) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
}

function warnOfSettings(context: CommandContext, { name, settings }: KnownShop, publicUrl: string): void {
  if (settings.entry !== 'redirect')
    context.warn(
      `Buyers see this shop through the gateway: the App does nothing before shops.${name}.entry is redirect.`,
    );
  if (!publicUrl.startsWith('https:'))
    context.warn(
      `${publicUrl} is not https: browsers send no cookie along with the shop's form then, other than on one machine.`,
    );
}
