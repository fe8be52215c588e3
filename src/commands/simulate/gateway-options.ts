import { type Command, InvalidArgumentError } from 'commander';
import type { Profile } from '../../profiles/profile.ts';
import { profiles } from '../../profiles/profiles.ts';
import type { Protocol } from '../../punchout/system.ts';
import { plainReturnUrl } from '../../simulator/cxml-request.ts';
import { plainHookUrl } from '../../simulator/oci-request.ts';
import type { Environment } from '../../yaml-file.ts';
import type { CommandContext } from '../command-context.ts';
import { readCount } from '../option-readers.ts';
import { readProfile } from '../profile-option.ts';

/** What both protocols have in common. */
export interface GatewayOptions {
  profile?: Profile;
  hookUrl?: string;
  allowPrivate?: boolean;
  timeout: number;
  receive?: boolean;
  port: number;
  wait: number;
  json?: boolean;
}

const exitHelp = `
A secret is no argument: name the environment variable that holds it. \${NAME} in a value of --parameter or
--extrinsic is a secret from there too.
passed: as it should be. failed: see what was seen. skipped: not tried, with the reason.
Exit status: 0 nothing failed, 1 something failed, 2 wrong usage.`;

export function addGatewayOptions(command: Command, protocol: Protocol): Command {
  const names = profiles.filter((profile) => profile.protocol === protocol).map(({ name }) => name);
  return command
    .argument('<url>', 'address of the gateway', readGatewayUrl)
    .option('--profile <name>', `the platform to play: ${names.join(', ')}`, profileReader(protocol))
    .option('--hook-url <url>', hookUrlHelp(protocol), readGatewayUrl)
    .option('--receive', 'wait for a cart from your browser and judge it too')
    .option('--port <n>', 'port that receives it', readCount(1, 65_535), 8090)
    .option('--wait <seconds>', 'how long to wait for it', readCount(1, 86_400), 600)
    .option('--allow-private', 'ask private addresses too; your own machine always may be asked')
    .option('--timeout <seconds>', 'how long one answer may take', readCount(1, 600), 30)
    .option('--json', 'as JSON')
    .addHelpText('after', exitHelp);
}

function hookUrlHelp(protocol: Protocol): string {
  const usual =
    protocol === 'oci' ? `${plainHookUrl} or, where the platform sends that, SAPEVENT:POST` : plainReturnUrl;
  return `where the cart shall go; the System must list its host in returnHosts (default: ${usual}; with --receive http://localhost:<port>/cart)`;
}

function profileReader(protocol: Protocol): (name: string) => Profile {
  return (name) => {
    const profile = readProfile(name);
    if (profile.protocol !== protocol) throw new InvalidArgumentError(`it speaks ${profile.protocol}`);
    return profile;
  };
}

function readGatewayUrl(text: string): string {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new InvalidArgumentError('not an http or https address without credentials');
  return url.href;
}

/** Reads a secret from the environment variable of that name. */
export function variableReader({ environment }: CommandContext): (name: string) => string {
  return (name) => {
    const value = environment[name];
    if (value === undefined || value === '')
      throw new InvalidArgumentError(`the environment variable ${name.slice(0, 60)} is not set`);
    return value;
  };
}

/** NAME=VALUE as it was given. */
export interface GivenPair {
  pair: readonly [name: string, value: string];
  /** What of it is from the environment. */
  secrets: string[];
}

/** Collects NAME=VALUE; `${NAME}` in a value is a variable of the environment, and so a secret. */
export function pairReader({
  environment,
}: CommandContext): (text: string, before: GivenPair[]) => GivenPair[] {
  return (text, before) => {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined) throw new InvalidArgumentError('not NAME=VALUE');
    return [
      ...before,
      { pair: [name, filled(value, environment)], secrets: variablesIn(value, environment) },
    ];
  };
}

const variable = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

function filled(text: string, environment: Environment): string {
  return text.replaceAll(variable, (_, name: string) => variableNamed(name, environment));
}

function variablesIn(text: string, environment: Environment): string[] {
  return [...text.matchAll(variable)].map(([, name = '']) => variableNamed(name, environment));
}

function variableNamed(name: string, environment: Environment): string {
  const value = environment[name];
  if (value === undefined) throw new InvalidArgumentError(`the environment variable ${name} is not set`);
  return value;
}
