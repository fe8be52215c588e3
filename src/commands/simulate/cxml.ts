import { randomUUID } from 'node:crypto';
import { Command, InvalidArgumentError } from 'commander';
import { cxmlCall } from '../../profiles/cxml-platform.ts';
import type { CxmlCall } from '../../profiles/profile.ts';
import type { CxmlCredential } from '../../punchout/system.ts';
import { cxmlCartIds, isCancelledCxml } from '../../simulator/cancelled.ts';
import { cxmlCartChecks } from '../../simulator/cxml-cart-checks.ts';
import { type CxmlBuyer, plainReturnUrl, secretsOf } from '../../simulator/cxml-request.ts';
import { returnedCartChecks } from '../../simulator/cxml-returned-cart.ts';
import { beginCxmlVisit, simulateCxml } from '../../simulator/simulate-cxml.ts';
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

/** A party as it is given: its domain may be that of the platform. */
interface Party {
  domain: string | undefined;
  identity: string;
}

interface CxmlOptions extends GatewayOptions {
  from: Party;
  to: Party;
  sender?: Party;
  secretEnv: string;
  user: string;
  email: string;
  extrinsic: GivenPair[];
  product: string;
}

const plainCall: CxmlCall = {
  ...cxmlCall,
  userAgent: 'Punchgate simulate',
  operations: ['create', 'edit', 'inspect'],
};

export function simulateCxmlCommand(context: CommandContext): Command {
  return addGatewayOptions(new Command('cxml'), 'cxml')
    .description('play a cXML buyer: setup request, start page, refusals')
    .requiredOption('--from <domain:identity>', 'who buys; without a domain that of the platform', readParty)
    .requiredOption('--to <domain:identity>', 'who sells', readParty)
    .option('--sender <domain:identity>', 'who sends: by default the identity of --from', readParty)
    .requiredOption(
      '--secret-env <variable>',
      'environment variable that holds the SharedSecret',
      variableReader(context),
    )
    .option('--user <name>', 'name of the buyer, in Contact and Extrinsics', '')
    .option('--email <address>', 'e-mail of the buyer, in Contact and Extrinsics', '')
    .option('--extrinsic <name=value>', 'another Extrinsic; as often as needed', pairReader(context), [])
    .option('--product <number>', 'article that a SelectedItem is tried with', '')
    .action((url: string, options: CxmlOptions) => simulate(context, url, options));
}

function readParty(text: string): Party {
  const [, domain, identity] = /^(?:([^:]+):)?(.+)$/s.exec(text) ?? [];
  if (identity === undefined) throw new InvalidArgumentError('not DOMAIN:IDENTITY');
  return { domain, identity };
}

async function simulate(context: CommandContext, url: string, options: CxmlOptions): Promise<void> {
  const buyer = buyerOf(url, options);
  const ports = { now: Date.now, newId: randomUUID };
  await runSimulation(context, {
    url,
    options,
    returnUrl: buyer.returnUrl,
    check: (ask) => simulateCxml(buyer, options, { ask, ...ports }),
    visit: async (ask) => {
      const { startPage, buyerCookie } = await beginCxmlVisit(buyer, { ask, ...ports });
      const secrets = [...secretsOf(buyer), buyerCookie];
      return {
        link: startPage,
        isCancelled: isCancelledCxml,
        cartIds: cxmlCartIds,
        judge: async (cart) => {
          const checks = [
            ...cxmlCartChecks(cart, buyer, buyerCookie),
            ...survivalCheck(cart, options.profile),
            ...(await returnedCartChecks(cart, buyer, { ask, ...ports })),
          ];
          return withoutSecrets(checks, secrets);
        },
      };
    },
  });
}

function buyerOf(url: string, options: CxmlOptions): CxmlBuyer {
  const { profile, from, to, hookUrl, secretEnv, user, email, extrinsic } = options;
  const call = profile?.call.protocol === 'cxml' ? profile.call : plainCall;
  const sender = options.sender ?? (profile ? { ...from, domain: undefined } : from);
  const usual = options.receive ? `${receiverUrl(options)}/cart` : plainReturnUrl;
  return {
    url,
    call,
    from: credential(from, call.fromDomain),
    to: credential(to, call.toDomain),
    sender: credential(sender, call.senderDomain),
    sharedSecret: secretEnv,
    user,
    email,
    extrinsics: extrinsic.map(({ pair }) => pair),
    secrets: extrinsic.flatMap(({ secrets }) => secrets),
    returnUrl: hookUrl ?? usual,
  };
}

function credential({ domain, identity }: Party, usual: string): CxmlCredential {
  return { domain: domain ?? usual, identity };
}
