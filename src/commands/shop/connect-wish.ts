import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { fileProblem } from '../../file-problem.ts';
import type { ShopWish } from '../../shopware/setup/connect-shop.ts';
import { shopSettingsSchema } from '../../shopware/shop-settings.ts';
import { ConfigurationError } from '../../yaml-file.ts';
import { type CommandContext, configOf } from '../command-context.ts';
import { knownShop } from './known-shop.ts';

export interface ConnectOptions {
  url?: string;
  clientId?: string;
  clientSecretFile?: string;
  salesChannel?: string;
  accessKey?: string;
  name?: string;
  allowPrivate?: boolean;
  publicUrl?: string;
  registerDomain?: boolean;
  json?: boolean;
}

interface Asked {
  name: string | undefined;
  options: ConnectOptions;
}

interface Around {
  context: CommandContext;
  command: Command;
}

/** Until it is known which sales channel is meant, only the Admin API is asked; it wants neither key nor channel. */
const open = { accessKey: 'SWSC', salesChannelId: '0'.repeat(32) };

/** What the operator wants to connect; anything that is missing or contradicts itself is wrong usage. */
export async function readWish(asked: Asked, around: Around): Promise<ShopWish> {
  const problem = usageProblem(asked);
  if (problem) around.command.error(`error: ${problem}`);
  const wish =
    asked.name === undefined ? await newWish(asked.options, around) : await knownWish(asked, around);
  if (wish.registerDomain && wish.gatewayUrl === undefined)
    around.command.error('error: which domain? Give --public-url, or set server.publicUrl');
  return wish;
}

function usageProblem({ name, options }: Asked): string | undefined {
  const { url, clientId, clientSecretFile, salesChannel, accessKey, allowPrivate } = options;
  const own = [url, clientId, clientSecretFile, salesChannel, accessKey, allowPrivate, options.name];
  if (name !== undefined)
    return own.some((value) => value !== undefined)
      ? 'a shop of punchgate.yaml has its settings there: only --public-url and --register-domain go with its name'
      : undefined;
  if (url !== undefined && clientId !== undefined) return undefined;
  return 'name a shop of punchgate.yaml, or give --url and --client-id';
}

async function knownWish({ name = '', options }: Asked, { context, command }: Around): Promise<ShopWish> {
  const known = knownShop(name, await configOf(context), command);
  return {
    ...known,
    open: { accessKey: false, salesChannelId: false },
    gatewayUrl: options.publicUrl ?? known.gatewayUrl,
    registerDomain: options.registerDomain === true,
  };
}

async function newWish(options: ConnectOptions, { context, command }: Around): Promise<ShopWish> {
  const { url, clientId, accessKey, salesChannel, publicUrl, allowPrivate } = options;
  const ofGateway = await gatewayUrlOf(context);
  const settings = shopSettingsSchema.parse({
    ...{ url, clientId, allowPrivate, clientSecret: readSecret(options, { context, command }) },
    accessKey: accessKey ?? open.accessKey,
    salesChannelId: salesChannel ?? open.salesChannelId,
    publicUrl: publicUrl === ofGateway ? undefined : publicUrl,
  });
  return {
    name: options.name ?? 'main',
    settings,
    open: { accessKey: accessKey === undefined, salesChannelId: salesChannel === undefined },
    gatewayUrl: publicUrl ?? ofGateway,
    registerDomain: options.registerDomain === true,
  };
}

/** A configuration that cannot be read is told by the commands that need it. */
async function gatewayUrlOf(context: CommandContext): Promise<string | undefined> {
  try {
    return (await configOf(context)).server.publicUrl;
  } catch (error) {
    if (error instanceof ConfigurationError) return undefined;
    throw error;
  }
}

/** Never an argument: those stand in the list of processes and in the history of the shell. */
function readSecret({ clientSecretFile }: ConnectOptions, { context, command }: Around): string {
  const told = context.environment.PUNCHGATE_SHOP_SECRET ?? '';
  const secret = clientSecretFile === undefined ? told : secretIn(clientSecretFile, command);
  if (secret.trim() !== '') return secret.trim();
  return command.error('error: no secret: give --client-secret-file, or set PUNCHGATE_SHOP_SECRET');
}

function secretIn(path: string, command: Command): string {
  const standardInput = 0;
  try {
    return readFileSync(path === '-' ? standardInput : path, 'utf8');
  } catch (cause) {
    return command.error(`error: ${fileProblem(cause, path) ?? `${path} cannot be read`}`);
  }
}
