import { secretVariable, shopStanza } from '../../shop-stanza.ts';
import type { ShopCheck } from '../../shopware/check/shop-checks.ts';
import type { ConnectedShop, ShopWish } from '../../shopware/setup/connect-shop.ts';
import type { DomainOutcome } from '../../shopware/setup/register-domain.ts';
import type { Storefront } from '../../shopware/setup/storefronts.ts';
import { type CommandContext, printList } from '../command-context.ts';
import { printable } from '../printable.ts';
import { checksRecord, printChecks } from './print-checks.ts';

interface Report {
  wish: ShopWish;
  connected: ConnectedShop;
  checks: readonly ShopCheck[];
  /** Whether punchgate.yaml has the shop already. */
  isKnown: boolean;
}

export function connectionRecord({ wish, connected, checks, isKnown }: Report) {
  const { settings, listing, domain, survey } = connected;
  return {
    ...checksRecord({ survey, checks }),
    salesChannelId: settings.salesChannelId,
    storefronts: listing.is === 'seen' ? listing.value.storefronts : undefined,
    domain,
    stanza: isKnown ? undefined : shopStanza(wish.name, settings),
  };
}

export function printConnection(context: CommandContext, report: Report): void {
  const { wish, connected, checks, isKnown } = report;
  const { settings, listing, domain, survey } = connected;
  if (listing.is === 'seen') {
    printStorefronts(context, listing.value.storefronts, false);
    for (const privilege of listing.value.missing)
      context.print(printable(`not all of it is shown: ${privilege} is missing`));
  }
  context.print(`sales channel: ${settings.salesChannelId}`);
  if (domain) for (const line of domainLines(domain, wish.name)) context.print(printable(line));
  context.print('');
  printChecks(context, { survey, checks });
  if (!isKnown) printStanza(context, wish.name, connected);
}

export function printStorefronts(
  context: CommandContext,
  storefronts: readonly Storefront[],
  json: boolean,
): void {
  const rows = storefronts.map(({ id, name, accessKey, active, maintenance, ...more }) => ({
    ...{ id, name, accessKey, active, maintenance },
    domains: more.domains.map(({ url }) => url).join(' '),
    languages: more.languages.join(', '),
    currencies: more.currencies.join(', '),
  }));
  printList(context, rows, { json });
}

function domainLines({ is, url, why = '', mend = '' }: DomainOutcome, name: string): string[] {
  const first = `domain ${url}: ${is}`;
  if (is === 'refused') return [first, `  ${why}`, `  > ${mend}`];
  return [
    first,
    `  > To have pages asked for under it: hostHeader: gateway in shops.${name} (docs/shops.md)`,
  ];
}

function printStanza(context: CommandContext, name: string, { settings }: ConnectedShop): void {
  context.print(`\nFor punchgate.yaml, with the secret in the variable ${secretVariable(name)}:\n`);
  context.print(shopStanza(name, settings));
}
