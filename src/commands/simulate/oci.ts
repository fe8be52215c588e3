import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import { ociCall } from '../../profiles/oci-platform.ts';
import type { OciCall, Profile } from '../../profiles/profile.ts';
import { isCancelledOci, ociCartIds } from '../../simulator/cancelled.ts';
import { ociCartChecks } from '../../simulator/oci-cart-checks.ts';
import { type OciBuyer, secretsOf, usualHookUrl } from '../../simulator/oci-request.ts';
import { cancelPath } from '../../simulator/receive-cart.ts';
import { ociEntry, simulateOci } from '../../simulator/simulate-oci.ts';
import { survivalCheck } from '../../simulator/survival-check.ts';
import { withoutSecrets } from '../../simulator/without-secrets.ts';
import type { CommandContext } from '../command-context.ts';
import {
  addGatewayOptions,
  type GatewayOptions,
  type GivenPair,
  pairReader,
  variableReader,
} from './gateway-options.ts';
import { receiverUrl, runSimulation } from './run-simulation.ts';

interface OciOptions extends GatewayOptions {
  user: string;
  passwordEnv: string;
  tokenEnv: string;
  parameter: GivenPair[];
  product: string;
  search: string;
}

/** OCI 4.0 as most platforms call, with every function. */
const plainCall: OciCall = {
  ...ociCall,
  parameters: [
    ['USERNAME', '{user}'],
    ['PASSWORD', '{password}'],
    ['OCI_VERSION', '4.0'],
    ['HOOK_URL', '{hookUrl}'],
    ['~OkCode', 'ADDI'],
    ['~TARGET', '_top'],
    ['~CALLER', 'CTLG'],
  ],
  functions: ['DETAIL', 'VALIDATE', 'QUANTITYCHECK', 'SOURCING', 'BACKGROUND_SEARCH', 'DOWNLOADJSON'],
};

export function simulateOciCommand(context: CommandContext): Command {
  const variable = variableReader(context);
  return addGatewayOptions(new Command('oci'), 'oci')
    .description('play an OCI buyer: login, start page, functions, refusals')
    .option('--user <name>', 'user of the login', '')
    .option('--password-env <variable>', 'environment variable that holds the password', variable, '')
    .option('--token-env <variable>', 'environment variable that holds a token, instead', variable, '')
    .option(
      '--parameter <name=value>',
      'another parameter of the login; as often as needed',
      pairReader(context),
      [],
    )
    .option('--product <number>', 'article that DETAIL, VALIDATE and QUANTITYCHECK are tried with', '')
    .option('--search <text>', 'what SOURCING and BACKGROUND_SEARCH are tried with', '')
    .action((url: string, options: OciOptions) => simulate(context, url, options));
}

async function simulate(context: CommandContext, url: string, options: OciOptions): Promise<void> {
  const buyer = buyerOf(url, options);
  const entry = ociEntry(buyer, `/visit/${randomUUID()}`);
  await runSimulation(context, {
    url,
    options,
    returnUrl: buyer.hookUrl,
    check: (ask) => simulateOci(buyer, options, { ask, newId: randomUUID }),
    entry,
    visit: async () => ({
      link: receiverUrl(options) + entry.path,
      isCancelled: (cart) => isCancelledOci(cart, buyer),
      cartIds: ociCartIds,
      judge: async (cart) => {
        const checks = [...ociCartChecks(cart, buyer), ...survivalCheck(cart, options.profile)];
        return withoutSecrets(checks, secretsOf(buyer));
      },
    }),
  });
}

function buyerOf(url: string, options: OciOptions): OciBuyer {
  const { profile, user, passwordEnv, tokenEnv, parameter } = options;
  const call = profile?.call.protocol === 'oci' ? profile.call : plainCall;
  const hookUrl = options.hookUrl ?? (options.receive ? `${receiverUrl(options)}/cart` : usualHookUrl(call));
  return {
    url,
    call,
    user,
    password: passwordEnv,
    token: tokenEnv,
    hookUrl,
    cancelUrl: URL.canParse(cancelPath, hookUrl) ? new URL(cancelPath, hookUrl).href : '',
    parameters: parameter.map(({ pair }) => pair),
    secrets: parameter.flatMap(({ secrets }) => secrets),
    startIndex: startIndexOf(profile),
  };
}

function startIndexOf(profile: Profile | undefined): 0 | 1 {
  return profile?.system.startIndex === 0 ? 0 : 1;
}
